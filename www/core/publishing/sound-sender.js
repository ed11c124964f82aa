import { AUDIO, CONFIG, KEYFRAME } from '../packet.js';
import { writeTrackConfig } from './packet-writer.js';
import { SampleClock } from './sample-clock.js';

/** The rate that Opus works with. */
export const SAMPLE_RATE = 48_000;
const CHANNELS = 2;
/** Enough for music in stereo. */
const BITS_A_SECOND = 96_000;
const MOST_IN_ENCODER = 20;

/** 20 ms of sound. @typedef {{ start: number, samples: Float32Array<ArrayBuffer> }} Chunk `start`: seconds of the sound card's clock; one channel after the other */

/** @returns {AudioEncoderConfig} */
const config = () => ({ codec: 'opus', sampleRate: SAMPLE_RATE, numberOfChannels: CHANNELS, bitrate: BITS_A_SECOND });

/** @returns {Promise<boolean>} whether this browser encodes sound */
export async function encodesSound() {
  return 'AudioEncoder' in globalThis && 'AudioWorkletNode' in globalThis
    && AudioEncoder.isConfigSupported(config()).then(({ supported }) => supported === true, () => false);
}

/** Encodes sound and sends it while there is a connection. */
export class SoundSender {
  #outlet;
  #clock = new SampleClock();
  /** @type {AudioEncoder | null} */
  #encoder = null;
  #connected = false;
  #begun = false;

  /** @param {{ send: import('./video-sender.js').Outlet['send'], now: () => number, serverMicros: () => number }} outlet `now`: ms, as the picture's */
  constructor(outlet) {
    this.#outlet = outlet;
  }

  /** Sound goes out from now on. @returns {boolean} whether there is any */
  connected() {
    this.#connected = true;
    this.#configure();
    return this.#begun;
  }

  disconnected() {
    this.#connected = false;
  }

  /** @param {Chunk} chunk @returns {boolean} whether it is the first: there is a new track */
  take({ start, samples }) {
    const first = !this.#begun;
    const duration = samples.length / CHANNELS / SAMPLE_RATE * 1000;
    // A chunk can arrive no sooner than its last sample was taken.
    const at = this.#clock.at(start * 1000 + duration, this.#outlet.now()) - duration;
    if (first) {
      this.#begun = true;
      this.#configure();
    }
    if (!this.#connected || (this.#encoder?.encodeQueueSize ?? 0) > MOST_IN_ENCODER) {
      return first;
    }
    const data = new AudioData({
      format: 'f32-planar', sampleRate: SAMPLE_RATE, numberOfChannels: CHANNELS,
      numberOfFrames: samples.length / CHANNELS, timestamp: Math.round(at * 1000), data: samples,
    });
    (this.#encoder ?? this.#open()).encode(data);
    data.close();
    return first;
  }

  close() {
    this.#connected = false;
    const encoder = this.#encoder;
    this.#encoder = null;
    if (encoder && encoder.state !== 'closed') {
      encoder.close();
    }
  }

  #configure() {
    if (this.#connected && this.#begun) {
      this.#outlet.send(AUDIO, CONFIG, this.#outlet.now() * 1000, this.#outlet.serverMicros(),
        writeTrackConfig('opus', SAMPLE_RATE, CHANNELS));
    }
  }

  #open() {
    const encoder = new AudioEncoder({
      output: (chunk) => {
        if (encoder === this.#encoder && this.#connected) {
          const age = this.#outlet.now() * 1000 - chunk.timestamp;
          this.#outlet.send(AUDIO, KEYFRAME, chunk.timestamp, this.#outlet.serverMicros() - age, chunk);
        }
      },
      error: () => {
        // The next chunk opens another one.
        this.#encoder = encoder === this.#encoder ? null : this.#encoder;
      },
    });
    encoder.configure(config());
    this.#encoder = encoder;
    return encoder;
  }
}

import { Playout } from './playout.js';

/** @typedef {import('../packet.js').TrackConfig} TrackConfig */

/** More packets than that in the decoder, and it stands still. */
const MOST_IN_DECODER = 50;

/**
 * Plays the packets of sound with WebCodecs and Web Audio, in step with the picture. Silent, and at
 * rest, until it is turned on: browsers want a person's gesture first.
 */
export class SoundPlayer {
  #playout = new Playout();
  #context = new AudioContext({ latencyHint: 'interactive' });
  #volume = this.#context.createGain();
  /** @type {AudioDecoder | null} */
  #decoder = null;
  /** @type {TrackConfig | null} */
  #config = null;
  #on = false;

  constructor() {
    this.#volume.connect(this.#context.destination);
  }

  /** Whether the browser lets sound be heard now. */
  get allowed() {
    return this.#context.state === 'running';
  }

  /** @param {boolean} on */
  turn(on) {
    this.#on = on;
    this.#playout.reset();
    // Refused without a gesture; the next one asks again.
    (on ? this.#context.resume() : this.#context.suspend()).catch(() => {});
  }

  /** @param {number} volume from 0 to 1 */
  volume(volume) {
    // As loud as it sounds, not as large as the numbers are.
    this.#volume.gain.value = volume ** 2;
  }

  /** @param {TrackConfig} config */
  configure(config) {
    this.#config = config;
    this.#stopDecoder();
    this.#playout.reset();
  }

  /** @param {import('../packet.js').Packet} packet that is no config */
  push(packet) {
    if (!this.#on || !this.allowed || !this.#config) {
      return;
    }
    const decoder = this.#decoder ?? this.#open(this.#config);
    if (decoder.state !== 'configured' || decoder.decodeQueueSize > MOST_IN_DECODER) {
      return;
    }
    decoder.decode(new EncodedAudioChunk({
      type: 'key', timestamp: packet.presentationMicros, data: packet.payload,
    }));
  }

  /** A frame of the picture is on the screen. @param {number} presentationMicros */
  shown(presentationMicros) {
    const { currentTime, outputLatency, baseLatency } = this.#context;
    // What is handed to the sound card now is heard later.
    this.#playout.picture(presentationMicros / 1e6, currentTime - (outputLatency || baseLatency || 0));
  }

  /** Forgets what is under way. */
  reset() {
    this.#playout.reset();
  }

  close() {
    this.#stopDecoder();
    this.#context.close().catch(() => {});
  }

  /** @param {TrackConfig} config */
  #open(config) {
    const decoder = new AudioDecoder({
      output: (data) => decoder === this.#decoder ? this.#play(data) : data.close(),
      // The next packet opens another one: each decodes by itself.
      error: () => decoder === this.#decoder && this.#stopDecoder(),
    });
    this.#decoder = decoder;
    decoder.configure({
      codec: config.codec, sampleRate: config.a, numberOfChannels: config.b,
      ...(config.description.length ? { description: config.description } : {}),
    });
    return decoder;
  }

  /** @param {AudioData} data */
  #play(data) {
    const { numberOfChannels, numberOfFrames, sampleRate, timestamp } = data;
    const { currentTime } = this.#context;
    const place = this.#playout.place(timestamp / 1e6, numberOfFrames / sampleRate, currentTime);
    if (!place) {
      data.close();
      return;
    }
    const buffer = this.#context.createBuffer(numberOfChannels, numberOfFrames, sampleRate);
    for (let channel = 0; channel < numberOfChannels; channel++) {
      data.copyTo(buffer.getChannelData(channel), { planeIndex: channel, format: 'f32-planar' });
    }
    data.close();
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.playbackRate.value = place.rate;
    source.connect(this.#volume);
    source.start(place.at);
  }

  #stopDecoder() {
    const decoder = this.#decoder;
    this.#decoder = null;
    if (decoder && decoder.state !== 'closed') {
      decoder.close();
    }
  }
}

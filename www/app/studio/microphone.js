import { SAMPLE_RATE } from '../../core/publishing/sound-sender.js';
import { preferring } from './devices.js';

/** @typedef {{ device: string, echo: boolean, noise: boolean }} Listening which microphone, empty for whichever the browser takes; and what is taken out of its sound */

/** As loud as that, it is somebody who speaks and no noise of the room: about −38 dBFS. */
const SPEECH = 0.0125;

/** A browser on a machine without a loudspeaker may never begin. */
const START_MILLIS = 4000;

/** The machine gives no sound. */
export class NoSoundDevice extends Error {}

/** @param {AudioContext} context */
async function started(context) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new NoSoundDevice()), START_MILLIS));
  await Promise.race([context.resume(), late]);
}

/** The microphone, and the sound of what is shared: mixed, measured, and handed on 20 ms at a time. */
export class Microphone {
  muted = false;
  #context;
  #mix;
  #voice;
  #analyser;
  #samples = new Float32Array(1024);
  #speaks = false;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #shared = null;

  /** @param {AudioContext} context @param {(chunk: import('../../core/publishing/sound-sender.js').Chunk) => void} take */
  constructor(context, take) {
    this.#context = context;
    this.#voice = context.createGain();
    this.#analyser = new AnalyserNode(context, { fftSize: 1024 });
    this.#mix = new AudioWorkletNode(context, 'pcm', { numberOfOutputs: 0 });
    this.#mix.port.onmessage = ({ data }) => take(data);
    this.#voice.connect(this.#mix);
  }

  /** @param {(chunk: import('../../core/publishing/sound-sender.js').Chunk) => void} take */
  static async open(take) {
    const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
    await context.audioWorklet.addModule('/core/publishing/pcm-worklet.js');
    await started(context);
    return new Microphone(context, take);
  }

  /** Asks for the microphone, or again with other wishes. @param {Listening} listening */
  async listen({ device, echo, noise }) {
    this.rest();
    this.#stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        echoCancellation: echo, noiseSuppression: noise, autoGainControl: noise, ...preferring(device),
      },
    });
    this.#source = this.#context.createMediaStreamSource(this.#stream);
    this.#source.connect(this.#voice);
    this.#source.connect(this.#analyser);
  }

  /** Lets go of the microphone; silence goes on. */
  rest() {
    this.#source?.disconnect();
    this.#source = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
  }

  /** The id of the microphone that is heard, empty when there is none. */
  get device() {
    return this.#stream?.getAudioTracks()[0].getSettings().deviceId ?? '';
  }

  /** Whether there is a microphone. */
  get listens() {
    return this.#stream !== null;
  }

  /** Mixes the sound of what is shared in. @param {MediaStream | null} stream null for none */
  share(stream) {
    this.#shared?.disconnect();
    this.#shared = stream?.getAudioTracks().length ? this.#context.createMediaStreamSource(stream) : null;
    this.#shared?.connect(this.#mix);
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    // A step would click.
    this.#voice.gain.setTargetAtTime(muted ? 0 : 1, this.#context.currentTime, 0.01);
  }

  /** How loud the microphone is now, muted or not: 0 to 1, where speech is about a half. */
  level() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    this.#speaks = Math.sqrt(power) > SPEECH;
    // From −60 to 0 dBFS.
    return Math.max(0, Math.min(1, 1 + Math.log10(Math.max(power, 1e-6)) / 6));
  }

  /** Whether somebody spoke while it was muted, when the level was last asked for. */
  get speaksMuted() {
    return this.muted && this.#speaks;
  }
}

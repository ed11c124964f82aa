import { encodesSound } from '../../core/publishing/sound-sender.js';
import { one, setText } from '../dom.js';
import { recall, remember } from '../preferences.js';
import { t } from '../words.js';
import { DeviceField } from './devices.js';
import { Microphone, NoSoundDevice } from './microphone.js';
import { problemOf } from './source.js';

/** @typedef {import('../../core/publishing/sound-sender.js').Chunk} Chunk */

const METER_MILLIS = 100;
/** One who speaks while muted is told so for so long after the last word. */
const WARNED_MILLIS = 3000;

/** The microphone: on and off, how loud it is, muted, and what the browser takes out of it. */
export class SoundPanel {
  #root = one('.sound', HTMLElement);
  #listen = one('[data-action="microphone"]', HTMLButtonElement, this.#root);
  #mute = one('[data-action="mute"]', HTMLButtonElement, this.#root);
  #meter = one('meter', HTMLMeterElement, this.#root);
  #said = one('output', HTMLOutputElement, this.#root);
  #devices = new DeviceField('audioinput', 'microphone', () => this.#askAgain());
  #take;
  #problem;
  /** @type {Promise<Microphone> | null} */
  #opening = null;
  /** @type {Microphone | null} */
  #microphone = null;
  #spokeAt = -Infinity;

  /** @param {(chunk: Chunk) => void} take @param {(problem: import('../words.js').Key) => void} problem */
  constructor(take, problem) {
    this.#take = take;
    this.#problem = problem;
    this.#listen.addEventListener('click', () => this.#toggle());
    this.#mute.addEventListener('click', () => this.toggleMute());
    for (const name of ['echo', 'noise']) {
      const box = this.#box(name);
      box.checked = recall(`studio-${name}`) !== 'off';
      box.addEventListener('change', () => {
        remember(`studio-${name}`, box.checked ? null : 'off');
        this.#askAgain();
      });
    }
    setInterval(() => this.#measure(), METER_MILLIS);
    encodesSound().then((supported) => {
      this.#root.hidden = !supported;
    });
  }

  toggleMute() {
    if (this.#microphone?.listens) {
      this.#microphone.mute(!this.#microphone.muted);
      this.#show();
    }
  }

  /** Mixes in the sound of what is shared, if it has any. @param {MediaStream | null} stream */
  async share(stream) {
    if (stream?.getAudioTracks().length && !this.#root.hidden) {
      const microphone = await this.#open().catch(() => null);
      microphone?.share(stream);
    } else {
      this.#microphone?.share(null);
    }
  }

  /** @returns {Promise<Microphone>} */
  async #open() {
    this.#opening ??= Microphone.open(this.#take);
    try {
      this.#microphone = await this.#opening;
      return this.#microphone;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async #toggle() {
    try {
      const microphone = await this.#open();
      if (microphone.listens) {
        microphone.rest();
      } else {
        microphone.mute(false);
        await this.#ask(microphone);
      }
    } catch (error) {
      this.#problem(error instanceof NoSoundDevice ? 'sound.no-device' : 'problem.other');
    }
    this.#show();
  }

  #askAgain() {
    if (this.#microphone?.listens) {
      this.#ask(this.#microphone);
    }
  }

  /** @param {Microphone} microphone */
  async #ask(microphone) {
    try {
      await microphone.listen({ device: this.#devices.chosen, echo: this.#box('echo').checked, noise: this.#box('noise').checked });
      this.#devices.show(microphone.device);
    } catch (error) {
      const key = problemOf(error);
      this.#problem(key === 'studio.not-found' ? 'sound.not-found' : key === 'studio.not-allowed' ? 'sound.not-allowed' : key);
    }
    this.#show();
  }

  #measure() {
    const microphone = this.#microphone;
    if (!microphone?.listens) {
      return;
    }
    this.#meter.value = microphone.level();
    const now = performance.now();
    this.#spokeAt = microphone.speaksMuted ? now : this.#spokeAt;
    setText(this.#said, microphone.muted && now - this.#spokeAt < WARNED_MILLIS ? t('sound.muted-warning') : '');
  }

  #show() {
    const listens = this.#microphone?.listens === true;
    const muted = this.#microphone?.muted === true;
    this.#listen.setAttribute('aria-pressed', String(listens));
    this.#mute.hidden = this.#meter.hidden = !listens;
    this.#mute.setAttribute('aria-pressed', String(muted));
    setText(this.#mute, t(muted ? 'sound.unmute' : 'sound.mute'));
    if (!listens) {
      setText(this.#said, '');
    }
  }

  /** @param {string} name */
  #box(name) {
    return one(`[name="${name}"]`, HTMLInputElement, this.#root);
  }
}

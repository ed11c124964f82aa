import { icon, make } from './dom.js';
import { recall, remember } from './preferences.js';
import { t } from './words.js';

/** @typedef {import('../core/sound/channel-sound.js').ChannelSound} ChannelSound */

/** Turns the sound of a stream on and off. A stream begins without, so that nobody is startled. */
export class SoundControls {
  #sound;
  #button = make('button', { type: 'button', 'data-control': 'sound', onclick: () => this.toggle() });
  #volume = make('input', {
    type: 'range', class: 'volume', min: '0', max: '1', step: '0.05', value: recall('volume') ?? '1',
    'aria-label': t('player.volume'), oninput: () => this.#change(),
  });
  /** Large, over the picture, until sound was turned on once. */
  #invitation = make('button', { type: 'button', class: 'button sound-on', onclick: () => this.toggle() },
    icon('quiet'), t('player.sound-on'));

  /** @param {ChannelSound} sound @param {HTMLElement} stage @param {Element} before where in the bar it goes */
  constructor(sound, stage, before) {
    this.#sound = sound;
    before.before(this.#button, this.#volume);
    stage.append(this.#invitation);
    sound.volume(Number(this.#volume.value));
    this.#show();
  }

  toggle() {
    this.#sound.turn(this.#sound.state !== 'on');
    if (this.#invitation.isConnected) {
      const focused = this.#invitation === document.activeElement;
      this.#invitation.remove();
      if (focused) {
        this.#button.focus();
      }
    }
    this.#show();
  }

  #change() {
    this.#sound.volume(Number(this.#volume.value));
    remember('volume', this.#volume.value);
  }

  #show() {
    const on = this.#sound.state === 'on';
    this.#button.replaceChildren(icon(on ? 'sound' : 'quiet'));
    this.#button.title = t(on ? 'player.sound-off' : 'player.sound-on');
    this.#button.setAttribute('aria-label', this.#button.title);
    this.#volume.hidden = !on;
  }
}

import { pictureUrl } from '../core/api.js';
import { BLOCKED } from '../core/channel-socket.js';
import { make, one, setText } from './dom.js';
import { t } from './words.js';

/** @typedef {import('../core/wire.js').Presence} Presence */
/** @typedef {import('../core/channel-socket.js').SocketState} SocketState */

/**
 * The place where the picture is: canvas or video, the last picture of a stream that is away, and
 * a sentence over it when there is something to say.
 */
export class Stage {
  element = one('.stage', HTMLElement);
  canvas = one('canvas', HTMLCanvasElement, this.element);
  video = one('video', HTMLVideoElement, this.element);
  #poster = one('.poster', HTMLImageElement, this.element);
  #veil = one('.veil', HTMLElement, this.element);
  #name;
  #retry;
  /** @type {Presence | 'unknown'} */
  #presence = 'unknown';
  /** @type {SocketState} */
  #connection = 'connecting';
  #code = 0;
  /** The connection was there and is not back yet. */
  #lost = false;
  #hasPicture = false;
  #unsupported = false;
  /** What the veil says now. */
  #said = '';

  /** @param {string} name of the streamer @param {() => void} retry tries to connect at once */
  constructor(name, retry) {
    this.#name = name;
    this.#retry = retry;
    this.#poster.onload = () => {
      this.#poster.hidden = this.#hasPicture;
    };
  }

  /** @param {import('../core/player.js').PlayerFormat} format */
  use(format) {
    this.#hasPicture = false;
    this.element.removeAttribute('data-picture');
    const [used, other] = format === 'packets' ? [this.canvas, this.video] : [this.video, this.canvas];
    other.remove();
    this.#poster.after(used);
    this.element.dataset.player = format;
  }

  /** A frame is on the screen. */
  shown() {
    if (!this.#hasPicture || this.#unsupported) {
      this.#hasPicture = true;
      this.#unsupported = false;
      this.element.setAttribute('data-picture', '');
      this.#poster.hidden = true;
      this.#render();
    }
  }

  /** @param {Presence} presence */
  presence(presence) {
    if (presence === 'away' && this.#presence !== 'away' && !this.#hasPicture) {
      this.#poster.src = pictureUrl(this.#name, Math.floor(Date.now() / 1000));
    }
    this.#presence = presence;
    this.#render();
  }

  /** @param {SocketState} state @param {number} code */
  connection(state, code) {
    this.#connection = state;
    this.#code = state === 'connecting' ? this.#code : code;
    this.#lost = state === 'waiting' || (state === 'connecting' && this.#lost);
    this.#render();
  }

  unsupported() {
    this.#unsupported = true;
    this.#render();
  }

  /** There is no streamer of this name. */
  unknownStreamer() {
    this.#say(t('watch.unknown', { name: this.#name }), t('watch.unknown-hint'),
      make('a', { class: 'button', href: '/' }, t('nav.live')));
  }

  #render() {
    const button = (/** @type {string} */ label, /** @type {() => void} */ act) =>
      make('button', { class: 'button', type: 'button', onclick: act }, label);
    const name = this.#name;
    if (this.#connection === 'closed' && this.#code !== 1000) {
      this.#say(t('watch.closed'), '', button(t('watch.reload'), () => location.reload()));
    } else if (this.#lost && this.#code === BLOCKED) {
      this.#say(t('watch.blocked'), t('watch.blocked-hint'), button(t('watch.try-now'), this.#retry));
    } else if (this.#lost) {
      this.#say(t('watch.lost'), '', button(t('watch.try-now'), this.#retry));
    } else if (this.#presence === 'unknown') {
      this.#say(t('watch.connecting'));
    } else if (this.#presence === 'offline') {
      this.#say(t('watch.offline', { name }), t('watch.offline-hint'));
    } else if (this.#unsupported) {
      this.#say(t('watch.unsupported'), t(isSecureContext ? 'watch.unsupported-hint' : 'watch.unsupported-insecure'));
    } else if (this.#presence === 'away') {
      this.#say(t('watch.away', { name }));
    } else {
      this.#say(this.#hasPicture ? '' : t('watch.buffering'));
    }
  }

  /** @param {string} sentence empty lifts the veil @param {string} [hint] @param {HTMLElement} [action] */
  #say(sentence, hint = '', action) {
    if (this.#said === sentence) {
      return;
    }
    this.#said = sentence;
    const hintElement = one('.hint', HTMLElement, this.#veil);
    this.#veil.hidden = sentence === '';
    setText(one('.sentence', HTMLElement, this.#veil), sentence);
    setText(hintElement, hint);
    hintElement.hidden = hint === '';
    this.#veil.querySelector('.button')?.remove();
    if (action) {
      this.#veil.append(action);
    }
    one('.flow', SVGSVGElement, this.#veil).toggleAttribute('hidden', this.#presence === 'offline' || this.#unsupported);
  }
}

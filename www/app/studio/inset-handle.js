import { contained, insetPlace, movedInset, resizedInset } from '../../core/composing/layout.js';
import { one } from '../dom.js';

/** @typedef {import('./mixer.js').Mixer} Mixer */
/** @typedef {import('../../core/composing/scene.js').Inset} Inset */

/** A key's step, as part of the picture's shorter side. */
const STEP = 0.02;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, number>} */
const SIZES = { '+': 1, '=': 1, '-': -1 };

/** The webcam over the screen, in the preview: dragged with the pointer, or with arrow keys, + and −. */
export class InsetHandle {
  #stage = one('.stage', HTMLElement);
  #element = one('.inset', HTMLElement);
  #corner = one('.inset-corner', HTMLElement);
  #mixer;

  /** @param {Mixer} mixer */
  constructor(mixer) {
    this.#mixer = mixer;
    this.#drag(this.#element, (inset, right, down) => this.#move(inset, right, down));
    this.#drag(this.#corner, (inset, right, down) => this.#resize(inset, (right + down) / 2 / this.#shorter));
    this.#element.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.show()).observe(this.#stage);
  }

  /** Puts the handle where the webcam is. */
  show() {
    const { scenes, layout } = this.#mixer;
    const camera = this.#mixer.sizeOf('camera');
    const shown = scenes.scene === 'corner' && layout.parts.length === 2 && camera !== null;
    this.#element.hidden = !shown;
    if (shown) {
      const place = insetPlace(scenes.inset, layout, camera);
      const { x, y, scale } = this.#picture;
      const { style } = this.#element;
      style.left = `${x + place.x * scale}px`;
      style.top = `${y + place.y * scale}px`;
      style.width = `${place.width * scale}px`;
      style.height = `${place.height * scale}px`;
      this.#element.toggleAttribute('data-round', scenes.inset.round);
    }
  }

  /** Where the picture is in the stage, and how large: pixels of the page for one of the picture. */
  get #picture() {
    const { layout } = this.#mixer;
    const { clientWidth: width, clientHeight: height } = this.#stage;
    const place = contained(layout, { x: 0, y: 0, width, height });
    return { ...place, scale: place.width / layout.width };
  }

  get #shorter() {
    const { width, height } = this.#mixer.layout;
    return Math.min(width, height);
  }

  /** @param {HTMLElement} element @param {(before: Inset, right: number, down: number) => void} to so many pixels of the picture from where it was */
  #drag(element, to) {
    /** @type {{ x: number, y: number, inset: Inset } | null} */
    let from = null;
    element.addEventListener('pointerdown', (event) => {
      event.stopPropagation();
      element.setPointerCapture(event.pointerId);
      from = { x: event.clientX, y: event.clientY, inset: this.#mixer.scenes.inset };
    });
    element.addEventListener('lostpointercapture', () => {
      from = null;
    });
    element.addEventListener('pointermove', (event) => {
      event.stopPropagation();
      if (from) {
        const { scale } = this.#picture;
        to(from.inset, (event.clientX - from.x) / scale, (event.clientY - from.y) / scale);
      }
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [right, down] = ARROWS[event.key] ?? [0, 0];
    const size = SIZES[event.key] ?? 0;
    if (event.ctrlKey || event.metaKey || event.altKey || !(right || down || size)) {
      return;
    }
    event.preventDefault();
    const { inset } = this.#mixer.scenes;
    const step = STEP * this.#shorter;
    if (size) {
      this.#resize(inset, size * STEP);
    } else {
      this.#move(inset, right * step, down * step);
    }
  }

  /** @param {Inset} inset @param {number} right @param {number} down */
  #move(inset, right, down) {
    const camera = this.#mixer.sizeOf('camera');
    if (camera) {
      this.#mixer.set({ inset: movedInset(inset, right, down, this.#mixer.layout, camera) });
    }
  }

  /** @param {Inset} inset @param {number} by */
  #resize(inset, by) {
    this.#mixer.set({ inset: resizedInset(inset, by) });
  }
}

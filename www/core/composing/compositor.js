import { isDirect } from './layout.js';
import { paint, paintPicture } from './painter.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./scene.js').Source} Source */

/**
 * What is to be painted.
 *
 * @typedef {object} Order
 * @property {Layout} layout
 * @property {string} words of a card, where the layout has no parts
 * @property {boolean} pausing whether the streamer's own picture, where there is one, takes the place of the words
 * @property {number} fps at most
 * @property {boolean} wanted whether pictures are handed on; else they are only seen on the canvas
 * @property {boolean} seen whether anybody looks at the canvas
 */

/**
 * @typedef {object} Surroundings
 * @property {OffscreenCanvas} canvas
 * @property {() => number} now ms of a clock that never goes back
 * @property {(millis: number, action: () => void) => void} after
 * @property {(frame: VideoFrame, at: number) => void} hand is to close the frame; `at`: when the newest
 *     picture in it was taken, or 0 for a card
 */

/** A picture that comes a little early is no reason to wait: cameras are not that even. */
const SLACK = 0.9;

/**
 * Makes one picture of the newest ones of several sources, whenever one of them has a new one, yet
 * no more often than asked for. A source that is alone passes as it is, without being painted for
 * anybody but the streamer.
 */
export class Compositor {
  #surroundings;
  #context;
  /** @type {Map<Source, { frame: VideoFrame, at: number }>} */
  #pictures = new Map();
  /** @type {Order | null} */
  #order = null;
  /** The streamer's own, for pauses. @type {ImageBitmap | null} */
  #pausePicture = null;
  #paintedAt = -Infinity;
  #waits = false;

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.#surroundings = surroundings;
    const context = surroundings.canvas.getContext('2d', { alpha: false });
    if (!context) {
      throw new Error('no 2d context');
    }
    this.#context = context;
  }

  /** A new picture of a source. @param {Source} source @param {VideoFrame} frame is taken over @param {number} at when it was taken */
  put(source, frame, at) {
    this.clear(source);
    this.#pictures.set(source, { frame, at });
    if (this.#order?.layout.parts.some((part) => part.source === source)) {
      this.#due();
    }
  }

  /** A source is gone. @param {Source} source */
  clear(source) {
    this.#pictures.get(source)?.frame.close();
    this.#pictures.delete(source);
  }

  /** @param {ImageBitmap | null} picture for pauses, is taken over; null for words */
  pausePicture(picture) {
    this.#pausePicture?.close();
    this.#pausePicture = picture;
    if (this.#order?.layout.parts.length === 0) {
      this.#make();
    }
  }

  /** Paints something else, at once: a screen may stand still. @param {Order} order */
  follow(order) {
    this.#order = order;
    this.#make();
  }

  #due() {
    const order = this.#order;
    if (!order || this.#waits) {
      return;
    }
    const wait = isDirect(order.layout) ? 0 : this.#paintedAt + SLACK * 1000 / order.fps - this.#surroundings.now();
    if (wait <= 0) {
      this.#make();
      return;
    }
    this.#waits = true;
    this.#surroundings.after(wait, () => {
      this.#waits = false;
      this.#make();
    });
  }

  #make() {
    const order = this.#order;
    const parts = order?.layout.parts ?? [];
    const pictures = parts.map(({ source }) => this.#pictures.get(source));
    if (!order || pictures.includes(undefined)) {
      // The order came before the picture.
      return;
    }
    const { now, hand, canvas } = this.#surroundings;
    this.#paintedAt = now();
    const direct = isDirect(order.layout) ? pictures[0]?.frame : undefined;
    if (order.seen || !direct) {
      this.#paint(order);
    }
    if (order.wanted) {
      const frame = direct?.clone() ?? new VideoFrame(canvas, { timestamp: 0, alpha: 'discard' });
      hand(frame, Math.max(0, ...pictures.map((picture) => picture?.at ?? 0)));
    }
  }

  /** @param {Order} order */
  #paint({ layout, words, pausing }) {
    const { canvas } = this.#surroundings;
    if (canvas.width !== layout.width || canvas.height !== layout.height) {
      canvas.width = layout.width;
      canvas.height = layout.height;
    }
    if (layout.parts.length === 0 && pausing && this.#pausePicture) {
      paintPicture(this.#context, layout, this.#pausePicture);
      return;
    }
    paint(this.#context, layout, (source) => this.#pictures.get(source)?.frame, words);
  }
}

import { RATIO, layoutOf, scaled } from './layout.js';
import { SOURCES_OF } from './scene.js';

/** @typedef {import('./scene.js').Source} Source */
/** @typedef {import('./layout.js').Size} Size */

/**
 * @typedef {object} CompositionSettings
 * @property {import('./scene.js').SceneSettings} scenes
 * @property {string} pause the words of the scene of that name
 * @property {number} height of what has no size of its own
 * @property {number} fps
 * @property {number} scale of the whole, at most 1
 * @property {boolean} wanted whether pictures are handed on
 * @property {boolean} seen whether anybody looks at the canvas
 */

/**
 * The page's end of the compositor: takes the sources' pictures, and hands on those that go out.
 * Never more than one picture of a source is on its way to the worker, and only the newest waits.
 */
export class Composition {
  #worker = new Worker('/core/composing/compositor-worker.js', { type: 'module' });
  #settings;
  #resized;
  /** @type {Record<Source, Size | null>} */
  #sizes = { display: null, camera: null };
  /** Of the last picture that had a source. @type {Size | null} */
  #last = null;
  /** @type {Set<Source>} */
  #busy = new Set();
  /** @type {Map<Source, { frame: VideoFrame, at: number }>} */
  #waiting = new Map();

  /**
   * @param {HTMLCanvasElement} canvas shows what goes out
   * @param {CompositionSettings} settings
   * @param {(frame: VideoFrame, ageMillis: number) => void} take is to close the frame
   * @param {() => void} resized a source's pictures have another size, or the first one came
   */
  constructor(canvas, settings, take, resized) {
    this.#settings = settings;
    this.#resized = resized;
    const offscreen = canvas.transferControlToOffscreen();
    this.#worker.postMessage({ canvas: offscreen }, [offscreen]);
    this.#worker.onmessage = (/** @type {MessageEvent<import('./compositor-worker.js').Answered>} */ { data }) => {
      if ('frame' in data) {
        take(data.frame, data.at && performance.now() - data.at);
      } else {
        this.#busy.delete(data.taken);
        this.#send(data.taken);
      }
    };
    this.#order();
  }

  /** @param {Partial<CompositionSettings>} changes */
  change(changes) {
    this.#settings = { ...this.#settings, ...changes };
    this.#order();
  }

  /** @param {Source} source @param {VideoFrame} frame is taken over */
  put(source, frame) {
    const { displayWidth: width, displayHeight: height } = frame;
    const before = this.#sizes[source];
    if (before?.width !== width || before.height !== height) {
      this.#sizes[source] = { width, height };
      this.#order();
      this.#resized();
    }
    this.#waiting.get(source)?.frame.close();
    this.#waiting.set(source, { frame, at: performance.now() });
    this.#send(source);
  }

  /** @param {Source} source that is gone */
  clear(source) {
    this.#sizes[source] = null;
    this.#waiting.get(source)?.frame.close();
    this.#waiting.delete(source);
    this.#order();
    this.#say({ gone: source });
  }

  /** @param {ImageBitmap | null} picture that takes the place of the words for pauses; is taken over */
  pausePicture(picture) {
    this.#say({ pausePicture: picture }, picture ? [picture] : []);
  }

  /** The size of a source's pictures, null before the first. @param {Source} source */
  sizeOf(source) {
    return this.#sizes[source];
  }

  /** What goes out before it is made smaller. */
  get layout() {
    const { scenes, height } = this.#settings;
    // Changing to a card changes no size.
    const canvas = SOURCES_OF[scenes.scene].length < 2 && this.#last || { width: height * RATIO, height };
    return layoutOf(scenes, this.#sizes, canvas);
  }

  #order() {
    const { scenes, pause, fps, scale, wanted, seen } = this.#settings;
    const { layout } = this;
    if (layout.parts.length) {
      this.#last = { width: layout.width, height: layout.height };
    }
    const pausing = scenes.scene !== 'text';
    const words = pausing ? pause : scenes.text;
    this.#say({ order: { layout: scaled(layout, scale), words, pausing, fps, wanted, seen } });
  }

  /** @param {Source} source */
  #send(source) {
    const waiting = this.#waiting.get(source);
    if (waiting && !this.#busy.has(source)) {
      this.#waiting.delete(source);
      this.#busy.add(source);
      this.#say({ source, ...waiting }, [waiting.frame]);
    }
  }

  /** @param {import('./compositor-worker.js').Said} said @param {Transferable[]} [transfer] */
  #say(said, transfer = []) {
    this.#worker.postMessage(said, transfer);
  }
}

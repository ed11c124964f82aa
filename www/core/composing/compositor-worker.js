// Composes in a thread of its own, which neither the page's work nor its being hidden holds up.
import { Compositor } from './compositor.js';

/** @typedef {import('./scene.js').Source} Source */

/**
 * What the page says: first `canvas`, then what is to be painted, and pictures, one of each source at
 * a time, until it is `taken`.
 *
 * @typedef {{ canvas: OffscreenCanvas } | { order: import('./compositor.js').Order }
 *   | { source: Source, frame: VideoFrame, at: number } | { gone: Source }
 *   | { pausePicture: ImageBitmap | null }} Said
 */

/** @typedef {{ taken: Source } | { frame: VideoFrame, at: number }} Answered */

/** @param {Answered} answer @param {Transferable[]} [transfer] */
const answer = (answer, transfer = []) => postMessage(answer, { transfer });
/** @type {Compositor} */
let compositor;

/** @param {MessageEvent<Said>} event */
onmessage = ({ data }) => {
  if ('canvas' in data) {
    compositor = new Compositor({
      canvas: data.canvas,
      now: () => performance.now(),
      after: (millis, action) => void setTimeout(action, millis),
      hand: (frame, at) => answer({ frame, at }, [frame]),
    });
  } else if ('order' in data) {
    compositor.follow(data.order);
  } else if ('pausePicture' in data) {
    compositor.pausePicture(data.pausePicture);
  } else if ('frame' in data) {
    compositor.put(data.source, data.frame, data.at);
    answer({ taken: data.source });
  } else {
    compositor.clear(data.gone);
  }
};

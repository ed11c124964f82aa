/** What viewers see: made of a screen and a webcam, or of neither. In the order of their keys. */
export const SCENES = /** @type {const} */ (['screen', 'corner', 'camera', 'side', 'pause', 'text']);

/** @typedef {typeof SCENES[number]} Scene */
/** @typedef {'display' | 'camera'} Source a screen, window or tab; a webcam */

/** What each scene is made of. @type {Record<Scene, readonly Source[]>} */
export const SOURCES_OF = {
  screen: ['display'], corner: ['display', 'camera'], camera: ['camera'], side: ['display', 'camera'], pause: [], text: [],
};

/**
 * The webcam over the screen.
 *
 * @typedef {object} Inset
 * @property {number} x where it is in the room that it has: 0 at the left edge, 1 at the right one
 * @property {number} y 0 at the top, 1 at the bottom
 * @property {number} size its height as part of the picture's shorter side
 * @property {boolean} round
 */

/** @typedef {{ scene: Scene, inset: Inset, text: string }} SceneSettings */

export const LEAST_SIZE = 0.1;
export const MOST_SIZE = 0.6;
/** More cannot be read from a picture. */
export const MOST_TEXT = 200;

/** @type {SceneSettings} */
const DEFAULTS = { scene: 'screen', inset: { x: 1, y: 1, size: 0.3, round: false }, text: '' };

/** @param {unknown} value @param {number} least @param {number} most @param {number} otherwise */
function within(value, least, most, otherwise) {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
}

/**
 * Reads what `JSON.stringify` made of settings. Whatever is not as it should be is as at first.
 *
 * @param {string | null} written
 * @returns {SceneSettings}
 */
export function readScenes(written) {
  /** @type {any} */
  let read;
  try {
    read = JSON.parse(written ?? '');
  } catch {
    return structuredClone(DEFAULTS);
  }
  const { scene, inset, text } = DEFAULTS;
  return {
    scene: SCENES.find((name) => name === read?.scene) ?? scene,
    inset: {
      x: within(read?.inset?.x, 0, 1, inset.x),
      y: within(read?.inset?.y, 0, 1, inset.y),
      size: within(read?.inset?.size, LEAST_SIZE, MOST_SIZE, inset.size),
      round: read?.inset?.round === true,
    },
    text: typeof read?.text === 'string' ? read.text.slice(0, MOST_TEXT) : text,
  };
}

/**
 * The scene to go on with when a source was added.
 *
 * @param {Scene} scene that is on
 * @param {Source} added
 * @param {(source: Source) => boolean} has
 * @param {boolean} live viewers see what they saw until the streamer says otherwise, …
 * @returns {Scene}
 */
export function sceneWith(scene, added, has, live) {
  const sources = SOURCES_OF[scene];
  // … unless they see nothing of it, as its source is gone.
  const shows = sources.length === 0 || sources.some((source) => source !== added && has(source));
  if (sources.includes(added) || (live && shows)) {
    return scene;
  }
  return has('display') && has('camera') ? 'corner' : added === 'display' ? 'screen' : 'camera';
}

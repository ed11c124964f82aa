import { LEAST_SIZE, MOST_SIZE, SOURCES_OF } from './scene.js';

/** @typedef {import('./scene.js').Source} Source */
/** @typedef {import('./scene.js').Inset} Inset */
/** @typedef {{ width: number, height: number }} Size in pixels */
/** @typedef {{ x: number, y: number, width: number, height: number }} Rect in pixels */

/**
 * @typedef {object} Part
 * @property {Source} source
 * @property {Rect} crop what is seen of the source's picture
 * @property {Rect} place where it is in the picture that goes out
 * @property {'whole' | 'square' | 'round'} shape
 */

/** @typedef {{ width: number, height: number, parts: Part[] }} Layout parts in the order of painting; none for a card with words */

/** The sides of a picture that has no shape of its own. */
export const RATIO = 16 / 9;
/** Between the webcam and the edges, as part of the picture's shorter side. */
const MARGIN = 0.03;
/** What the screen has of the width beside a webcam. */
const SCREEN_SHARE = 0.66;
/** Between the two, and around them, as part of the width. */
const GAP = 0.02;

/** Encoders take even sides only. @param {number} side */
export const even = (side) => Math.max(2, Math.round(side) & ~1);

/** @param {Size} size @returns {Rect} */
const whole = ({ width, height }) => ({ x: 0, y: 0, width, height });

/**
 * Where everything is in the picture that goes out. It is as large as the screen where there is one,
 * so that its letters stay as sharp as they are, and changing scenes changes no size.
 *
 * @param {Pick<import('./scene.js').SceneSettings, 'scene' | 'inset'>} settings
 * @param {Record<Source, Size | null>} sizes of the sources' pictures; null for one that is not there
 * @param {Size} canvas of what has no size of its own
 * @returns {Layout}
 */
export function layoutOf({ scene, inset }, sizes, canvas) {
  const { display, camera } = sizes;
  if (display && camera && scene === 'corner') {
    return inCorner(inset, display, camera);
  }
  if (display && camera && scene === 'side') {
    return sideBySide(display, camera, canvas);
  }
  for (const source of SOURCES_OF[scene]) {
    const size = sizes[source];
    if (size) {
      return { ...size, parts: [{ source, crop: whole(size), place: whole(size), shape: 'whole' }] };
    }
  }
  return { width: even(canvas.width), height: even(canvas.height), parts: [] };
}

/** Whether the picture that goes out is the source's own, pixel by pixel. @param {Layout} layout */
export function isDirect({ width, height, parts: [part, ...others] }) {
  return part !== undefined && others.length === 0
    && part.crop.width === width && part.crop.height === height
    && part.place.width === width && part.place.height === height;
}

/** The same in a smaller picture. @param {Layout} layout @param {number} scale at most 1 @returns {Layout} */
export function scaled(layout, scale) {
  if (scale === 1) {
    return layout;
  }
  const width = even(layout.width * scale);
  const height = even(layout.height * scale);
  const across = width / layout.width;
  const down = height / layout.height;
  const parts = layout.parts.map(({ place, ...part }) => ({
    ...part,
    place: { x: place.x * across, y: place.y * down, width: place.width * across, height: place.height * down },
  }));
  return { width, height, parts };
}

/** @param {Inset} inset @param {Size} display @param {Size} camera @returns {Layout} */
function inCorner(inset, display, camera) {
  const picture = { width: even(display.width), height: even(display.height) };
  const place = insetPlace(inset, picture, camera);
  return {
    ...picture,
    parts: [
      // An odd side loses its last line, which keeps every other pixel as sharp as it is.
      { source: 'display', crop: whole(picture), place: whole(picture), shape: 'whole' },
      { source: 'camera', crop: covering(camera, place), place, shape: inset.round ? 'round' : 'square' },
    ],
  };
}

/** @param {Size} display @param {Size} camera @param {Size} canvas @returns {Layout} */
function sideBySide(display, camera, canvas) {
  const width = even(canvas.width);
  const height = even(canvas.height);
  const gap = width * GAP;
  const screen = contained(display, { x: gap, y: gap, width: width * SCREEN_SHARE, height: height - 2 * gap });
  const x = screen.x + screen.width + gap;
  const face = { x, y: screen.y, width: width - gap - x, height: screen.height };
  // A tall window leaves the webcam more room than it can fill.
  const place = face.width > face.height * camera.width / camera.height ? contained(camera, face) : face;
  return {
    width,
    height,
    parts: [
      { source: 'display', crop: whole(display), place: screen, shape: 'whole' },
      { source: 'camera', crop: covering(camera, place), place, shape: 'whole' },
    ],
  };
}

/** The largest place of a picture's shape in a box, in its middle. @param {Size} picture @param {Rect} box @returns {Rect} */
export function contained(picture, box) {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

/** The middle of a picture, of a box's shape. @param {Size} picture @param {Size} box @returns {Rect} */
function covering(picture, box) {
  const scale = Math.min(picture.width / box.width, picture.height / box.height);
  const width = box.width * scale;
  const height = box.height * scale;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** So much of a picture may be cut off its edges, as part of it, for none of the box to stay empty. */
const TRIMMED = 0.15;

/**
 * A still picture in a box: filling it where that costs little of the picture, else seen as a whole.
 *
 * @param {Size} picture @param {Rect} box @returns {{ crop: Rect, place: Rect }}
 */
export function fitted(picture, box) {
  const crop = covering(picture, box);
  const kept = crop.width * crop.height / (picture.width * picture.height);
  return kept >= 1 - TRIMMED ? { crop, place: box } : { crop: whole(picture), place: contained(picture, box) };
}

/** Where the webcam is in a picture. @param {Inset} inset @param {Size} picture @param {Size} camera @returns {Rect} */
export function insetPlace(inset, picture, camera) {
  const { margin, width, height } = insetSize(inset, picture, camera);
  return {
    x: margin + inset.x * (picture.width - 2 * margin - width),
    y: margin + inset.y * (picture.height - 2 * margin - height),
    width,
    height,
  };
}

/** @param {Inset} inset @param {Size} picture @param {Size} camera */
function insetSize({ size, round }, picture, camera) {
  const shorter = Math.min(picture.width, picture.height);
  const margin = shorter * MARGIN;
  const ratio = round ? 1 : camera.width / camera.height;
  const width = Math.min(shorter * size * ratio, picture.width - 2 * margin);
  return { margin, width, height: width / ratio };
}

/**
 * The webcam moved by so many pixels of the picture, as far as there is room.
 *
 * @param {Inset} inset @param {number} right @param {number} down @param {Size} picture @param {Size} camera
 * @returns {Inset}
 */
export function movedInset(inset, right, down, picture, camera) {
  const { margin, width, height } = insetSize(inset, picture, camera);
  const along = (/** @type {number} */ at, /** @type {number} */ by, /** @type {number} */ room) =>
    room > 0 ? Math.min(1, Math.max(0, at + by / room)) : at;
  return {
    ...inset,
    x: along(inset.x, right, picture.width - 2 * margin - width),
    y: along(inset.y, down, picture.height - 2 * margin - height),
  };
}

/** The webcam made larger or smaller by a part of the picture's shorter side. @param {Inset} inset @param {number} by @returns {Inset} */
export function resizedInset(inset, by) {
  return { ...inset, size: Math.min(MOST_SIZE, Math.max(LEAST_SIZE, inset.size + by)) };
}

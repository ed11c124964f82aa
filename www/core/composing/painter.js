import { LINE_HEIGHT, fitText } from './fit-text.js';
import { fitted } from './layout.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./layout.js').Part} Part */
/** @typedef {import('./layout.js').Rect} Rect */
/** @typedef {OffscreenCanvasRenderingContext2D} Context */

/** What is around and between pictures: the site's dark ground. */
const GROUND = '#0a1210';
const WATER = ['#0b5c54', '#06332e'];
const RIPPLE = 'rgb(111 231 210 / 22%)';
const LETTERS = '#eef6f3';
const EDGE = 'rgb(238 246 243 / 85%)';
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
/** The room of words in a card, as part of its sides. */
const ROOM = 0.8;
/** A square webcam's corners, as part of its shorter side. */
const ROUNDING = 0.06;

/**
 * Paints the picture that goes out.
 *
 * @param {Context} context of a canvas of the layout's size
 * @param {Layout} layout
 * @param {(source: import('./scene.js').Source) => CanvasImageSource | undefined} pictureOf
 * @param {string} words on a card, where the layout has no parts
 */
export function paint(context, layout, pictureOf, words) {
  if (layout.parts.length === 0) {
    paintCard(context, layout, words);
    return;
  }
  context.fillStyle = GROUND;
  context.fillRect(0, 0, layout.width, layout.height);
  for (const part of layout.parts) {
    const picture = pictureOf(part.source);
    if (picture) {
      paintPart(context, part, picture);
    }
  }
}

/** @param {Context} context @param {Part} part @param {CanvasImageSource} picture */
function paintPart(context, { crop, place, shape }, picture) {
  const draw = () => context.drawImage(picture, crop.x, crop.y, crop.width, crop.height, place.x, place.y, place.width, place.height);
  if (shape === 'whole') {
    draw();
    return;
  }
  const shorter = Math.min(place.width, place.height);
  context.save();
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, place.height, shape === 'round' ? shorter / 2 : shorter * ROUNDING);
  context.save();
  context.clip();
  draw();
  context.restore();
  context.strokeStyle = EDGE;
  context.lineWidth = Math.max(1, shorter / 80);
  context.stroke();
  context.restore();
}

/**
 * A card that is a picture of the streamer's own.
 *
 * @param {Context} context of a canvas of the size
 * @param {import('./layout.js').Size} size
 * @param {ImageBitmap} picture
 */
export function paintPicture(context, { width, height }, picture) {
  context.fillStyle = GROUND;
  context.fillRect(0, 0, width, height);
  const { crop, place } = fitted(picture, { x: 0, y: 0, width, height });
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, crop.x, crop.y, crop.width, crop.height, place.x, place.y, place.width, place.height);
}

/** Words on still water, as the site has it where there is no picture. @param {Context} context @param {Layout} size @param {string} words */
function paintCard(context, { width, height }, words) {
  const water = context.createLinearGradient(0, 0, 0, height);
  WATER.forEach((colour, i) => water.addColorStop(i, colour));
  context.fillStyle = water;
  context.fillRect(0, 0, width, height);
  context.strokeStyle = RIPPLE;
  context.lineWidth = height / 120;
  for (const y of [0.1, 0.16, 0.84, 0.9]) {
    paintRipple(context, width, height * y, height / 40);
  }
  const { size, lines } = fitText(words, width * ROOM, height * ROOM * ROOM, (line, letters) => {
    context.font = `600 ${letters}px ${FONT}`;
    return context.measureText(line).width;
  });
  context.font = `600 ${size}px ${FONT}`;
  context.fillStyle = LETTERS;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  lines.forEach((line, i) => context.fillText(line, width / 2, height / 2 + (i - (lines.length - 1) / 2) * size * LINE_HEIGHT));
}

/** @param {Context} context @param {number} width @param {number} y @param {number} swing */
function paintRipple(context, width, y, swing) {
  const length = swing * 8;
  context.beginPath();
  context.moveTo(-length, y);
  for (let x = -length; x < width; x += length) {
    context.bezierCurveTo(x + length / 3, y - swing, x + length * 2 / 3, y + swing, x + length, y);
  }
  context.stroke();
}

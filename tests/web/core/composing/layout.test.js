import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  contained, fitted, insetPlace, isDirect, layoutOf, movedInset, resizedInset, scaled,
} from '../../../../www/core/composing/layout.js';
import { LEAST_SIZE, MOST_SIZE, SCENES } from '../../../../www/core/composing/scene.js';

/** @typedef {import('../../../../www/core/composing/layout.js').Rect} Rect */
/** @typedef {import('../../../../www/core/composing/layout.js').Size} Size */

const SCREEN = { width: 1280, height: 720 };
const CAMERA = { width: 640, height: 480 };
const CANVAS = { width: 1280, height: 720 };
const BOTH = { display: SCREEN, camera: CAMERA };
const INSET = { x: 1, y: 1, size: 0.25, round: false };

/** @param {Rect} inner @param {Size} outer */
function isWithin({ x, y, width, height }, outer) {
  const slack = 1e-6;
  return x >= -slack && y >= -slack && width > 0 && height > 0
    && x + width <= outer.width + slack && y + height <= outer.height + slack;
}

/** @param {Rect} rect */
const rounded = ({ x, y, width, height }) => [x, y, width, height].map((value) => Math.round(value));

describe('layoutOf', () => {
  it('passes a source that is alone as it is, odd sides and all', () => {
    const odd = { width: 1281, height: 801 };
    const layout = layoutOf({ scene: 'screen', inset: INSET }, { display: odd, camera: CAMERA }, CANVAS);
    assert.ok(isDirect(layout));
    assert.deepEqual([layout.width, layout.height, layout.parts[0].source], [1281, 801, 'display']);
    assert.equal(layoutOf({ scene: 'camera', inset: INSET }, BOTH, CANVAS).parts[0].source, 'camera');
  });

  it('puts the webcam in a corner of a screen that keeps its pixels', () => {
    const { width, height, parts: [screen, camera] } = layoutOf({ scene: 'corner', inset: INSET }, { display: { width: 1153, height: 720 }, camera: CAMERA }, CANVAS);
    assert.deepEqual([width, height], [1152, 720]);
    assert.deepEqual(screen.crop, screen.place);
    assert.equal(camera.shape, 'square');
    // 25 % of 720 high, as wide as the webcam is for that, 3 % of 720 from the edges.
    assert.deepEqual(rounded(camera.place), [1152 - 240 - 22, 720 - 180 - 22, 240, 180]);
    assert.deepEqual(rounded(camera.crop), [0, 0, 640, 480]);
  });

  it('shows the middle of the webcam when it is round', () => {
    const { parts: [, camera] } = layoutOf({ scene: 'corner', inset: { ...INSET, x: 0, y: 0, round: true } }, BOTH, CANVAS);
    assert.equal(camera.shape, 'round');
    assert.deepEqual(rounded(camera.place), [22, 22, 180, 180]);
    assert.deepEqual(rounded(camera.crop), [80, 0, 480, 480]);
  });

  it('puts both side by side, equally high and apart', () => {
    const { width, height, parts: [screen, camera] } = layoutOf({ scene: 'side', inset: INSET }, BOTH, CANVAS);
    assert.deepEqual([width, height], [1280, 720]);
    assert.ok(Math.abs(screen.place.height - camera.place.height) < 1e-6);
    assert.ok(camera.place.x > screen.place.x + screen.place.width);
    assert.ok(screen.place.width / screen.place.height - 16 / 9 < 1e-6);
  });

  it('shows the source that is left when the other is gone', () => {
    for (const scene of /** @type {const} */ (['corner', 'side'])) {
      assert.equal(layoutOf({ scene, inset: INSET }, { display: SCREEN, camera: null }, CANVAS).parts[0].source, 'display');
      assert.equal(layoutOf({ scene, inset: INSET }, { display: null, camera: CAMERA }, CANVAS).parts[0].source, 'camera');
    }
  });

  it('never shows the webcam in place of a screen that is gone, nor the other way round', () => {
    assert.deepEqual(layoutOf({ scene: 'screen', inset: INSET }, { display: null, camera: CAMERA }, CANVAS).parts, []);
    assert.deepEqual(layoutOf({ scene: 'camera', inset: INSET }, { display: SCREEN, camera: null }, CANVAS).parts, []);
  });

  it('has a card of the canvas’s size, with even sides, where there is no source', () => {
    assert.deepEqual(layoutOf({ scene: 'pause', inset: INSET }, BOTH, { width: 853, height: 480 }), { width: 852, height: 480, parts: [] });
  });

  it('keeps every part within the picture and every crop within its source, whatever the sizes', () => {
    const sides = [2, 16, 359, 720, 1921, 4096];
    for (const scene of SCENES) {
      for (const width of sides) {
        for (const height of sides) {
          for (const [x, y, size, round] of /** @type {const} */ ([[0, 0, 0.1, true], [1, 1, 0.6, false], [0.5, 1, 0.6, true]])) {
            for (const sizes of [{ display: { width, height }, camera: CAMERA }, { display: SCREEN, camera: { width, height } }]) {
              const layout = layoutOf({ scene, inset: { x, y, size, round } }, sizes, CANVAS);
              for (const { source, crop, place } of layout.parts) {
                assert.ok(isWithin(place, layout), `${scene} ${width}×${height} ${source} at ${rounded(place)}`);
                assert.ok(isWithin(crop, sizes[source]), `${scene} ${width}×${height} ${source} cut to ${rounded(crop)}`);
              }
            }
          }
        }
      }
    }
  });
});

describe('scaled', () => {
  it('makes everything smaller, and the sides even', () => {
    const layout = layoutOf({ scene: 'corner', inset: INSET }, BOTH, CANVAS);
    assert.equal(scaled(layout, 1), layout);
    const { width, height, parts: [screen, camera] } = scaled(layout, 1 / 3);
    assert.deepEqual([width, height], [426, 240]);
    assert.deepEqual(rounded(screen.place), [0, 0, 426, 240]);
    assert.deepEqual(rounded(screen.crop), [0, 0, 1280, 720]);
    assert.ok(isWithin(camera.place, { width, height }));
  });

  it('lets nothing pass as it is', () => {
    assert.ok(!isDirect(scaled(layoutOf({ scene: 'screen', inset: INSET }, BOTH, CANVAS), 0.5)));
  });
});

describe('the webcam in the corner', () => {
  it('follows the pointer pixel by pixel', () => {
    const middle = { ...INSET, x: 0.5, y: 0.5 };
    const before = insetPlace(middle, SCREEN, CAMERA);
    const after = insetPlace(movedInset(middle, 40, -25, SCREEN, CAMERA), SCREEN, CAMERA);
    assert.deepEqual(rounded({ ...after, x: after.x - before.x, y: after.y - before.y }).slice(0, 2), [40, -25]);
  });

  it('stops at the edges', () => {
    const { x, y } = movedInset(INSET, 9999, -9999, SCREEN, CAMERA);
    assert.deepEqual([x, y], [1, 0]);
  });

  it('stays where it is along a side that it fills', () => {
    const narrow = { width: 120, height: 720 };
    assert.equal(movedInset({ ...INSET, x: 0.4, size: 0.6 }, 50, 0, narrow, { width: 4000, height: 100 }).x, 0.4);
  });

  it('has a size within bounds', () => {
    assert.equal(resizedInset(INSET, 9).size, MOST_SIZE);
    assert.equal(resizedInset(INSET, -9).size, LEAST_SIZE);
    assert.ok(Math.abs(resizedInset(INSET, 0.02).size - 0.27) < 1e-9);
  });
});

describe('contained', () => {
  it('is as large as the box allows, in its middle', () => {
    assert.deepEqual(contained({ width: 200, height: 100 }, { x: 10, y: 0, width: 100, height: 100 }), { x: 10, y: 25, width: 100, height: 50 });
  });
});

describe('fitted', () => {
  const box = { x: 0, y: 0, width: 1600, height: 900 };

  it('fills the box with a picture of nearly its shape', () => {
    const { crop, place } = fitted({ width: 1920, height: 1200 }, box);
    assert.deepEqual(place, box);
    assert.deepEqual(rounded(crop), [0, 60, 1920, 1080]);
  });

  it('shows the whole of a picture of another shape', () => {
    const { crop, place } = fitted({ width: 400, height: 400 }, box);
    assert.deepEqual([rounded(crop), rounded(place)], [[0, 0, 400, 400], [350, 0, 900, 900]]);
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Compositor } from '../../../../www/core/composing/compositor.js';
import { layoutOf, scaled } from '../../../../www/core/composing/layout.js';

const INSET = { x: 1, y: 1, size: 0.3, round: true };
const SIZES = { display: { width: 640, height: 360 }, camera: { width: 320, height: 240 } };

describe('Compositor', () => {
  let now = 0;
  let open = 0;
  /** @type {{ at: number, action: () => void }[]} */
  let timers;
  /** What was handed on: which picture it is, or that it was painted. @type {{ what: string, at: number }[]} */
  let handed;
  /** @type {string[]} */
  let drawn;
  /** @type {any} */
  let canvas;
  /** @type {Compositor} */
  let compositor;
  const before = globalThis.VideoFrame;

  /** @param {string} name */
  function picture(name) {
    open++;
    /** @type {any} */
    const frame = { name, close: () => open--, clone: () => picture(name) };
    return frame;
  }

  /** @param {string} name @returns {any} */
  const still = (name) => Object.assign(picture(name), { width: 640, height: 360 });

  /** @param {import('../../../../www/core/composing/scene.js').Scene} scene @param {object} [changes] */
  function follow(scene, changes = {}, scale = 1) {
    const layout = scaled(layoutOf({ scene, inset: INSET }, SIZES, { width: 640, height: 360 }), scale);
    compositor.follow({ layout, words: 'Strax tillbaka', pausing: scene !== 'text', fps: 25, wanted: true, seen: true, ...changes });
  }

  /** @param {number} millis */
  function pass(millis) {
    now += millis;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ action }) => action());
  }

  beforeEach(() => {
    [now, open, timers, handed, drawn] = [1000, 0, [], [], []];
    globalThis.VideoFrame = /** @type {any} */ (class {
      name = 'painted';
      close = () => open--;

      constructor() {
        open++;
      }
    });
    const nothing = () => {};
    const context = {
      fillRect: nothing, save: nothing, restore: nothing, clip: nothing, stroke: nothing, beginPath: nothing, roundRect: nothing,
      moveTo: nothing, bezierCurveTo: nothing, createLinearGradient: () => ({ addColorStop: nothing }),
      measureText: () => ({ width: 10 }),
      fillText: (/** @type {string} */ text) => drawn.push(text),
      drawImage: (/** @type {{ name: string }} */ { name }) => drawn.push(name),
    };
    canvas = { width: 300, height: 150, getContext: () => context };
    compositor = new Compositor({
      canvas,
      now: () => now,
      after: (millis, action) => timers.push({ at: now + millis, action }),
      hand: (frame, at) => {
        handed.push({ what: /** @type {any} */ (frame).name, at });
        frame.close();
      },
    });
  });
  afterEach(() => {
    globalThis.VideoFrame = before;
  });

  it('hands a source that is alone on as it is', () => {
    follow('screen');
    compositor.put('display', picture('one'), 990);
    compositor.put('display', picture('two'), 998);
    assert.deepEqual(handed, [{ what: 'one', at: 990 }, { what: 'two', at: 998 }]);
    assert.deepEqual([canvas.width, canvas.height], [640, 360]);
  });

  it('paints a source that is alone for nobody who does not look', () => {
    follow('screen', { seen: false });
    compositor.put('display', picture('one'), 990);
    assert.deepEqual([handed.length, drawn], [1, []]);
  });

  it('paints the webcam over the screen, with the time of the newer', () => {
    follow('corner', { seen: false });
    compositor.put('display', picture('screen'), 990);
    assert.deepEqual(handed, []);
    compositor.put('camera', picture('face'), 995);
    assert.deepEqual(drawn, ['screen', 'face']);
    assert.deepEqual(handed, [{ what: 'painted', at: 995 }]);
  });

  it('paints no more often than asked for, and leaves no picture lying', () => {
    follow('corner');
    compositor.put('display', picture('screen'), now);
    for (let i = 0; i < 100; i++) {
      compositor.put(i % 2 ? 'display' : 'camera', picture(String(i)), now);
      pass(10);
    }
    // A second at 25 a second, with a little slack.
    assert.ok(handed.length >= 24 && handed.length <= 29, `${handed.length}`);
    pass(40);
    assert.deepEqual(drawn.slice(-2), ['99', '98']);
    assert.ok(timers.length <= 1);
  });

  it('shows another scene at once, also when nothing moves', () => {
    follow('screen');
    compositor.put('display', picture('screen'), now);
    compositor.put('camera', picture('face'), now);
    follow('camera');
    follow('pause');
    assert.deepEqual(handed.map(({ what }) => what), ['screen', 'face', 'painted']);
    assert.equal(drawn.at(-1), 'Strax tillbaka');
  });

  it('shows a picture for pauses at once, in place of its words only, and closes it', () => {
    follow('pause');
    compositor.pausePicture(still('holiday'));
    follow('text');
    follow('pause');
    compositor.pausePicture(still('cat'));
    compositor.pausePicture(null);
    assert.deepEqual(drawn, ['Strax tillbaka', 'holiday', 'Strax tillbaka', 'holiday', 'cat', 'Strax tillbaka']);
    assert.equal(handed.length, 6);
    assert.equal(open, 0);
  });

  it('does not paint a picture for pauses while there is something else to see', () => {
    follow('screen');
    compositor.put('display', picture('screen'), now);
    compositor.pausePicture(still('holiday'));
    assert.deepEqual(drawn, ['screen']);
  });

  it('keeps what it does not show, and makes nothing of it', () => {
    follow('pause');
    handed = [];
    compositor.put('camera', picture('face'), now);
    assert.deepEqual(handed, []);
    follow('camera');
    assert.deepEqual(handed.map(({ what }) => what), ['face']);
  });

  it('paints a smaller picture when it is to be smaller', () => {
    follow('screen', { seen: false }, 0.5);
    compositor.put('display', picture('screen'), now);
    assert.deepEqual(handed.map(({ what }) => what), ['painted']);
    assert.deepEqual([canvas.width, canvas.height], [320, 180]);
  });

  it('hands nothing on that nobody wants, yet shows it', () => {
    follow('screen', { wanted: false });
    compositor.put('display', picture('screen'), now);
    assert.deepEqual([handed, drawn], [[], ['screen']]);
  });

  it('closes every picture', () => {
    follow('corner');
    for (let i = 0; i < 5; i++) {
      compositor.put('display', picture('screen'), now);
      compositor.put('camera', picture('face'), now);
      pass(100);
    }
    compositor.clear('display');
    compositor.clear('camera');
    assert.equal(open, 0);
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { SizeControl } from '../../../../www/core/publishing/size-control.js';

describe('SizeControl', () => {
  let now = 0;
  let encoded = 0;
  let behind = 0;
  /** @type {SizeControl} */
  let control;
  beforeEach(() => {
    [now, encoded, behind] = [0, 0, 0];
    control = new SizeControl(2500, 30, now);
  });

  /** The stream goes on for a while. @param {number} seconds @param {{ kbps?: number, late?: (scale: number) => number, fps?: number }} [how] `late`: part of the pictures for which the machine is too slow */
  function go(seconds, { kbps = 2500, late = () => 0, fps = 30 } = {}) {
    for (const end = now + seconds * 1000; now < end; now += 125) {
      const part = late(control.scale);
      encoded += fps / 8 * (1 - part);
      behind += fps / 8 * part;
      control.observe(now, { width: 1280 * control.scale, height: 720 * control.scale, kbps, encoded, behind });
    }
  }

  it('leaves the picture alone while all is well', () => {
    go(120, { late: () => 0.1 });
    assert.deepEqual([control.scale, control.cause], [1, null]);
  });

  it('does nothing for a hiccup', () => {
    go(2, { kbps: 300 });
    go(60);
    go(2, { late: () => 0.9 });
    go(60);
    assert.equal(control.scale, 1);
  });

  it('makes the picture smaller on a narrow line, until it suits, and larger again later', () => {
    go(30, { kbps: 800 });
    assert.deepEqual([control.scale, control.cause], [0.75, 'line']);
    go(30, { kbps: 300 });
    assert.equal(control.scale, 1 / 3);
    go(60, { kbps: 2500 });
    assert.deepEqual([control.scale, control.cause], [1, null]);
  });

  it('does not go to and fro on a line that is neither', () => {
    go(10, { kbps: 1100 });
    assert.equal(control.scale, 0.75);
    go(300, { kbps: 1500 });
    assert.equal(control.scale, 0.75);
  });

  it('takes a low bitrate that the streamer chose for what it is', () => {
    control = new SizeControl(500, 30, now);
    go(60, { kbps: 500 });
    assert.equal(control.scale, 1);
    go(10, { kbps: 200 });
    assert.equal(control.scale, 0.75);
  });

  it('makes the picture smaller on a machine that cannot keep up', () => {
    go(15, { late: (scale) => scale > 0.6 ? 0.5 : 0 });
    assert.deepEqual([control.scale, control.cause], [0.5, 'machine']);
  });

  it('tries a machine with a larger picture again, more and more seldom', () => {
    const late = (/** @type {number} */ scale) => scale === 1 ? 0.5 : 0;
    /** @type {number[]} */
    const raised = [];
    for (let before = 1; now < 600_000; before = control.scale) {
      go(0.125, { late });
      if (control.scale > before) {
        raised.push(now);
      }
    }
    const between = raised.slice(1).map((at, i) => at - raised[i]);
    assert.ok(between.length >= 3, `${between}`);
    between.slice(1).forEach((millis, i) => assert.ok(millis > between[i], `${between}`));
  });

  it('knows nothing of the machine from a screen that stands still', () => {
    go(60, { late: () => 1, fps: 2 });
    assert.equal(control.scale, 1);
  });

  it('waits for the first picture', () => {
    assert.equal(control.observe(9000, { width: 0, height: 0, kbps: 1, encoded: 0, behind: 0 }), false);
  });
});

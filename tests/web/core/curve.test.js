import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { curve } from '../../../www/core/curve.js';

describe('the curve of viewers', () => {
  it('is nothing without counts', () => assert.deepEqual(curve([], 100, 50), { line: '', area: '' }));
  it('goes from edge to edge, the highest near the top', () =>
    assert.equal(curve([0, 4, 2], 100, 50).line, 'M0 50L50 4L100 27'));
  it('is level for one count, and at the bottom for nobody', () => {
    assert.equal(curve([3], 100, 50).line, 'M0 4L100 4');
    assert.equal(curve([0, 0], 100, 50).area, 'M0 50L0 50L100 50L100 50Z');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StrayTimes } from '../../../www/core/stray-times.js';

describe('StrayTimes', () => {
  it('lets frames pass that follow each other, reordered or after a pause', () => {
    const times = new StrayTimes();
    for (const seconds of [7, 7.1, 7.05, 7.03, 7.2, 11.9, 12]) {
      assert.equal(times.offer(seconds), 'well');
    }
  });

  it('finds single strays, however far off', () => {
    for (const stray of [37_600, 20, 5, -3600]) {
      const times = new StrayTimes();
      assert.deepEqual([10, stray, 10.1, stray, 10.2].map((seconds) => times.offer(seconds)),
        ['well', 'stray', 'well', 'stray', 'well']);
    }
  });

  it('begins anew when the frames go on elsewhere', () => {
    const times = new StrayTimes();
    assert.deepEqual([100, 5, 5.1, 5.2, 5.3, 5.4].map((seconds) => times.offer(seconds)),
      ['well', 'stray', 'stray', 'anew', 'well', 'well']);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SampleClock } from '../../../../www/core/publishing/sample-clock.js';
import { random } from '../../bytes.js';

describe('SampleClock', () => {
  it('gives even times for chunks that arrive unevenly, and follows a sound card that drifts', () => {
    const clock = new SampleClock();
    const next = random(3);
    let before = NaN;
    for (let i = 0; i < 180_000; i++) {
      const taken = 1000 + i * 20;
      const card = i * 20 * (1 + 1e-4);
      const at = clock.at(card, taken + 5 + 30 * next() / 2 ** 32);
      if (i > 600) {
        assert.ok(Math.abs(at - before - 20) < 0.1, `a step of ${at - before} ms`);
        assert.ok(at - taken > 0 && at - taken < 12, `${at - taken} ms off`);
      }
      before = at;
    }
  });
});

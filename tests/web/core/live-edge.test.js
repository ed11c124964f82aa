import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LiveEdge } from '../../../www/core/live-edge.js';
import { random } from '../bytes.js';

const FPS = 30;
/** Each frame comes so long after its time, and up to `JITTER` later. */
const TRIP = 0.03;
const JITTER = 0.02;
/** Trip, jitter, what is to spare, and as much again for what drifts until it is seen. */
const MOST_LATENCY = 0.1;
/** A media element keeps the pitch, and nobody hears that speech is so much faster or slower. */
const MOST_CHANGE = 0.015;
/** Seconds until a first position that was wrong has been made up for. */
const SETTLED = 60;

/**
 * An hour of a `<video>` that plays a streamer whose clock runs `drift` faster than the one here. Sound
 * and picture are played by the same element, and so stay together.
 *
 * @param {number} drift
 */
function playAnHour(drift) {
  const next = random(7);
  const edge = new LiveEdge();
  const latencies = [];
  const rates = [];
  let position = -0.3;
  let rate = 1;
  let before = 0;
  let seeks = 0;
  for (let i = 0; i < 3600 * FPS; i++) {
    const start = i / FPS;
    const now = Math.max(before, start / (1 + drift) + TRIP + JITTER * next() / 2 ** 32);
    position += rate * (now - before);
    before = now;
    const advice = edge.observe(start - position);
    rate = advice.rate;
    seeks += advice.seek ? 1 : 0;
    if (start > SETTLED) {
      latencies.push(now * (1 + drift) - position);
      rates.push(rate);
    }
  }
  return { latencies, rates, seeks };
}

describe('LiveEdge, for an hour', () => {
  for (const drift of [0, 2e-4, -2e-4]) {
    it(`keeps near the live edge with clocks ${drift * 1e6} ppm apart, at a rate that nobody hears`, () => {
      const { latencies, rates, seeks } = playAnHour(drift);
      assert.equal(seeks, 0);
      assert.deepEqual(latencies.filter((latency) => latency < 0 || latency > MOST_LATENCY), []);
      assert.deepEqual(rates.filter((rate) => Math.abs(rate - 1) > MOST_CHANGE), []);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backoff } from '../../../www/core/backoff.js';
import { LiveEdge } from '../../../www/core/live-edge.js';
import { Meter } from '../../../www/core/meter.js';
import { ServerClock } from '../../../www/core/server-clock.js';

describe('Backoff', () => {
  it('doubles up to a bound and starts anew', () => {
    const backoff = new Backoff(() => 1);
    assert.deepEqual(Array.from({ length: 7 }, () => backoff.next()), [500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    backoff.reset();
    assert.equal(backoff.next(), 500);
  });

  it('spreads over the second half of each step', () => {
    assert.equal(new Backoff(() => 0).next(), 250);
  });
});

describe('ServerClock', () => {
  it('takes the offset from the shortest round trip', () => {
    let local = 1000;
    const clock = new ServerClock(() => local);
    local = 1100; // 100 µs on the way; the server is 5000 ahead, seen exactly in the middle.
    clock.receive({ type: 'time', sent: 1000, server: 6050 });
    local = 9000; // A slow exchange says something else and is not believed.
    clock.receive({ type: 'time', sent: 2000, server: 90_000 });
    assert.equal(clock.now(), 14_000);
    assert.ok(clock.known);
  });

  it('forgets old exchanges, since clocks drift', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    clock.receive({ type: 'time', sent: 0, server: 1_000_000 });
    for (let i = 0; i < 16; i++) {
      local += 100;
      clock.receive({ type: 'time', sent: local - 10, server: local + 45 });
    }
    assert.equal(clock.now(), local + 50);
  });

  it('passes over an answer from the future', () => {
    const clock = new ServerClock(() => 10);
    clock.receive({ type: 'time', sent: 20, server: 0 });
    assert.equal(clock.known, false);
  });
});

describe('LiveEdge', () => {
  it('plays faster by what all of the last frames had to spare', () => {
    const edge = new LiveEdge();
    assert.equal(edge.observe(0.08).rate, 1.12);
    assert.equal(edge.observe(0.5).rate, 1.12);
    assert.equal(edge.observe(0.02).rate, 1);
  });

  it('never plays much faster', () => {
    assert.equal(new LiveEdge().observe(0.9).rate, 1.2);
  });

  it('slows down when frames come late', () => {
    assert.equal(new LiveEdge().observe(-0.01).rate, 0.98);
  });

  it('jumps when a second behind', () => {
    const edge = new LiveEdge();
    edge.observe(-0.01);
    assert.deepEqual(edge.observe(1.2), { rate: 1, seek: true });
    assert.equal(edge.observe(0.02).rate, 1);
  });
});

describe('Meter', () => {
  it('counts frames and bits over the last two seconds', () => {
    const meter = new Meter();
    for (let at = 0; at <= 5000; at += 100) {
      meter.received(at, 125);
      meter.shown(at, 20);
    }
    assert.equal(meter.fps(5000), 10);
    assert.equal(meter.kbps(5000), 10);
    assert.equal(meter.fps(60_000), 0);
  });

  it('tells median and percentile of the latency, and that it does not know', () => {
    const meter = new Meter();
    assert.ok(Number.isNaN(meter.latency(0.5)));
    meter.shown(0, NaN);
    for (let i = 1; i <= 100; i++) {
      meter.shown(i, i);
    }
    assert.equal(meter.latency(0.5), 51);
    assert.equal(meter.latency(0.95), 96);
  });
});

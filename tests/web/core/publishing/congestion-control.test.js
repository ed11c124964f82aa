import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CongestionControl } from '../../../../www/core/publishing/congestion-control.js';
import { random } from '../../bytes.js';

const FPS = 30;

/** @typedef {{ worstQueueMillis: number, sentKbps: number, kbps: number, frames: number }} Second */

/**
 * Runs the control against a simulated line: a first-in first-out queue that is emptied at a given
 * rate, with a fixed delay behind it, in steps of one millisecond.
 *
 * @param {number} seconds @param {number} ceiling @param {(second: number) => number} lineKbps
 * @param {number} [use] the part of the bitrate that the encoder makes use of
 * @returns {Second[]}
 */
function simulate(seconds, ceiling, lineKbps, use = 1) {
  const delay = 20;
  const next = random(1);
  const control = new CongestionControl(ceiling, 0);
  /** @type {{ at: number, position: number }[]} */
  const questions = [];
  /** @type {{ asked: number, arrives: number }[]} */
  const answers = [];
  /** @type {Second[]} */
  const report = [];
  let [queued, sent, carried, worst, bytesThisSecond, frames] = [0, 0, 0, 0, 0, 0];
  let encoderKbps = ceiling;
  for (let ms = 0; ms < seconds * 1000; ms++) {
    const rate = lineKbps(ms / 1000) / 8;
    const out = Math.min(queued, rate);
    queued -= out;
    carried += out;
    while (questions.length && questions[0].position <= carried + 0.5) {
      answers.push({ asked: questions[0].at, arrives: ms + delay });
      questions.shift();
    }
    while (answers.length && answers[0].arrives <= ms) {
      control.answered(answers[0].asked, ms);
      answers.shift();
    }
    if (ms % 100 === 0) {
      control.asked(ms);
      questions.push({ at: ms, position: sent });
    }
    if (ms % Math.floor(1000 / FPS) === 0 && control.mayCapture(ms)) {
      encoderKbps += (control.kbps - encoderKbps) * 0.3;
      const bytes = Math.floor(use * encoderKbps * 1000 / 8 / FPS * (0.5 + next() / 2 ** 32));
      control.sent(bytes);
      sent += bytes;
      queued += bytes;
      bytesThisSecond += bytes;
      frames++;
    }
    worst = rate === 0 ? worst : Math.max(worst, queued / rate);
    if (ms % 1000 === 999) {
      report.push({ worstQueueMillis: worst, sentKbps: bytesThisSecond * 8 / 1000, kbps: control.kbps, frames });
      [worst, bytesThisSecond, frames] = [0, 0, 0];
    }
  }
  return report;
}

describe('CongestionControl', () => {
  it('uses a line with room in full', () => {
    for (const { kbps, frames } of simulate(30, 3000, () => 10_000)) {
      assert.equal(kbps, 3000);
      assert.ok(frames >= 30, `${frames} frames`);
    }
  });

  it('is back under half a second of delay within five seconds of a loss of two thirds', () => {
    const report = simulate(60, 3000, (t) => t < 10 ? 3600 : 1200);
    assert.ok(report.every(({ worstQueueMillis }) => worstQueueMillis < 1500));
    assert.ok(report.slice(15).every(({ worstQueueMillis }) => worstQueueMillis < 500));
    const mean = report.slice(20).reduce((sum, { sentKbps }) => sum + sentKbps, 0) / 40;
    assert.ok(mean > 0.75 * 1200, `${mean} kbit/s of 1200`);
  });

  it('does not lower the bitrate for hiccups of the line', () => {
    assert.ok(simulate(60, 3000, (t) => t % 3 > 2.8 ? 0 : 6000).every(({ kbps }) => kbps === 3000));
    assert.ok(simulate(60, 3000, (t) => t % 3 > 2.6 ? 0 : 3600, 0.1).every(({ kbps }) => kbps > 2000));
  });

  it('comes back when the line does, and never leaves its bounds', () => {
    const report = simulate(60, 3000, (t) => t > 10 && t < 20 ? 1000 : 4000);
    assert.ok(report[19].kbps < 1100, `${report[19].kbps}`);
    assert.equal(report[45].kbps, 3000);
    assert.ok(simulate(40, 2500, (t) => 40 + 400 * Math.abs(Math.sin(t))).every(({ kbps }) => kbps >= 150 && kbps <= 2500));
  });

  it('takes no picture while the line stands still', () => {
    const control = new CongestionControl(3000, 0);
    control.asked(0);
    control.answered(0, 20);
    control.sent(100_000);
    control.asked(200);
    assert.equal(control.mayCapture(300), true);
    assert.equal(control.mayCapture(600), false);
    assert.equal(control.mayCapture(5000), false);
    control.answered(200, 5100);
    control.asked(5100);
    control.answered(5100, 5120);
    assert.equal(control.mayCapture(5130), true);
  });

  it('passes over an answer that nobody asked for', () => {
    const control = new CongestionControl(3000, 0);
    control.answered(77, 100);
    assert.equal(control.roundTripMillis, 0);
  });
});

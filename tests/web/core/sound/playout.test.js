import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Playout } from '../../../../www/core/sound/playout.js';
import { random } from '../../bytes.js';

const PACKET = 0.02;
/** ITU-R BT.1359: nobody notices sound that is so much ahead of the picture or behind it. */
const AHEAD = 0.045;
const BEHIND = 0.125;

/**
 * Sound and picture of a streamer whose clock runs `drift` faster than the one here. Each packet comes
 * 30 ms after its time and up to `jitter` later; a picture is shown 40 ms after its time. The sound card
 * plays what it is given `held` later.
 *
 * @param {number} seconds @param {number} drift @param {number} jitter @param {number} [held]
 */
function run(seconds, drift, jitter, held = 0) {
  const next = random(7);
  const playout = new Playout();
  const behind = [];
  const rates = new Set();
  let gaps = 0;
  let leftOut = 0;
  let end = NaN;
  for (let i = 0; i * PACKET < seconds; i++) {
    const presentation = i * PACKET;
    const here = 5 + presentation / (1 + drift);
    if (i % 2) {
      playout.picture(presentation, here + 0.04 - held);
    }
    const now = here + 0.03 + jitter * next() / 2 ** 32;
    const place = playout.place(presentation, PACKET, now);
    if (!place) {
      leftOut++;
      continue;
    }
    const { at, rate } = place;
    assert.ok(at >= now, 'it is placed in the past');
    assert.ok(!(at < end - 1e-9), 'two are heard at once');
    gaps += at > end + 1e-9 ? 1 : 0;
    end = at + PACKET / rate;
    rates.add(rate);
    behind.push(at + held - (here + 0.04));
  }
  return { playout, behind, gaps, leftOut, slowest: Math.min(...rates), fastest: Math.max(...rates) };
}

describe('Playout', () => {
  for (const [minutes, drift] of [[10, 0], [60, 2e-4], [60, -2e-4]]) {
    it(`stays in step for ${minutes} minutes with clocks ${drift * 1e6} ppm apart, without a gap that is heard`, () => {
      const { playout, behind, gaps, leftOut, slowest, fastest } = run(minutes * 60, drift, 0.02);
      const settled = behind.slice(500);
      assert.deepEqual(settled.filter((late) => late >= BEHIND || late <= -AHEAD), []);
      assert.ok(gaps + leftOut <= 3, `${gaps} gaps, ${leftOut} left out`);
      assert.equal(playout.gaps, gaps);
      assert.ok(slowest >= 0.995 && fastest <= 1.005);
    });
  }

  it('stays in step on an uneven line, before a sound card that holds back much', () => {
    const { behind, leftOut } = run(60, 0, 0.07, 0.06);
    assert.deepEqual(behind.slice(500).filter((late) => late >= BEHIND || late <= -AHEAD), []);
    assert.ok(leftOut < 0.02 * 60 / PACKET, `${leftOut} left out`);
  });

  it('is heard where the sound card holds back too much for any step', () => {
    const { behind, leftOut } = run(60, 0, 0.07, 0.25);
    assert.ok(behind.slice(500).every((late) => late < 0.25 + 0.08), 'it waits for more');
    assert.ok(leftOut < 0.02 * 60 / PACKET, `${leftOut} left out`);
  });

  it('waits for the picture when the picture is late', () => {
    const playout = new Playout();
    for (let i = 0; i < 40; i++) {
      playout.picture(i, i + 0.3);
    }
    const place = playout.place(100, PACKET, 100.05);
    assert.ok(Math.abs((place?.at ?? 0) - 100.3) < 1e-9, `${place?.at}`);
  });

  it('leaves out what a hiccup made late, and goes on in step', () => {
    const playout = new Playout();
    for (let i = 0; i < 100; i++) {
      playout.place(i * PACKET, PACKET, i * PACKET + 0.03);
    }
    // All of 400 ms comes at once at its end.
    const places = Array.from({ length: 20 }, (_, i) => playout.place(2 + i * PACKET, PACKET, 2.43));
    assert.ok(places.filter((place) => place === null).length >= 10);
    let end = 0;
    for (let i = 120; i < 200; i++) {
      const place = playout.place(i * PACKET, PACKET, i * PACKET + 0.03);
      assert.ok(place && place.at >= end - 1e-9);
      assert.ok(place.at - (i * PACKET + 0.03) < BEHIND, `${place.at - i * PACKET}`);
      end = place.at + PACKET / place.rate;
    }
  });

  it('is heard again after a silence, and on a line that became slower for good', () => {
    const playout = new Playout();
    playout.place(0, PACKET, 10.03);
    const after = playout.place(60, PACKET, 70.03);
    assert.ok(after && after.at > 70.03 && after.at < 70.2);
    const slower = Array.from({ length: 60 }, (_, i) => playout.place(60 + i * PACKET, PACKET, 71 + i * PACKET));
    assert.ok(slower.filter((place) => place === null).length < 30);
    assert.ok(slower[59]);
  });

  it('begins anew when told so', () => {
    const playout = new Playout();
    playout.place(0, PACKET, 10);
    playout.reset();
    const place = playout.place(1000, PACKET, 11);
    assert.ok(place && place.at > 11 && place.at < 11.1);
    assert.equal(place.rate, 1);
    assert.equal(playout.gaps, 0);
  });

  for (const still of [5.2, 30.2, 300.2]) {
    it(`is heard within a second after the sound card stood still for ${still} s`, () => {
      const { heard } = interrupted((seconds) => seconds, (seconds) => seconds < 10 ? seconds : Math.max(10, seconds - still));
      assert.ok(heard(10 + still) - (10 + still) < 1, `silent until ${heard(10 + still)}`);
    });
    it(`is heard within a second after the clock leapt ahead by ${still} s`, () => {
      const { heard } = interrupted((seconds) => seconds, (seconds) => seconds < 10 ? seconds : seconds + still);
      assert.ok(heard(10) - 10 < 1, `silent until ${heard(10)}`);
    });
  }

  for (const leap of [37_600, 10, 1, -1, -10, -3600]) {
    it(`is heard within a second of one stray time, ${leap} s off`, () => {
      const { heard, latest } = interrupted((seconds) => seconds + (seconds === 10 ? leap : 0), (seconds) => seconds);
      assert.ok(heard(10) - 10 < 1, `silent until ${heard(10)}`);
      assert.ok(latest < 0.6, `something is heard ${latest} s later`);
    });
    it(`is heard within a second after the times leapt by ${leap} s for good`, () => {
      const { heard } = interrupted((seconds) => seconds + (seconds >= 10 ? leap : 0), (seconds) => seconds);
      assert.ok(heard(10) - 10 < 1, `silent until ${heard(10)}`);
    });
  }
});

/**
 * Sound for 20 s and more, of which something is wrong.
 *
 * @param {(seconds: number) => number} presentation of the packet that is sent then
 * @param {(seconds: number) => number} card the clock of the sound card then
 */
function interrupted(presentation, card) {
  const playout = new Playout();
  /** When something begins to be heard, in seconds since the start. @type {number[]} */
  const begins = [];
  let latest = 0;
  for (let i = 0; i < 350 / PACKET; i++) {
    const seconds = Math.round(i * PACKET * 1000) / 1000;
    const now = card(seconds + 0.03);
    playout.picture(presentation(seconds), now + 0.01);
    const place = playout.place(presentation(seconds), PACKET, now);
    // While the card stands still nothing is heard, whatever it was given.
    if (place && card(seconds + 0.04) > now) {
      begins.push(seconds + 0.03 + place.at - now);
      latest = Math.max(latest, place.at - now);
    }
  }
  /** @param {number} from @returns {number} when sound is heard again, and goes on for a second */
  const heard = (from) => begins.filter((at) => at >= from)
    .find((at, i, all) => all[i + 45] - at < 1.1) ?? Infinity;
  return { heard, latest };
}

import { suitableKbps } from './video-codec.js';

/** Sides of the picture, as parts of what the streamer chose. */
const SCALES = [1, 0.75, 0.5, 1 / 3];
/** With less than this part of the bitrate that suits it, a picture is smeared more than a smaller one, … */
const TOO_LITTLE = 0.5;
/** … and with this part of it the next larger one is worth trying. */
const ENOUGH = 0.8;
/** More of the pictures left out by the machine, and fewer or smaller ones are better. */
const MOST_BEHIND = 0.3;
/** So few pictures say nothing about the machine: a screen stands still. */
const FEWEST_JUDGED = 20;
/** Only what holds for so long is no hiccup. */
const LOWERING_MILLIS = 3000;
const RAISING_MILLIS = 8000;
/** A machine was too slow for a larger picture, and is tried with it again no sooner than this, twice as long each time. */
const LEAST_PATIENCE_MILLIS = 20_000;
const MOST_PATIENCE_MILLIS = 240_000;

/**
 * What was seen.
 *
 * @typedef {object} Seen
 * @property {number} width of the picture as it is sent, 0 before the first
 * @property {number} height
 * @property {number} kbps that the line takes
 * @property {number} encoded pictures since the start
 * @property {number} behind pictures left out since the start because the encoder was behind
 */

/**
 * Makes the picture smaller when line or machine cannot keep up, and larger again later. Frames and
 * bitrate come first, as CongestionControl and VideoSender leave pictures out at once; this is for
 * what lasts.
 *
 * Pure: times come in, in ms of a clock that never goes back.
 */
export class SizeControl {
  /** Why `scale` is below 1. @type {'line' | 'machine' | null} */
  cause = null;
  #ceiling;
  #fps;
  #step = 0;
  #patience = LEAST_PATIENCE_MILLIS;
  #raisedAt = -Infinity;
  /** Since when it should be smaller, or could be larger; NaN while it should not. */
  #strainedSince = NaN;
  #easySince = NaN;
  /** The last word on the machine, and from what it counts since. */
  #isBehind = false;
  #judgedAt;
  #encoded = 0;
  #behind = 0;

  /** @param {number} ceilingKbps what the streamer chose @param {number} fps @param {number} now */
  constructor(ceilingKbps, fps, now) {
    this.#ceiling = ceilingKbps;
    this.#fps = fps;
    this.#judgedAt = now;
  }

  /** Of the picture's sides, as part of what the streamer chose. */
  get scale() {
    return SCALES[this.#step];
  }

  /** Looks at how the stream fares, some times a second. @param {number} now @param {Seen} seen @returns {boolean} whether `scale` has changed */
  observe(now, seen) {
    if (!seen.width) {
      return false;
    }
    this.#judge(now, seen);
    const isLineNarrow = seen.kbps < TOO_LITTLE * this.#suitable(seen, this.#step);
    const isLineWide = this.#step > 0 && seen.kbps >= ENOUGH * this.#suitable(seen, this.#step - 1);
    this.#strainedSince = !isLineNarrow && !this.#isBehind ? NaN : this.#strainedSince || now;
    this.#easySince = !isLineWide || this.#isBehind ? NaN : this.#easySince || now;
    if (now - this.#strainedSince >= LOWERING_MILLIS && this.#step < SCALES.length - 1) {
      this.#lower(now, isLineNarrow ? 'line' : 'machine');
      return true;
    }
    if (now - this.#easySince >= (this.cause === 'machine' ? this.#patience : RAISING_MILLIS)) {
      this.#raisedAt = now;
      this.#go(this.#step - 1);
      return true;
    }
    return false;
  }

  /** @param {number} now @param {Seen} seen */
  #judge(now, { encoded, behind }) {
    const left = behind - this.#behind;
    const offered = encoded - this.#encoded + left;
    if (offered >= FEWEST_JUDGED || now - this.#judgedAt > LOWERING_MILLIS) {
      this.#isBehind = offered >= FEWEST_JUDGED && left > offered * MOST_BEHIND;
      this.#judgedAt = now;
      this.#encoded = encoded;
      this.#behind = behind;
    }
  }

  /** @param {number} now @param {'line' | 'machine'} cause */
  #lower(now, cause) {
    if (cause === 'machine') {
      const soon = now - this.#raisedAt < LEAST_PATIENCE_MILLIS;
      this.#patience = soon ? Math.min(MOST_PATIENCE_MILLIS, this.#patience * 2) : LEAST_PATIENCE_MILLIS;
    }
    this.cause = cause;
    this.#go(this.#step + 1);
  }

  /** @param {number} step */
  #go(step) {
    this.#step = step;
    this.cause = step ? this.cause : null;
    this.#isBehind = false;
    this.#strainedSince = this.#easySince = NaN;
  }

  /** The bitrate that suits the picture at a step, kbit/s. @param {Seen} seen @param {number} step */
  #suitable({ width, height }, step) {
    const whole = suitableKbps(width / this.scale, height / this.scale, this.#fps);
    return Math.min(this.#ceiling, whole) * SCALES[step] ** 2;
  }
}

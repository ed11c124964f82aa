/** Packets that are looked back on for how unevenly they come: about four seconds of 20 ms each. */
const WINDOW = 200;
/** Frames of the picture that are looked back on. */
const FRAMES = 30;
/** So much is ready before it is needed, in seconds: the beat in which browsers take sound. */
const MARGIN = 0.015;
/** The part of the packets that is waited for: a hiccup once in a while is not. */
const AWAITED = 0.95;
/** Nor is anything for longer than that: a gap is better than lips that are out of step from then on. */
const MOST_SPREAD = 0.07;
/** For the same reason, and with what the sound card holds back, sound is no further behind the picture. */
const MOST_BEHIND = 0.1;
/** Yet so many are waited for, or little would be heard with headphones that hold back a fifth of a second. */
const HEARD = 0.8;
/** So near is near enough. */
const NEAR = 0.004;
/** The most that sound is played faster or slower, which nobody hears: a twelfth of a semitone. */
const MOST_STRETCH = 0.005;
const STRETCH_PER_SECOND = 0.3;
/** Further off than that, stretching takes too long: there is a gap, or some sound is left out. */
const JUMP = 0.1;
/** Nothing is to be heard later than so much from now: a time that says so is wrong, or the clock stood still. */
const FAR = 0.5;
/** Where a sound that comes too late begins … */
const SOON = 0.005;
/** … unless it is later than that. */
const LATE = 0.02;
/** How late sound is to be is found anew after so many packets. */
const RENEWED = 10;
/** So many left out in a row (half a second), and the line has become slower for good. */
const LEFT_OUT = 25;

/**
 * When each packet of sound is to be heard: one after the other, late enough that the next has come
 * in time, and in step with the picture, which is shown as soon as it is there.
 *
 * Pure. Times are in seconds: `presentation` by the streamer's clock, `now` by that of the sound
 * card here; the two drift apart, and the sound is stretched to follow.
 */
export class Playout {
  /** How late packets came. @type {number[]} */
  #delays = [];
  /** How late the picture is shown. @type {number[]} */
  #shown = [];
  /** Where the sound that was placed last ends. */
  #next = NaN;
  /** Packets that were left out in a row. */
  #leftOut = 0;
  /** How long after its presentation time a sound is to be played, and how many packets ago that was found. */
  #delay = NaN;
  #age = 0;
  /** Gaps that were heard. */
  gaps = 0;

  /** A frame of the picture is on the screen. @param {number} presentation @param {number} now when a sound played now is heard */
  picture(presentation, now) {
    push(this.#shown, now - presentation, FRAMES);
  }

  /**
   * @param {number} presentation
   * @param {number} duration
   * @param {number} now
   * @returns {{ at: number, rate: number } | null} when it is played, and how fast; null for not at all
   */
  place(presentation, duration, now) {
    push(this.#delays, now - presentation, WINDOW);
    if (Number.isNaN(this.#delay) || ++this.#age >= RENEWED) {
      this.#renew();
    }
    if (presentation + this.#delay > now + FAR) {
      this.#begin(presentation, now);
    }
    const wanted = presentation + this.#delay;
    const anew = !(this.#next >= now && this.#next - wanted > -JUMP);
    if (anew ? wanted < now - LATE : this.#next - wanted > JUMP) {
      this.#leaveOut();
      return null;
    }
    this.#leftOut = 0;
    if (anew) {
      this.gaps += Number.isNaN(this.#next) ? 0 : 1;
      this.#next = Math.max(wanted, now + SOON);
    }
    const error = this.#next - wanted;
    const at = this.#next;
    const rate = Math.abs(error) < NEAR ? 1
      : 1 + Math.max(-MOST_STRETCH, Math.min(MOST_STRETCH, error * STRETCH_PER_SECOND));
    this.#next += duration / rate;
    return { at, rate };
  }

  /** Forgets what was, as when another stream of packets begins. */
  reset() {
    this.#delays = [];
    this.#shown = [];
    this.#next = NaN;
    this.#delay = NaN;
    this.#leftOut = 0;
  }

  /** Forgets what was, but for this packet. @param {number} presentation @param {number} now */
  #begin(presentation, now) {
    this.reset();
    push(this.#delays, now - presentation, WINDOW);
    this.#renew();
  }

  #leaveOut() {
    if (++this.#leftOut >= LEFT_OUT) {
      this.reset();
    }
  }

  #renew() {
    this.#age = 0;
    const sorted = this.#delays.toSorted((a, b) => a - b);
    const part = (/** @type {number} */ of) => Math.min(sorted[Math.floor((sorted.length - 1) * of)], sorted[0] + MOST_SPREAD);
    const even = part(AWAITED);
    const shown = this.#shown.toSorted((a, b) => a - b)[this.#shown.length >> 1];
    if (shown === undefined) {
      this.#delay = even + MARGIN;
      return;
    }
    const wait = Math.max(part(HEARD), Math.min(even, shown + MOST_BEHIND - MARGIN));
    this.#delay = Math.max(wait + MARGIN, shown);
  }
}

/** @param {number[]} list @param {number} value @param {number} most */
function push(list, value, most) {
  list.push(value);
  if (list.length > most) {
    list.shift();
  }
}

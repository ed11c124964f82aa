/** Chunks that are looked back on: about ten seconds of 20 ms each. */
const WINDOW = 500;
/** The most that the clock is moved at a chunk, in ms: a jump would be heard. */
const STEP_MILLIS = 0.05;

/**
 * When sound was taken, by the page's clock: the sound card's clock is even but drifts, and chunks
 * arrive unevenly but never early, so that those that came soonest tell the difference of the two.
 *
 * Pure.
 */
export class SampleClock {
  /** @type {number[]} */
  #differences = [];
  #difference = NaN;

  /**
   * @param {number} end of the chunk by the sound card's clock, in ms
   * @param {number} now when it arrived, by the page's clock
   * @returns {number} the end by the page's clock
   */
  at(end, now) {
    this.#differences.push(now - end);
    if (this.#differences.length > WINDOW) {
      this.#differences.shift();
    }
    const least = Math.min(...this.#differences);
    if (Number.isNaN(this.#difference) || this.#differences.length < WINDOW / 10) {
      this.#difference = least;
    } else {
      this.#difference += Math.max(-STEP_MILLIS, Math.min(STEP_MILLIS, least - this.#difference));
    }
    return end + this.#difference;
  }
}

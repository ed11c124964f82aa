/** The first wait is about this long: a server that restarts is back in a second or so. */
const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 15_000;

/**
 * Waits between attempts: each about twice the one before, with jitter, so that a thousand viewers
 * of a server that restarted do not come back in the same instant.
 */
export class Backoff {
  #next = FIRST_MILLIS;
  #random;

  /** @param {() => number} [random] from 0 to 1 */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** @returns {number} ms to wait before the next attempt: from half to all of the present step */
  next() {
    const step = this.#next;
    this.#next = Math.min(step * 2, LONGEST_MILLIS);
    return Math.round(step * (0.5 + this.#random() / 2));
  }

  /** An attempt succeeded. */
  reset() {
    this.#next = FIRST_MILLIS;
  }
}

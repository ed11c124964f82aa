/** Rates are taken over so long. */
const WINDOW_MILLIS = 2000;
/** Latency is taken over so many frames, about four seconds. */
const LATENCIES = 120;

/**
 * What the viewer is told of the picture's quality.
 *
 * @typedef {object} Statistics
 * @property {string} decoder
 * @property {string} codec
 * @property {number} width
 * @property {number} height
 * @property {number} fps frames shown a second
 * @property {number} kbps received
 * @property {number} latencyMillis median from capture to shown; NaN when it is not known
 * @property {number} latencyP95Millis
 * @property {number} bufferMillis of received frames that wait to be shown; NaN when it is not known
 * @property {number} dropped frames since the start
 */

/** Counts frames and bytes over a sliding window. Pure; the time is handed in, in ms. */
export class Meter {
  /** @type {{ at: number, bytes: number }[]} */
  #received = [];
  /** @type {number[]} */
  #shown = [];
  /** @type {number[]} */
  #latencies = [];

  /** @param {number} at @param {number} bytes */
  received(at, bytes) {
    this.#received.push({ at, bytes });
    while (this.#received[0].at < at - WINDOW_MILLIS) {
      this.#received.shift();
    }
  }

  /** @param {number} at @param {number} latencyMillis NaN when it is not known */
  shown(at, latencyMillis) {
    this.#shown.push(at);
    while (this.#shown[0] < at - WINDOW_MILLIS) {
      this.#shown.shift();
    }
    if (!Number.isNaN(latencyMillis)) {
      this.#latencies.push(latencyMillis);
      if (this.#latencies.length > LATENCIES) {
        this.#latencies.shift();
      }
    }
  }

  /** @param {number} at */
  fps(at) {
    return this.#shown.filter((time) => time > at - WINDOW_MILLIS).length * 1000 / WINDOW_MILLIS;
  }

  /** @param {number} at */
  kbps(at) {
    const recent = this.#received.filter((entry) => entry.at > at - WINDOW_MILLIS);
    return recent.reduce((sum, entry) => sum + entry.bytes, 0) * 8 / WINDOW_MILLIS;
  }

  /** @param {number} share 0.5 for the median @returns {number} ms, NaN when nothing was measured */
  latency(share) {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] : NaN;
  }

  /** Forgets everything, as after a pause. */
  reset() {
    this.#received = [];
    this.#shown = [];
    this.#latencies = [];
  }
}

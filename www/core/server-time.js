/** HTTP tells the time in whole seconds; a difference below this may be that. */
const COARSE_MILLIS = 2000;

/**
 * How far this machine's clock is behind the server's, in ms. Times in messages and answers are by the
 * server's clock, and a visitor's may be hours off.
 */
let behind = 0;

/**
 * Learns the difference from an answer.
 *
 * @param {string | null} date the header `Date`
 * @param {number} [local] this machine's clock when the answer came, ms since 1970
 */
export function learnServerTime(date, local = Date.now()) {
  const server = Date.parse(date ?? '');
  if (!Number.isNaN(server)) {
    const difference = server + 500 - local;
    behind = Math.abs(difference) < COARSE_MILLIS ? 0 : difference;
  }
}

/** @returns {number} ms since 1970 by the server's clock, as far as it is known */
export function serverNow() {
  return Date.now() + behind;
}

/** @param {string} hex digits, spaces between them for the reader @returns {Uint8Array<ArrayBuffer>} */
export function bytes(hex) {
  return Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/**
 * Numbers that are random and the same in every run (xorshift32).
 *
 * @param {number} seed not 0
 * @returns {() => number} from 0 to 2^32 - 1
 */
export function random(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

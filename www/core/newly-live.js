/** @typedef {import('./wire.js').ChannelState} ChannelState */

/** When each channel's stream began, by its name. @typedef {Record<string, number>} Known */

/**
 * What was known before, read from where the browser keeps it.
 *
 * @param {string | null} text
 * @returns {Known | null} null when nothing is known yet
 */
export function parseKnown(text) {
  try {
    const known = JSON.parse(text ?? 'null');
    return typeof known === 'object' && !Array.isArray(known) ? known : null;
  } catch {
    return null;
  }
}

/** @param {ChannelState[]} channels @returns {Known} */
export function knownOf(channels) {
  return Object.fromEntries(channels.filter(({ presence }) => presence !== 'offline')
    .map(({ name, started }) => [name, started]));
}

/**
 * The channels whose stream has begun since. Nothing is news to who looks for the first time, nor
 * is a stream that was away for a moment.
 *
 * @param {ChannelState[]} channels
 * @param {Known | null} known
 * @returns {ChannelState[]}
 */
export function newlyLive(channels, known) {
  return known === null ? [] : channels.filter(
    ({ name, presence, started }) => presence === 'live' && known[name] !== started);
}

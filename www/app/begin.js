import { ApiError, api } from '../core/api.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/**
 * Begins to watch, unless there is no such streamer, and goes on whenever the network or the person
 * comes back.
 *
 * @param {string} name
 * @param {import('../core/viewing.js').Viewing} viewing
 * @param {(channel: ChannelState) => void} show called with what is known before the socket is open
 * @param {() => void} unknown there is no streamer of that name
 */
export async function begin(name, viewing, show, unknown) {
  addEventListener('online', () => viewing.retryNow());
  document.addEventListener('visibilitychange', () => !document.hidden && viewing.retryNow());
  try {
    show(await api.channel(name));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      unknown();
      return;
    }
    // A server that does not answer now may soon: the socket keeps trying.
  }
  viewing.start();
}

import { ApiError, api } from '../core/api.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */
/** @typedef {import('../core/viewing.js').Viewing} Viewing */

/** A page that is hidden for longer than a glance at another does not need the picture. */
const REST_AFTER_MILLIS = 30_000;

/**
 * Begins to watch, unless there is no such streamer, and goes on whenever the network or the person
 * comes back.
 *
 * @param {string} name
 * @param {Viewing} viewing
 * @param {(channel: ChannelState) => void} show called with what is known before the socket is open
 * @param {() => void} unknown there is no streamer of that name
 */
export async function begin(name, viewing, show, unknown) {
  addEventListener('online', () => viewing.retryNow());
  // A page that the browser keeps for the way back would count as a viewer, and be sent the stream.
  addEventListener('pagehide', () => viewing.leave());
  addEventListener('pageshow', ({ persisted }) => persisted && viewing.retryNow());
  followVisibility(viewing);
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

/** @param {Viewing} viewing */
function followVisibility(viewing) {
  let timer = 0;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = Number(setTimeout(() => viewing.rest(!document.pictureInPictureElement), REST_AFTER_MILLIS));
    } else {
      viewing.rest(false);
      viewing.retryNow();
    }
  });
}

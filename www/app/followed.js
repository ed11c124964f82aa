import { api } from '../core/api.js';

/** @typedef {import('../core/api.js').Followed} Followed */
/** @typedef {(channels: Followed[]) => void} Listener */

const POLL_MILLIS = 20_000;

/** @type {Set<Listener>} */
const listeners = new Set();
/** @type {Followed[] | undefined} */
let latest;
let timer = 0;
/** A page that nobody sees need not know, unless somebody wants to be told there too. */
let whileHidden = () => false;

/** @param {() => boolean} wanted whether to look while the page is hidden */
export function lookWhileHidden(wanted) {
  whileHidden = wanted;
}

/**
 * Calls the listener with whom the visitor follows, now and whenever the server was asked again. For
 * the signed in.
 *
 * @param {Listener} listener
 */
export function onFollowed(listener) {
  listeners.add(listener);
  if (latest) {
    listener(latest);
  } else if (listeners.size === 1) {
    refresh();
    document.addEventListener('visibilitychange', () => !document.hidden && latest?.length && refresh());
  }
}

/** Asks now; for when the visitor has just followed somebody. */
export async function refresh() {
  clearTimeout(timer);
  try {
    const channels = await api.follows();
    latest = channels;
    listeners.forEach((listener) => listener(channels));
  } catch {
    // The next time may be better.
  }
  schedule();
}

/** Who follows nobody has nothing to wait for. */
function schedule() {
  clearTimeout(timer);
  if (latest?.length !== 0) {
    timer = Number(setTimeout(() => document.hidden && !whileHidden() ? schedule() : refresh(), POLL_MILLIS));
  }
}

/**
 * What the socket needs of the world around it, so that tests can stand in for it.
 *
 * @typedef {object} Surroundings
 * @property {(url: string) => WebSocket} open
 * @property {(answer: (reachable: boolean, well: boolean) => void) => void} ask whether the server can be reached, and says that it is well
 * @property {() => number} now ms
 * @property {(millis: number, action: () => void) => number} after
 * @property {(timer: number) => void} cancel
 * @property {() => number} random
 */

/** A server that takes longer to say anything is not back yet. */
const ASK_MILLIS = 5000;

/** @type {Surroundings} */
export const BROWSER = {
  open: (url) => new WebSocket(url),
  ask: (answer) => void fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(ASK_MILLIS) })
    .then(({ ok }) => answer(true, ok), () => answer(false, false)),
  now: () => performance.now(),
  after: (millis, action) => Number(setTimeout(action, millis)),
  cancel: (timer) => clearTimeout(timer),
  random: Math.random,
};

// The waiting of worker-timers.js: what is asked for by number is answered by the same number.
/** @type {Map<number, number>} */
const timers = new Map();

/** @param {MessageEvent<{ id: number, millis?: number }>} event no `millis` cancels */
onmessage = ({ data: { id, millis } }) => {
  if (millis === undefined) {
    clearTimeout(timers.get(id));
    timers.delete(id);
  } else {
    timers.set(id, Number(setTimeout(() => {
      timers.delete(id);
      postMessage(id);
    }, millis)));
  }
};

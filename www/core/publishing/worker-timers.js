/**
 * Timers that keep time while the page is hidden, which it mostly is while its streamer looks at
 * another window: browsers let a hidden page's own timers run once a second or once a minute, and a
 * worker's as they are.
 */
export class WorkerTimers {
  #worker = new Worker('/core/publishing/timer-worker.js');
  /** @type {Map<number, () => void>} */
  #actions = new Map();
  #last = 0;

  constructor() {
    this.#worker.onmessage = ({ data }) => {
      const action = this.#actions.get(data);
      this.#actions.delete(data);
      action?.();
    };
  }

  /** @param {number} millis @param {() => void} action @returns {number} for `cancel` */
  after(millis, action) {
    const id = ++this.#last;
    this.#actions.set(id, action);
    this.#worker.postMessage({ id, millis });
    return id;
  }

  /** @param {number} id */
  cancel(id) {
    if (this.#actions.delete(id)) {
      this.#worker.postMessage({ id });
    }
  }

  /** @param {number} millis between the end of one call and the next @param {() => void} action @returns {() => void} ends it */
  every(millis, action) {
    let timer = 0;
    const again = () => {
      timer = this.after(millis, () => {
        again();
        action();
      });
    };
    again();
    return () => this.cancel(timer);
  }
}

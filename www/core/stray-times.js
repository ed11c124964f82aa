/** A frame may be so much before the newest one, and after it, in seconds. */
const MOST_BACK = 1;
const MOST_AHEAD = 5;
/** So many strays in a row, and it is those before them that were strays. */
const ANEW = 3;

/**
 * Tells the times of frames that go on from each other from those that do not: a media element that is
 * given a frame of tomorrow waits for it.
 *
 * Pure.
 */
export class StrayTimes {
  #newest = NaN;
  #strays = 0;

  /**
   * @param {number} seconds of the next frame
   * @returns {'well' | 'stray' | 'anew'} `anew`: frames go on from here, on another timeline
   */
  offer(seconds) {
    const step = seconds - this.#newest;
    if (Number.isNaN(step) || (step >= -MOST_BACK && step <= MOST_AHEAD)) {
      this.#newest = Number.isNaN(step) ? seconds : Math.max(seconds, this.#newest);
      this.#strays = 0;
      return 'well';
    }
    if (++this.#strays < ANEW) {
      return 'stray';
    }
    this.reset();
    return 'anew';
  }

  /** Whatever comes next is well. */
  reset() {
    this.#newest = NaN;
    this.#strays = 0;
  }
}

/** The least margin of so many frames counts: what every one of them had to spare. */
const FRAMES = 30;
/** A frame should arrive about this long before it is due. */
const TARGET_SECONDS = 0.02;
/** Speeding up by more than this is heard and seen. */
const FASTEST = 0.2;
/** With less to spare it is played slower, a little at first: frames that come late would be dropped. */
const SCARCE_SECONDS = 0.01;
const SLOWEST = 0.02;
/** So much faster or slower for each second that there is too much or too little to spare. */
const PER_SECOND = 2;
/** Further behind than this, playing faster takes too long. */
const SEEK_SECONDS = 1;

/**
 * Keeps a `<video>` near the live edge: a media element plays at the pace of its clock and never
 * makes up for a late start or a stall by itself.
 *
 * Pure: told each frame's margin, it says what to do.
 */
export class LiveEdge {
  /** @type {number[]} */
  #margins = [];

  /**
   * @param {number} margin seconds from the playing position to the newest frame, as it arrives
   * @returns {{ rate: number, seek: boolean }} the playback rate; whether to jump to the newest frame
   */
  observe(margin) {
    if (margin > SEEK_SECONDS) {
      this.#margins.length = 0;
      return { rate: 1, seek: true };
    }
    this.#margins.push(margin);
    if (this.#margins.length > FRAMES) {
      this.#margins.shift();
    }
    const least = Math.min(...this.#margins);
    const excess = Math.max(0, least - TARGET_SECONDS);
    const lack = Math.max(0, SCARCE_SECONDS - least);
    return { rate: 1 + Math.min(FASTEST, PER_SECOND * excess) - Math.min(SLOWEST, PER_SECOND * lack), seek: false };
  }

  reset() {
    this.#margins.length = 0;
  }
}

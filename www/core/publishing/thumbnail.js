/** A picture of someone's face as PNG is large: each may take so long of the line, or comes smaller. */
const LINE_MILLIS = 120;
const LEAST_BYTES = 4096;
/** The server's limit (PROTOCOL.md). */
const MOST_BYTES = 256 * 1024;
const LONGEST_SIDES = [480, 400, 320, 240, 160];

/** Makes the small still pictures that stand for the stream in the directory. */
export class Thumbnail {
  #canvas = new OffscreenCanvas(16, 16);
  #side = 0;

  /**
   * @param {VideoFrame} frame stays the caller's, and is not used after this call has come back
   * @param {number} kbps that the line carries
   * @returns {Promise<Uint8Array | null>} a PNG; null when none is small enough
   */
  async png(frame, kbps) {
    const budget = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, kbps * LINE_MILLIS / 8));
    const source = frame.clone();
    try {
      for (;;) {
        const png = await this.#draw(source, LONGEST_SIDES[this.#side]);
        if (png.length <= budget || this.#side === LONGEST_SIDES.length - 1) {
          // Half of the budget unused: the next one may be a size larger.
          this.#side -= png.length * 2 < budget && this.#side > 0 ? 1 : 0;
          return png.length <= MOST_BYTES ? png : null;
        }
        this.#side++;
      }
    } finally {
      source.close();
    }
  }

  /** @param {VideoFrame} frame @param {number} longest side */
  async #draw(frame, longest) {
    const scale = Math.min(1, longest / Math.max(frame.displayWidth, frame.displayHeight));
    this.#canvas.width = Math.max(1, Math.round(frame.displayWidth * scale));
    this.#canvas.height = Math.max(1, Math.round(frame.displayHeight * scale));
    const context = this.#canvas.getContext('2d', { alpha: false });
    context?.drawImage(frame, 0, 0, this.#canvas.width, this.#canvas.height);
    const blob = await this.#canvas.convertToBlob({ type: 'image/png' });
    return new Uint8Array(await blob.arrayBuffer());
  }
}

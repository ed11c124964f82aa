/**
 * @typedef {import('./packet.js').Packet} Packet
 */

/** With this many frames waiting the decoder is behind: a keyframe makes the older ones useless. */
const BEHIND = 3;
/**
 * More than any group of pictures that a newcomer is sent (10 s at 60 frames a second); past it the
 * decoder cannot keep up at all and the queue starts afresh.
 */
const FULL = 600;

/**
 * The video frames that wait for the decoder. It begins with a keyframe, and a viewer whose decoder
 * is slow skips: first what no other frame needs, then everything up to the newest keyframe.
 *
 * Pure: no decoder, no clock.
 */
export class PacketQueue {
  /** @type {Packet[]} */
  #waiting = [];
  #needsKeyframe = true;
  /** Frames that were passed over. */
  dropped = 0;

  get length() {
    return this.#waiting.length;
  }

  /** Whether nothing can be decoded before a keyframe arrives. */
  get needsKeyframe() {
    return this.#needsKeyframe;
  }

  /**
   * @param {Packet} packet a frame, no config
   * @returns {boolean} false when the queue was so full that a new keyframe has to be asked for
   */
  offer(packet) {
    if (packet.keyframe) {
      if (this.#waiting.length >= BEHIND) {
        this.dropped += this.#waiting.length;
        this.#waiting.length = 0;
      }
      this.#needsKeyframe = false;
    } else if (this.#needsKeyframe || (packet.disposable && this.#waiting.length >= BEHIND)) {
      this.dropped++;
      return true;
    } else if (this.#waiting.length >= FULL) {
      this.restart();
      this.dropped++;
      return false;
    }
    this.#waiting.push(packet);
    return true;
  }

  /** @returns {Packet | undefined} the next frame to decode */
  take() {
    return this.#waiting.shift();
  }

  /** Forgets what waits; the next frame taken will be a keyframe that comes after this call. */
  restart() {
    this.dropped += this.#waiting.length;
    this.#waiting.length = 0;
    this.#needsKeyframe = true;
  }
}

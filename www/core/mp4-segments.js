import { VIDEO_TRACK, describeInit, parseMp4Message, startOf, trackOf } from './mp4.js';

/** @typedef {import('./segment.js').Segment} Segment */

/** The segments that the server makes, of MP4. */
export class Mp4Segments {
  /** Ticks a second. */
  #timescale = 1;

  /** @param {ArrayBuffer} data one message in the format `mp4` @returns {Segment[]} */
  read(data) {
    const { kind, captureMicros, bytes } = parseMp4Message(data);
    if (kind === 'left-out') {
      return [{ kind, codec: String.fromCharCode(...bytes) }];
    }
    if (kind === 'init') {
      const { type, timescale } = describeInit(bytes);
      this.#timescale = timescale;
      return [{ kind, type, bytes }];
    }
    if (trackOf(bytes) !== VIDEO_TRACK) {
      return [{ kind: 'sound', bytes }];
    }
    return [{ kind, start: startOf(bytes, this.#timescale), captureMicros, bytes }];
  }
}

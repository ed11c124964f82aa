/**
 * What a `SourceBuffer` is given, whatever the container. An `init` describes the tracks and begins
 * another timeline; `keyframe` and `frame` are one picture each, shown from `start` on (seconds);
 * `left-out` stands in the place of a keyframe that the container has no room for.
 *
 * @typedef {{ kind: 'init', type: string, bytes: Bytes }
 *   | { kind: 'keyframe' | 'frame', start: number, captureMicros: number, bytes: Bytes }
 *   | { kind: 'sound', bytes: Bytes }
 *   | { kind: 'left-out', codec: string }} Segment
 *     `type`: MIME type with codecs; `captureMicros`: µs since 1970 by the server's clock
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * Turns what comes from the server into segments, in order.
 *
 * @typedef {object} Segments
 * @property {(data: ArrayBuffer) => Segment[]} read throws for a message that is malformed
 */

export {};

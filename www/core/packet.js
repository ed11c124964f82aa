/**
 * Media packets (PROTOCOL.md, *Media packet*): a fixed 24-byte header and a payload that browsers
 * decode natively.
 */

export const VERSION = 1;
export const HEADER_BYTES = 24;

/** Tracks. */
export const VIDEO = 0;
export const AUDIO = 1;
/** A PNG, from publishers only. */
export const PICTURE = 2;

/** Flags. */
export const KEYFRAME = 1;
export const CONFIG = 2;
export const DISPOSABLE = 4;

/**
 * @typedef {object} Packet
 * @property {number} track
 * @property {boolean} keyframe decodes with no packet before it but the config
 * @property {boolean} config the payload is a track configuration
 * @property {boolean} disposable no other packet needs it
 * @property {number} sequence
 * @property {number} presentationMicros
 * @property {number} captureMicros µs since 1970 by the server's clock
 * @property {Uint8Array<ArrayBuffer>} payload a view of the buffer that was parsed
 */

/**
 * @typedef {object} TrackConfig
 * @property {string} codec as WebCodecs takes it
 * @property {number} a width, or sample rate
 * @property {number} b height, or number of channels
 * @property {Uint8Array<ArrayBuffer>} description empty when the codec needs none
 */

/** Bytes that are not what PROTOCOL.md says; the message says why. */
export class MalformedPacket extends Error {}

/**
 * @param {ArrayBuffer} buffer one binary WebSocket message
 * @returns {Packet}
 */
export function parsePacket(buffer) {
  if (buffer.byteLength < HEADER_BYTES) {
    throw new MalformedPacket(`a packet of ${buffer.byteLength} bytes has no header`);
  }
  const view = new DataView(buffer);
  if (view.getUint8(0) !== VERSION) {
    throw new MalformedPacket(`unknown version ${view.getUint8(0)}`);
  }
  const flags = view.getUint16(2);
  return {
    track: view.getUint8(1),
    keyframe: (flags & KEYFRAME) !== 0,
    config: (flags & CONFIG) !== 0,
    disposable: (flags & DISPOSABLE) !== 0,
    sequence: view.getUint32(4),
    // A double holds 2^53 µs exactly, which is the year 2255.
    presentationMicros: Number(view.getBigInt64(8)),
    captureMicros: Number(view.getBigInt64(16)),
    payload: new Uint8Array(buffer, HEADER_BYTES),
  };
}

/**
 * @param {Uint8Array<ArrayBuffer>} payload of a config packet
 * @returns {TrackConfig}
 */
export function parseTrackConfig(payload) {
  const codecBytes = payload[0] ?? 0;
  const fixed = 1 + codecBytes + 8;
  if (codecBytes === 0 || payload.length < fixed) {
    throw new MalformedPacket('a track configuration is cut short');
  }
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return {
    codec: String.fromCharCode(...payload.subarray(1, 1 + codecBytes)),
    a: view.getUint32(1 + codecBytes),
    b: view.getUint32(5 + codecBytes),
    description: payload.subarray(fixed),
  };
}

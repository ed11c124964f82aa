import { HEADER_BYTES, VERSION } from '../packet.js';

/** Anything that encoders give, or bytes. @typedef {EncodedVideoChunk | EncodedAudioChunk | Uint8Array} Payload */

/** Writes media packets (PROTOCOL.md, *Media packet*), and numbers them for each track. */
export class PacketWriter {
  /** @type {Map<number, number>} */
  #sequences = new Map();

  /**
   * @param {number} track
   * @param {number} flags
   * @param {number} presentationMicros
   * @param {number} captureMicros µs since 1970 by the server's clock
   * @param {Payload} payload is copied
   * @returns {ArrayBuffer} one binary message
   */
  write(track, flags, presentationMicros, captureMicros, payload) {
    const sequence = this.#sequences.get(track) ?? 0;
    this.#sequences.set(track, (sequence + 1) % 2 ** 32);
    const packet = new ArrayBuffer(HEADER_BYTES + payload.byteLength);
    const view = new DataView(packet);
    view.setUint8(0, VERSION);
    view.setUint8(1, track);
    view.setUint16(2, flags);
    view.setUint32(4, sequence);
    view.setBigInt64(8, BigInt(Math.round(presentationMicros)));
    view.setBigInt64(16, BigInt(Math.round(captureMicros)));
    const body = new Uint8Array(packet, HEADER_BYTES);
    if (payload instanceof Uint8Array) {
      body.set(payload);
    } else {
      payload.copyTo(body);
    }
    return packet;
  }
}

/**
 * The payload of a config packet.
 *
 * @param {string} codec as WebCodecs takes it
 * @param {number} a width, or sample rate
 * @param {number} b height, or number of channels
 * @param {AllowSharedBufferSource} [description] what the decoder needs beside them
 */
export function writeTrackConfig(codec, a, b, description = new Uint8Array()) {
  const extra = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const payload = new Uint8Array(1 + codec.length + 8 + extra.length);
  const view = new DataView(payload.buffer);
  payload[0] = codec.length;
  payload.set(Uint8Array.from(codec, (letter) => letter.charCodeAt(0)), 1);
  view.setUint32(1 + codec.length, a);
  view.setUint32(5 + codec.length, b);
  payload.set(extra, 9 + codec.length);
  return payload;
}

/**
 * The little of WebM (RFC 8794, RFC 9559) that a live stream takes: a header that describes the
 * tracks, and one cluster a packet, which holds one block, so that a player waits for no other.
 */

/** Nanoseconds a tick: times are those of the packets, in µs, as they are. */
const TIMESTAMP_SCALE = 1000;
/** How long a picture lasts when none follows; the next one cuts it short (as in the server's MP4). */
const VIDEO_MICROS = 500_000;
/** The size of an element that ends with the stream (RFC 8794 §6.2). */
const UNKNOWN_SIZE = Uint8Array.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

export const VIDEO_TRACK = 1;
export const AUDIO_TRACK = 2;

/** @typedef {import('./packet.js').TrackConfig} TrackConfig */
/** @typedef {number[] | Uint8Array} Part bytes */

/** @param {string} codec as WebCodecs takes it @returns {string} of Matroska; empty when it is not held here */
function codecId(codec) {
  if (codec === 'vp8') {
    return 'V_VP8';
  }
  if (/^vp09\./.test(codec)) {
    return 'V_VP9';
  }
  return codec === 'opus' ? 'A_OPUS' : '';
}

/** @param {string} codec @returns {boolean} whether WebM as it is written here has room for it */
export function heldByWebm(codec) {
  return codecId(codec) !== '';
}

/**
 * @param {TrackConfig} video whose codec is held
 * @param {TrackConfig} [audio] likewise
 * @returns {Uint8Array<ArrayBuffer>} an initialization segment
 */
export function webmHeader(video, audio) {
  const ebml = element(0x1a45dfa3,
    element(0x4286, uint(1)), element(0x42f7, uint(1)), // EBMLVersion, EBMLReadVersion
    element(0x42f2, uint(4)), element(0x42f3, uint(8)), // EBMLMaxIDLength, EBMLMaxSizeLength
    element(0x4282, utf8('webm')), element(0x4287, uint(4)), element(0x4285, uint(2)));
  const info = element(0x1549a966,
    element(0x2ad7b1, uint(TIMESTAMP_SCALE)), element(0x4d80, utf8('Ström')), element(0x5741, utf8('Ström')));
  const tracks = element(0x1654ae6b, videoTrack(video), ...(audio ? [audioTrack(audio)] : []));
  return join([ebml, uint(0x18538067), UNKNOWN_SIZE, info, tracks]);
}

/**
 * @param {number} track
 * @param {number} micros when it is shown or heard, 0 or more
 * @param {boolean} keyframe
 * @param {Uint8Array} payload
 * @returns {Uint8Array<ArrayBuffer>} a cluster
 */
export function webmCluster(track, micros, keyframe, payload) {
  const duration = track === VIDEO_TRACK ? VIDEO_MICROS : opusMicros(payload);
  return element(0x1f43b675,
    element(0xe7, uint(micros)),
    element(0xa0, // BlockGroup
      // A Block (RFC 9559 §10.1): the track, no time after the cluster's, no lacing.
      element(0xa1, [0x80 | track, 0, 0, 0], payload),
      element(0x9b, uint(duration)),
      // ReferenceBlock 0 (§5.1.3.5.5): needs another block, and does not say which.
      ...(keyframe ? [] : [element(0xfb, [0])])));
}

/** @param {TrackConfig} config */
function videoTrack({ codec, a: width, b: height }) {
  return trackEntry(VIDEO_TRACK, 1, codec,
    element(0xe0, element(0xb0, uint(width)), element(0xba, uint(height))));
}

/** @param {TrackConfig} config */
function audioTrack({ codec, a: rate, b: channels }) {
  const float = new Uint8Array(8);
  new DataView(float.buffer).setFloat64(0, rate);
  // An Opus head (RFC 7845 §5.1). Its pre-skip is 0: who joins does not join at the beginning.
  const head = new Uint8Array(19);
  head.set(utf8('OpusHead'));
  head.set([1, channels], 8);
  new DataView(head.buffer).setUint32(12, rate, true);
  return trackEntry(AUDIO_TRACK, 2, codec,
    element(0x63a2, head), element(0xe1, element(0xb5, float), element(0x9f, uint(channels))));
}

/** @param {number} number @param {number} type 1: picture, 2: sound @param {string} codec @param {...Part} more */
function trackEntry(number, type, codec, ...more) {
  return element(0xae,
    element(0xd7, uint(number)), element(0x73c5, uint(number)), element(0x83, uint(type)),
    element(0x9c, uint(0)), // FlagLacing
    element(0x86, utf8(codecId(codec))), ...more);
}

/** Of the configurations of Opus for speech and hybrid, in µs (RFC 6716 §3.1). */
const LONG_FRAMES = [10_000, 20_000, 40_000, 60_000];

/** @param {Uint8Array} packet of Opus @returns {number} how long it lasts (RFC 6716 §3.1 and §3.2) */
export function opusMicros(packet) {
  if (packet.length === 0) {
    return 0;
  }
  const config = packet[0] >> 3;
  let frame = 2500 << (config & 3);
  if (config < 12) {
    frame = LONG_FRAMES[config & 3];
  } else if (config < 16) {
    frame = LONG_FRAMES[config & 1];
  }
  const frames = [1, 2, 2, (packet[1] ?? 0) & 0x3f][packet[0] & 3];
  return frame * frames;
}

/** @param {number} id with its marker @param {...Part} parts @returns {Uint8Array<ArrayBuffer>} */
function element(id, ...parts) {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return join([uint(id), dataSize(size), ...parts]);
}

/** @param {number} size @returns {Part} in four bytes (RFC 8794 §4), room for 256 MiB */
function dataSize(size) {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, size + 0x1000_0000);
  return four;
}

/** @param {number} value @returns {number[]} big-endian, as short as can be */
function uint(value) {
  const digits = [];
  do {
    digits.unshift(value % 256);
    value = Math.floor(value / 256);
  } while (value > 0);
  return digits;
}

/** @param {string} text @returns {Uint8Array} */
function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {Part[]} parts @returns {Uint8Array<ArrayBuffer>} */
function join(parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

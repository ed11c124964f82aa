/**
 * The little of ISO/IEC 14496-12 that a player of live fragments has to know: which codec, what
 * time scale, and when a fragment is shown.
 */

/**
 * A message in the format `mp4` (PROTOCOL.md, *Sockets*).
 *
 * @typedef {object} Mp4Message
 * @property {'init' | 'keyframe' | 'frame' | 'left-out'} kind `left-out`: the picture's codec is none for MP4
 * @property {number} captureMicros µs since 1970 by the server's clock
 * @property {Uint8Array<ArrayBuffer>} bytes an initialization segment, a movie fragment, or the codec's name
 */

const KINDS = /** @type {const} */ (['init', 'keyframe', 'frame', 'left-out']);
const HEADER_BYTES = 9;

/** @param {ArrayBuffer} buffer @returns {Mp4Message} */
export function parseMp4Message(buffer) {
  const view = new DataView(buffer);
  const kind = buffer.byteLength > HEADER_BYTES ? KINDS[view.getUint8(0)] : undefined;
  if (!kind) {
    throw new Error('not a message of MP4');
  }
  return {
    kind,
    captureMicros: Number(view.getBigInt64(1)),
    bytes: new Uint8Array(buffer, HEADER_BYTES),
  };
}

/** @typedef {{ type: string, body: Uint8Array<ArrayBuffer> }} Box */

/** @param {Uint8Array<ArrayBuffer>} bytes of a container @returns {Generator<Box>} */
function* boxes(bytes) {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = view(bytes).getUint32(at);
    if (size < 8 || at + size > bytes.length) {
      return;
    }
    yield { type: ascii(bytes.subarray(at + 4, at + 8)), body: bytes.subarray(at + 8, at + size) };
    at += size;
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {...string} path @returns {Uint8Array<ArrayBuffer> | null} */
function find(bytes, ...path) {
  for (const { type, body } of boxes(bytes)) {
    if (type === path[0]) {
      return path.length === 1 ? body : find(body, ...path.slice(1));
    }
  }
  return null;
}

/**
 * @param {Uint8Array<ArrayBuffer>} segment an initialization segment
 * @returns {{ type: string, timescale: number }} the MIME type for a `SourceBuffer`, and the ticks a
 *     second of the first track
 */
export function describeInit(segment) {
  const movie = find(segment, 'moov');
  const header = movie && find(movie, 'trak', 'mdia', 'mdhd');
  if (!movie || !header) {
    throw new Error('an initialization segment without a track');
  }
  const codecs = [];
  for (const { type, body } of boxes(movie)) {
    const entries = type === 'trak' ? find(body, 'mdia', 'minf', 'stbl', 'stsd') : null;
    if (entries) {
      codecs.push(codecOf(entries.subarray(8)));
    }
  }
  // mdhd (§8.4.2): version 1 has 64-bit times before the time scale.
  const timescale = view(header).getUint32(header[0] === 1 ? 20 : 12);
  return { type: `video/mp4; codecs="${codecs.join(', ')}"`, timescale };
}

/** @param {Uint8Array<ArrayBuffer>} entries the sample entries of an stsd @returns {string} RFC 6381 */
function codecOf(entries) {
  const [entry] = boxes(entries);
  // A visual sample entry has 78 bytes before its boxes (§12.1.3).
  const configuration = (/** @type {string} */ type) => find(entry.body.subarray(78), type) ?? new Uint8Array();
  switch (entry?.type) {
    case 'avc1': return `avc1.${hex(configuration('avcC').subarray(1, 4))}`;
    case 'vp09': {
      // VP Codec ISO Media File Format Binding: version and flags, profile, level, and the bit depth above chroma and range.
      const [, , , , profile, level, depth] = configuration('vpcC');
      return `vp09.${decimal(profile)}.${decimal(level)}.${decimal(depth >> 4)}`;
    }
    case 'av01': {
      // AV1 Codec ISO Media File Format Binding §2.3.3: the profile above the level, then tier and whether there are more than 8 bits.
      const [, profile, tier] = configuration('av1C');
      return `av01.${profile >> 5}.${decimal(profile & 31)}${tier >> 7 ? 'H' : 'M'}.${tier >> 6 & 1 ? '10' : '08'}`;
    }
    case 'vp08': return 'vp8';
    case 'Opus': return 'opus';
    default: return entry?.type ?? '';
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} fragment
 * @param {number} timescale
 * @returns {number} when its first sample is shown, in seconds; NaN when it does not say
 */
export function startOf(fragment, timescale) {
  // tfdt (§8.8.12): version 1 has a 64-bit time.
  const time = find(fragment, 'moof', 'traf', 'tfdt');
  if (!time) {
    return NaN;
  }
  const ticks = time[0] === 1 ? Number(view(time).getBigUint64(4)) : view(time).getUint32(4);
  return ticks / timescale;
}

/** The track of the picture; the server numbers them. */
export const VIDEO_TRACK = 1;

/** @param {Uint8Array<ArrayBuffer>} fragment @returns {number} NaN when it does not say */
export function trackOf(fragment) {
  // tfhd (§8.8.7): version and flags, then the track.
  const header = find(fragment, 'moof', 'traf', 'tfhd');
  return header ? view(header).getUint32(4) : NaN;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function view(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function ascii(bytes) {
  return String.fromCharCode(...bytes);
}

/** @param {number} n @returns {string} of two digits */
function decimal(n) {
  return String(n).padStart(2, '0');
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase();
}

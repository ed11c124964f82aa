/** ITU-T H.264 table A-1: level_idc, macroblocks a second, macroblocks a picture. */
const LEVELS = [
  [0x1f, 108_000, 3600], [0x20, 216_000, 5120], [0x28, 245_760, 8192], [0x2a, 522_240, 8704],
  [0x32, 589_824, 22_080], [0x33, 983_040, 36_864], [0x34, 2_073_600, 36_864],
];

/**
 * The smallest level of H.264 that a picture fits in: Chromium's encoder refuses larger ones.
 *
 * @param {number} width @param {number} height @param {number} fps
 * @returns {string} the codec for constrained baseline
 */
export function avcCodec(width, height, fps) {
  const macroblocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const level = LEVELS.find(([, rate, size]) => macroblocks <= size && macroblocks * fps <= rate);
  return `avc1.42E0${(level ?? LEVELS[LEVELS.length - 1])[0].toString(16).toUpperCase()}`;
}

/**
 * Levels of VP9 (its bitstream specification, annex A) and AV1 (annex A.3) for what a streamer can
 * choose: luma samples a second, and the name in the codec of each.
 */
const LATER_LEVELS = [
  { samples: 20_736_000, vp9: '30', av1: '04' }, { samples: 36_864_000, vp9: '31', av1: '05' },
  { samples: 83_558_400, vp9: '40', av1: '08' }, { samples: 160_432_128, vp9: '41', av1: '09' },
  { samples: 311_951_360, vp9: '50', av1: '12' }, { samples: Infinity, vp9: '52', av1: '14' },
];

/** @typedef {'h264' | 'vp8' | 'vp9' | 'av1'} Family */

/** @param {Family} family @param {number} width @param {number} height @param {number} fps */
function codecOf(family, width, height, fps) {
  const level = LATER_LEVELS.find(({ samples }) => width * height * fps <= samples) ?? LATER_LEVELS[0];
  switch (family) {
    case 'h264': return avcCodec(width, height, fps);
    case 'vp8': return 'vp8';
    case 'vp9': return `vp09.00.${level.vp9}.08`;
    case 'av1': return `av01.0.${level.av1}M.08`;
  }
}

/**
 * @param {Family} family @param {number} width even @param {number} height even
 * @param {number} fps @param {number} kbps
 * @returns {VideoEncoderConfig}
 */
export function encoderConfig(family, width, height, fps, kbps) {
  return {
    codec: codecOf(family, width, height, fps),
    width, height, bitrate: kbps * 1000, framerate: fps, latencyMode: 'realtime',
    ...(family === 'h264' ? { avc: { format: 'avc' } } : {}),
  };
}

/** What a lively screen needs to look well in H.264, in bits a pixel. */
const BITS_A_PIXEL = 0.09;
/** A screen that moves fast twice as often does not take twice the bits. */
const FULL_RATE = 30;

/**
 * A bitrate that suits a picture of this size, in steps of 100 kbit/s.
 *
 * @param {number} width @param {number} height @param {number} fps
 */
export function suitableKbps(width, height, fps) {
  const rate = Math.min(fps, FULL_RATE) + Math.max(0, fps - FULL_RATE) / 2;
  const kbps = Math.round(width * height * rate * BITS_A_PIXEL / 1000 / 100) * 100;
  return Math.min(12_000, Math.max(300, kbps));
}

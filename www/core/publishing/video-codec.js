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

/** @typedef {'h264' | 'vp8'} Family */

/** Best first: H.264 is played wherever anything is. */
const FAMILIES = /** @type {const} */ (['h264', 'vp8']);

/**
 * @param {Family} family @param {number} width even @param {number} height even
 * @param {number} fps @param {number} kbps
 * @returns {VideoEncoderConfig}
 */
export function encoderConfig(family, width, height, fps, kbps) {
  return {
    codec: family === 'h264' ? avcCodec(width, height, fps) : 'vp8',
    width, height, bitrate: kbps * 1000, framerate: fps, latencyMode: 'realtime',
    ...(family === 'h264' ? { avc: { format: 'avc' } } : {}),
  };
}

/** Pictures that are tried, and how long their encoding may take on a busy machine. */
const TRIED = 6;
const TRIED_MILLIS = 3000;

/**
 * What this browser encodes live. That an encoder is there is not enough: Firefox's for H.264 says
 * yes and then keeps back more than a second of pictures, so each is tried with a few.
 *
 * @returns {Promise<Family | null>} null when there is none
 */
export async function chooseFamily() {
  for (const family of FAMILIES) {
    const config = encoderConfig(family, 320, 240, 30, 300);
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported && await isPrompt(config)) {
      return family;
    }
  }
  return null;
}

/** Whether a picture comes out of the encoder before many have gone in. @param {VideoEncoderConfig} config */
async function isPrompt(config) {
  /** @type {PromiseWithResolvers<boolean>} */
  const { promise, resolve } = Promise.withResolvers();
  const encoder = new VideoEncoder({ output: () => resolve(true), error: () => resolve(false) });
  const timer = setTimeout(() => resolve(false), TRIED_MILLIS);
  encoder.configure(config);
  for (let i = 0; i < TRIED; i++) {
    const frame = blank(config.width, config.height, i * 33_000);
    encoder.encode(frame, { keyFrame: i === 0 });
    frame.close();
  }
  const prompt = await promise;
  clearTimeout(timer);
  if (encoder.state !== 'closed') {
    encoder.close();
  }
  return prompt;
}

/** @param {number} codedWidth @param {number} codedHeight @param {number} timestamp */
function blank(codedWidth, codedHeight, timestamp) {
  return new VideoFrame(new Uint8Array(codedWidth * codedHeight * 3 / 2),
    { format: 'I420', codedWidth, codedHeight, timestamp });
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

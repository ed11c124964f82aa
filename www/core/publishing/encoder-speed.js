import { encoderConfig, suitableKbps } from './video-codec.js';

/** @typedef {import('./video-codec.js').Family} Family */

/** What a browser chooses by itself, best first: H.264 is played wherever anything is. */
const FAMILIES = /** @type {const} */ (['h264', 'vp8']);
/** What a streamer may ask for: fewer bits for the same picture, more work, and not played everywhere. */
const LATER_FAMILIES = /** @type {const} */ (['vp9', 'av1']);

/** Pictures of which one has to come out at once, and how long it may take on a busy machine. */
const PROMPT_PICTURES = 6;
const PROMPT_MILLIS = 3000;

/** Pictures whose encoding is timed; the first ones, which take longest, do not count. */
const TIMED = 14;
const UNCOUNTED = 2;
const TIMED_MILLIS = 5000;
/** Of the time between two pictures, what encoding may take: the machine has other things to do. */
const SHARE = 0.6;

/**
 * What this browser encodes live. That an encoder is there is not enough: Firefox's for H.264 says
 * yes and then keeps back more than a second of pictures, so each is tried with a few.
 *
 * @returns {Promise<Family | null>} null when there is none
 */
export async function chooseFamily() {
  for (const family of FAMILIES) {
    const config = encoderConfig(family, 320, 240, 30, 300);
    if (await isSupported(config) && await isPrompt(config)) {
      return family;
    }
  }
  return null;
}

/** Which of the later codecs this browser encodes at all. @returns {Promise<Family[]>} */
export async function laterFamilies() {
  const supported = await Promise.all(LATER_FAMILIES.map((family) => isSupported(encoderConfig(family, 1280, 720, 30, 2500))));
  return LATER_FAMILIES.filter((_, i) => supported[i]);
}

/**
 * Whether this machine encodes pictures that change all over as fast as they come. Takes a moment.
 *
 * @param {Family} family @param {number} width even @param {number} height even @param {number} fps
 * @returns {Promise<boolean>}
 */
export async function keepsUp(family, width, height, fps) {
  const config = encoderConfig(family, width, height, fps, suitableKbps(width, height, fps));
  const out = await tried(config, (i) => lively(width, height, i, fps), TIMED, TIMED, TIMED_MILLIS);
  return out.length === TIMED && (out[TIMED - 1] - out[UNCOUNTED - 1]) / (TIMED - UNCOUNTED) < SHARE * 1000 / fps;
}

/** @param {VideoEncoderConfig} config @returns {Promise<boolean>} what the browser says */
async function isSupported(config) {
  const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
  return supported === true;
}

/** Whether a picture comes out of the encoder before many have gone in. @param {VideoEncoderConfig} config */
async function isPrompt(config) {
  const out = await tried(config, (i) => blank(config.width, config.height, i * 33_000), PROMPT_PICTURES, 1, PROMPT_MILLIS);
  return out.length > 0;
}

/**
 * Has pictures encoded, and waits for the first of them.
 *
 * @param {VideoEncoderConfig} config
 * @param {(i: number) => VideoFrame} picture
 * @param {number} pictures that go in
 * @param {number} awaited those that are to come out
 * @param {number} millis how long that may take
 * @returns {Promise<number[]>} when each of them came out, in ms; empty when they did not
 */
async function tried(config, picture, pictures, awaited, millis) {
  /** @type {PromiseWithResolvers<number[]>} */
  const { promise, resolve } = Promise.withResolvers();
  const timer = setTimeout(() => resolve([]), millis);
  /** @type {number[]} */
  const out = [];
  const encoder = new VideoEncoder({
    output: () => {
      if (out.length < awaited && out.push(performance.now()) === awaited) {
        resolve(out);
      }
    },
    error: () => resolve([]),
  });
  try {
    encoder.configure(config);
    for (let i = 0; i < pictures; i++) {
      const frame = picture(i);
      encoder.encode(frame, { keyFrame: i === 0 });
      frame.close();
    }
    if (awaited === pictures) {
      // Else the encoder might wait for another one.
      encoder.flush().catch(() => resolve([]));
    }
    return await promise;
  } finally {
    clearTimeout(timer);
    if (encoder.state !== 'closed') {
      encoder.close();
    }
  }
}

/** @param {number} codedWidth @param {number} codedHeight @param {number} timestamp */
function blank(codedWidth, codedHeight, timestamp) {
  return new VideoFrame(new Uint8Array(codedWidth * codedHeight * 3 / 2),
    { format: 'I420', codedWidth, codedHeight, timestamp });
}

/** A picture of slopes and grain that moves and is nowhere as in the one before. @param {number} codedWidth @param {number} codedHeight @param {number} i @param {number} fps */
function lively(codedWidth, codedHeight, i, fps) {
  const pixels = new Uint8Array(codedWidth * codedHeight * 3 / 2).fill(128);
  let grain = i + 1;
  for (let at = 0; at < codedWidth * codedHeight; at++) {
    grain = (Math.imul(grain, 1_664_525) + 1_013_904_223) >>> 0;
    const slope = at % codedWidth + 3 * Math.floor(at / codedWidth) + 9 * i;
    pixels[at] = (slope >> 2 & 127) + (grain >>> 27);
  }
  return new VideoFrame(pixels, { format: 'I420', codedWidth, codedHeight, timestamp: i * 1_000_000 / fps });
}

import { LATER_FAMILIES, encoderConfig, suitableKbps } from './video-codec.js';

/** @typedef {import('./video-codec.js').Family} Family */

/** Pictures that are tried; the first ones, which take longest, do not count. */
const TRIED = 14;
const UNCOUNTED = 2;
const TRIED_MILLIS = 5000;
/** Of the time between two pictures, what encoding may take: the machine has other things to do. */
const SHARE = 0.6;

/** Which of the later codecs this browser encodes at all. @returns {Promise<Family[]>} */
export async function laterFamilies() {
  const answers = await Promise.all(LATER_FAMILIES.map((family) =>
    VideoEncoder.isConfigSupported(encoderConfig(family, 1280, 720, 30, 2500)).catch(() => ({ supported: false }))));
  return LATER_FAMILIES.filter((_, i) => answers[i].supported);
}

/**
 * Whether this machine encodes pictures that change all over as fast as they come. Takes a moment.
 *
 * @param {Family} family @param {number} width even @param {number} height even @param {number} fps
 * @returns {Promise<boolean>}
 */
export async function keepsUp(family, width, height, fps) {
  /** @type {PromiseWithResolvers<number>} */
  const { promise, resolve } = Promise.withResolvers();
  const timer = setTimeout(() => resolve(Infinity), TRIED_MILLIS);
  let begun = 0;
  let out = 0;
  const encoder = new VideoEncoder({
    output: () => {
      out++;
      if (out === UNCOUNTED) {
        begun = performance.now();
      } else if (out === TRIED) {
        resolve((performance.now() - begun) / (TRIED - UNCOUNTED));
      }
    },
    error: () => resolve(Infinity),
  });
  try {
    encoder.configure(encoderConfig(family, width, height, fps, suitableKbps(width, height, fps)));
    for (let i = 0; i < TRIED; i++) {
      const frame = lively(width, height, i, fps);
      encoder.encode(frame);
      frame.close();
    }
    encoder.flush().catch(() => resolve(Infinity));
    return await promise < SHARE * 1000 / fps;
  } finally {
    clearTimeout(timer);
    if (encoder.state !== 'closed') {
      encoder.close();
    }
  }
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

import { RATIO } from '../../core/composing/layout.js';
import { preferring } from './devices.js';

/** @typedef {import('../../core/composing/scene.js').Source} Kind */
/** @typedef {{ height: number, fps: number }} Wanted the largest picture, and pictures a second */

/**
 * Lets the person choose what to show; the browser asks.
 *
 * @param {Kind} kind
 * @param {Wanted} wanted
 * @param {string} device id of a webcam; empty for whichever the browser takes
 * @returns {Promise<MediaStream>} with one track of video, and perhaps the sound of what is shared
 */
export async function chooseSource(kind, wanted, device) {
  const { mediaDevices } = navigator;
  const video = constraints(kind, wanted);
  const stream = kind === 'camera'
    ? await mediaDevices.getUserMedia({ video: { ...video, ...preferring(device) } })
    // This very page would be shown in itself, and in that again.
    : await mediaDevices.getDisplayMedia(/** @type {DisplayMediaStreamOptions} */ (
      { video, audio: true, systemAudio: 'include', selfBrowserSurface: 'exclude', surfaceSwitching: 'include' }));
  // Sharp letters, or smooth movement, where the browser has to choose.
  stream.getVideoTracks()[0].contentHint = kind === 'camera' ? 'motion' : 'detail';
  return stream;
}

/** A camera has sizes to choose from; a screen is made smaller. @param {Kind} kind @param {Wanted} wanted @returns {MediaTrackConstraints} */
export function constraints(kind, { height, fps }) {
  const width = Math.round(height * RATIO);
  return kind === 'camera'
    ? { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: fps } }
    : { width: { max: width }, height: { max: height }, frameRate: { max: fps } };
}

/** @type {Record<string, import('../words.js').Key>} */
const PROBLEMS = {
  NotAllowedError: 'studio.not-allowed',
  AbortError: 'studio.not-allowed',
  NotFoundError: 'studio.not-found',
  NotReadableError: 'studio.not-readable',
};

/** @param {unknown} error of `chooseSource` @returns {import('../words.js').Key} a sentence for the person */
export function problemOf(error) {
  return PROBLEMS[error instanceof DOMException ? error.name : ''] ?? 'problem.other';
}

import { CanvasPlayer } from './canvas-player.js';
import { Mp4Segments } from './mp4-segments.js';
import { MsePlayer } from './mse-player.js';
import { WebmSegments } from './webm-segments.js';
import { heldByWebm } from './webm.js';

/**
 * What a player needs of the page around it.
 *
 * @typedef {object} PlayerHooks
 * @property {import('./server-clock.js').ServerClock} clock
 * @property {() => void} needKeyframe nothing can be shown before the media starts anew
 * @property {(presentationMicros: number) => void} shown a frame was put on the screen
 * @property {(reason: Error) => void} unsupported this player cannot play this stream
 * @property {(codec: string) => void} unplayable what is sent now cannot be played in this way, what comes later may be
 * @property {(packet: import('./packet.js').Packet) => void} [audio] a packet of sound
 * @property {() => void} [audible] the video element has sound
 */

/** @typedef {CanvasPlayer | MsePlayer} Player */
/** `webm` is made of packets here. @typedef {'packets' | 'mp4' | 'webm'} PlayerFormat */

/**
 * The ways to play, best first, that this browser has on this page.
 *
 * @returns {PlayerFormat[]}
 */
export function formats() {
  /** @type {PlayerFormat[]} */
  const found = [];
  if ('VideoDecoder' in globalThis) {
    found.push('packets');
  }
  if ('MediaSource' in globalThis) {
    found.push('mp4', 'webm');
  }
  return found;
}

/**
 * @param {PlayerFormat} format
 * @param {string} codec of a picture
 * @returns {boolean} whether a container has room for it, and this browser plays it from there
 */
export function holds(format, codec) {
  switch (format) {
    case 'packets': return true;
    case 'mp4': return codec !== 'vp8';
    case 'webm': return heldByWebm(codec) && MediaSource.isTypeSupported(`video/webm; codecs="${codec}"`);
  }
}

/** @param {PlayerFormat} format @returns {import('./wire.js').Format} what the server is asked for */
export function formatOnWire(format) {
  return format === 'webm' ? 'packets' : format;
}

/**
 * @param {PlayerFormat} format
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLVideoElement} video
 * @param {PlayerHooks} hooks
 * @returns {Player}
 */
export function createPlayer(format, canvas, video, hooks) {
  switch (format) {
    case 'packets': return new CanvasPlayer(canvas, hooks);
    case 'mp4': return new MsePlayer(video, new Mp4Segments(), hooks);
    case 'webm': return new MsePlayer(video, new WebmSegments(), hooks);
  }
}

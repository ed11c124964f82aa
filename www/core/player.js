import { CanvasPlayer } from './canvas-player.js';
import { MsePlayer } from './mse-player.js';

/**
 * What a player needs of the page around it.
 *
 * @typedef {object} PlayerHooks
 * @property {import('./server-clock.js').ServerClock} clock
 * @property {() => void} needKeyframe nothing can be shown before the media starts anew
 * @property {(presentationMicros: number) => void} shown a frame was put on the screen
 * @property {(reason: Error) => void} unsupported this player cannot play this stream
 * @property {() => void} unplayable what is sent now cannot be played in this way, what comes later may be
 * @property {(packet: import('./packet.js').Packet) => void} [audio] a packet of sound
 * @property {() => void} [audible] the video element has sound
 */

/** @typedef {CanvasPlayer | MsePlayer} Player */
/** @typedef {'packets' | 'mp4'} PlayerFormat */

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
    found.push('mp4');
  }
  return found;
}

/**
 * @param {PlayerFormat} format
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLVideoElement} video
 * @param {PlayerHooks} hooks
 * @returns {Player}
 */
export function createPlayer(format, canvas, video, hooks) {
  return format === 'packets' ? new CanvasPlayer(canvas, hooks) : new MsePlayer(video, hooks);
}

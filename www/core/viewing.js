import { ChannelSocket } from './channel-socket.js';
import { createPlayer, formatOnWire, formats, holds } from './player.js';
import { ServerClock } from './server-clock.js';
import { ChannelSound } from './sound/channel-sound.js';

/** @typedef {import('./player.js').Player} Player */
/** @typedef {import('./player.js').PlayerFormat} PlayerFormat */

/** The media is not asked to start anew more often than this. */
const RESTART_MILLIS = 1000;

/**
 * @typedef {object} ViewingEvents
 * @property {(message: import('./wire.js').ServerMessage) => void} message
 * @property {(state: import('./channel-socket.js').SocketState, code: number) => void} connection
 * @property {() => void} shown a frame was put on the screen
 * @property {(format: PlayerFormat) => void} format how it is played from here on
 * @property {() => void} unsupported nothing here can play the stream as it is, until `shown` comes again
 */

/**
 * One channel being watched: the socket, the clock and the player together. Falls back to the next
 * way of playing when one cannot play the stream.
 */
export class Viewing {
  clock = new ServerClock();
  sound;
  /** The person stopped the picture. */
  paused = false;
  /** Nobody can see the picture. */
  #resting = false;
  #canvas;
  #video;
  #events;
  #formats;
  #socket;
  /** @type {Player | null} */
  #player = null;
  #restartedAt = -Infinity;
  #restartTimer = 0;

  /**
   * @param {string} url of the channel's socket
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLVideoElement} video
   * @param {ViewingEvents} events
   * @param {PlayerFormat[]} [wanted] ways to play, best first
   */
  constructor(url, canvas, video, events, wanted = formats()) {
    this.#canvas = canvas;
    this.#video = video;
    this.sound = new ChannelSound(video);
    this.#events = events;
    this.#formats = wanted;
    this.#socket = new ChannelSocket(url, 'none', {
      message: (message) => this.#receive(message),
      media: (data) => this.#play(data),
      state: events.connection,
    }, () => this.clock.ask());
  }

  start() {
    this.#choose();
    this.#socket.start();
  }

  stop() {
    this.#socket.stop();
    this.#player?.close();
    this.sound.close();
  }

  /** The page is put away, and may come back with `retryNow`. */
  leave() {
    this.#socket.pause();
  }

  retryNow() {
    this.#socket.retryNow();
  }

  /** @param {string} text @returns {boolean} whether it went out */
  say(text) {
    return this.#socket.state === 'open' && this.#socket.send({ type: 'say', text });
  }

  pause() {
    this.#change(() => {
      this.paused = true;
    });
  }

  /** Plays on from the newest keyframe; what passed meanwhile is gone. */
  resume() {
    this.#change(() => {
      this.paused = false;
    });
  }

  /** Saves the network and the battery while nobody can see the picture. @param {boolean} on */
  rest(on) {
    this.#change(() => {
      this.#resting = on;
    });
  }

  get #stopped() {
    return this.paused || this.#resting;
  }

  /** @param {() => void} set changes what decides whether media is wanted */
  #change(set) {
    const before = this.#stopped;
    set();
    if (before !== this.#stopped) {
      if (before) {
        this.#player?.reset();
      }
      this.sound.rest(!before);
      this.#socket.send({ type: 'play', on: before });
    }
  }

  /** @returns {import('./meter.js').Statistics | undefined} */
  statistics() {
    return this.#player?.statistics();
  }

  /** @param {PlayerFormat} [format] the best way to play that is left, unless given */
  #choose(format = this.#formats[0]) {
    this.#player?.close();
    this.#player = null;
    this.#socket.format = format ? formatOnWire(format) : 'none';
    if (!format) {
      this.#events.unsupported();
      return;
    }
    this.#player = createPlayer(format, this.#canvas, this.#video, {
      clock: this.clock,
      needKeyframe: () => this.#restartMedia(),
      shown: (presentationMicros) => {
        this.sound.shown(presentationMicros);
        this.#events.shown();
      },
      audio: (packet) => this.sound.push(packet),
      audible: () => this.sound.audible(),
      unplayable: (codec) => {
        const other = this.#formats.find((other) => other !== format && holds(other, codec));
        if (other) {
          this.#choose(other);
          this.#socket.restart();
        } else {
          this.#events.unsupported();
        }
      },
      unsupported: () => {
        this.#formats = this.#formats.filter((other) => other !== format);
        this.#choose();
        this.#socket.restart();
      },
    });
    this.#events.format(format);
  }

  /** @param {ArrayBuffer} data */
  #play(data) {
    if (this.#stopped) {
      return;
    }
    try {
      this.#player?.push(data);
    } catch (error) {
      // One bad packet is passed over; if others need it, the decoder says so.
      console.warn(error);
    }
  }

  /** @param {import('./wire.js').ServerMessage} message */
  #receive(message) {
    if (message.type === 'time') {
      this.clock.receive(message);
      return;
    }
    if (message.type === 'welcome') {
      this.#player?.reset();
      this.sound.reset();
      if (this.#stopped) {
        this.#socket.send({ type: 'play', on: false });
      }
    }
    this.#events.message(message);
  }

  /** Stops and resumes the media, which makes the server begin with a keyframe. */
  #restartMedia() {
    clearTimeout(this.#restartTimer);
    const wait = this.#restartedAt + RESTART_MILLIS - performance.now();
    if (wait > 0) {
      this.#restartTimer = Number(setTimeout(() => this.#restartMedia(), wait));
      return;
    }
    this.#restartedAt = performance.now();
    if (!this.#stopped) {
      this.#socket.send({ type: 'play', on: false });
      this.#socket.send({ type: 'play', on: true });
    }
  }
}

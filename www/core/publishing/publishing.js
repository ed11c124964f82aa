import { ChannelSocket } from '../channel-socket.js';
import { Meter } from '../meter.js';
import { CONFIG, PICTURE, VIDEO } from '../packet.js';
import { ServerClock } from '../server-clock.js';
import { CongestionControl } from './congestion-control.js';
import { PacketWriter } from './packet-writer.js';
import { SizeControl } from './size-control.js';
import { SoundSender } from './sound-sender.js';
import { Thumbnail } from './thumbnail.js';
import { VideoSender } from './video-sender.js';

/** Often enough to notice a full line at once, and below the ten messages a second that the server allows. */
const ASK_MILLIS = 125;
const THUMBNAIL_MILLIS = 5000;
/** What may wait in the browser for the line, beside what CongestionControl sees: half a second of it. */
const LEAST_BUFFER_BYTES = 128 * 1024;
const BUFFER_SECONDS = 0.5;

/**
 * @typedef {object} PublishingSettings
 * @property {import('./video-codec.js').Family} family
 * @property {number} fps
 * @property {number} kbps at most
 */

/**
 * @typedef {object} PublishingEvents
 * @property {(message: import('../wire.js').ServerMessage) => void} message
 * @property {(state: import('../channel-socket.js').SocketState, code: number) => void} connection
 * @property {(scale: number, cause: 'line' | 'machine' | null) => void} scale pictures are to come smaller by this, as line or
 *     machine cannot keep up; 1 and null when they can again
 * @property {(error: Error) => void} failed the encoder gave up, and so did the stream
 */

/**
 * @typedef {object} PublishingFigures
 * @property {number} fps frames sent a second
 * @property {number} kbps sent
 * @property {number} targetKbps what the encoder is asked for
 * @property {number} dropped pictures left out since the start
 * @property {number} roundTripMillis 0 when it is not known
 * @property {number} width
 * @property {number} height
 */

/** One clock for everything here: ms since 1970 that never go back. */
const now = () => performance.timeOrigin + performance.now();

/** A stream from start to stop, over as many connections as it takes. */
export class Publishing {
  #socket;
  #clock = new ServerClock();
  #writer = new PacketWriter();
  #meter = new Meter();
  #thumbnail = new Thumbnail();
  #congestion;
  #size;
  #video;
  #sound;
  #stopAsking;
  #thumbnailAt = -Infinity;
  #events;

  /**
   * @param {string} url of the publisher's socket
   * @param {PublishingSettings} settings
   * @param {import('./worker-timers.js').WorkerTimers} timers
   * @param {PublishingEvents} events
   */
  constructor(url, { family, fps, kbps }, timers, events) {
    this.#events = events;
    this.#congestion = new CongestionControl(kbps, now());
    this.#size = new SizeControl(kbps, fps, now());
    this.#video = new VideoSender(family, fps, {
      send: (...packet) => this.#send(...packet),
      mayCapture: () => this.#congestion.mayCapture(now()) && this.#socket.bufferedAmount < this.#mostBuffered,
      kbps: () => this.#congestion.kbps,
      now: () => performance.now(),
      captureMicros: () => this.#clock.now(),
      failed: (error) => {
        this.stop();
        events.failed(error);
      },
      Encoder: VideoEncoder,
    });
    this.#sound = new SoundSender({
      send: (...packet) => this.#send(...packet),
      now: () => performance.now(),
      serverMicros: () => this.#clock.now(),
    });
    this.#socket = new ChannelSocket(url, null, {
      message: (message) => this.#receive(message),
      media: () => {},
      state: (state, code) => {
        if (state !== 'open') {
          this.#video.disconnected();
          this.#sound.disconnected();
        }
        events.connection(state, code);
      },
    }, () => this.#ask(), { after: (...wanted) => timers.after(...wanted), cancel: (timer) => timers.cancel(timer) });
    this.#stopAsking = timers.every(ASK_MILLIS, () => this.#beat());
    this.#socket.start();
  }

  stop() {
    this.#stopAsking();
    this.#socket.stop();
    this.#video.close();
    this.#sound.close();
  }

  retryNow() {
    this.#socket.retryNow();
  }

  /** @param {VideoFrame} frame is taken over @param {number} ageMillis since it was taken */
  take(frame, ageMillis) {
    this.#video.take(frame, ageMillis);
  }

  /** @param {import('./sound-sender.js').Chunk} chunk of sound */
  hear(chunk) {
    if (this.#sound.take(chunk)) {
      // Players of MP4 begin anew when a track is added.
      this.#video.requestKeyframe();
    }
  }

  /** @param {string} text @returns {boolean} whether it went out */
  say(text) {
    return this.#socket.state === 'open' && this.#socket.send({ type: 'say', text });
  }

  /** @returns {PublishingFigures} */
  figures() {
    const at = now();
    return {
      fps: this.#meter.fps(at),
      kbps: this.#meter.kbps(at),
      targetKbps: this.#congestion.kbps,
      dropped: this.#video.dropped,
      roundTripMillis: this.#congestion.roundTripMillis,
      width: this.#video.width,
      height: this.#video.height,
    };
  }

  get #mostBuffered() {
    return Math.max(LEAST_BUFFER_BYTES, this.#congestion.kbps * 125 * BUFFER_SECONDS);
  }

  /** @param {import('../wire.js').ServerMessage} message */
  #receive(message) {
    switch (message.type) {
      case 'time':
        this.#clock.receive(message);
        this.#congestion.answered(message.sent / 1000, now());
        return;
      case 'keyframe':
        this.#video.requestKeyframe();
        return;
      case 'welcome':
        this.#congestion.reconnected(now());
        // Sound first, so that players hear of both tracks before the first picture.
        this.#sound.connected();
        this.#video.connected();
        break;
    }
    this.#events.message(message);
  }

  #ask() {
    const question = this.#clock.ask();
    this.#congestion.asked(question.sent / 1000);
    return question;
  }

  #beat() {
    if (this.#socket.state !== 'open') {
      return;
    }
    this.#socket.send(this.#ask());
    this.#video.again();
    const at = now();
    const { width, height, encoded, behind } = this.#video;
    if (this.#size.observe(at, { width, height, encoded, behind, kbps: this.#congestion.kbps })) {
      this.#events.scale(this.#size.scale, this.#size.cause);
    }
    if (at - this.#thumbnailAt > THUMBNAIL_MILLIS && this.#video.picture && this.#congestion.mayCapture(at)) {
      this.#thumbnailAt = at;
      this.#sendThumbnail(this.#video.picture);
    }
  }

  /** @param {VideoFrame} picture */
  async #sendThumbnail(picture) {
    const captured = this.#clock.now();
    const png = await this.#thumbnail.png(picture, this.#congestion.kbps).catch(() => null);
    if (png) {
      this.#send(PICTURE, 0, performance.now() * 1000, captured, png);
    }
  }

  /** @type {import('./video-sender.js').Outlet['send']} */
  #send(track, flags, presentationMicros, captureMicros, payload) {
    const packet = this.#writer.write(track, flags, presentationMicros, captureMicros, payload);
    if (this.#socket.sendMedia(packet)) {
      this.#congestion.sent(packet.byteLength);
      this.#meter.received(now(), packet.byteLength);
      if (track === VIDEO && !(flags & CONFIG)) {
        this.#meter.shown(now(), NaN);
      }
    }
  }
}

import { CONFIG, KEYFRAME, VIDEO } from '../packet.js';
import { writeTrackConfig } from './packet-writer.js';
import { encoderConfig } from './video-codec.js';

/** A picture more than that in the encoder, and the machine is behind: the next one is left out. */
const MOST_IN_ENCODER = 2;
/** Newcomers get all frames since the last keyframe, so that it must not lie long back. */
const KEYFRAME_MILLIS = 4000;
/** The encoder is told of another bitrate when it differs by more than this part, … */
const BITRATE_STEP = 0.08;
/** … and not again before so long. */
const BITRATE_MILLIS = 500;
/** Without a new picture for so long the last one is sent again, … */
const IDLE_MILLIS = 180;
/** … so often: a screen that stands still becomes sharp. */
const REFINEMENTS = 6;
/** So many failures with no frame between them, and it is of no use to begin anew. */
const HOPELESS_FAILURES = 3;
/** A browser may ask for no less. */
const LEAST_SIDE = 16;

/**
 * What the sender needs of what is around it.
 *
 * @typedef {object} Outlet
 * @property {(track: number, flags: number, presentationMicros: number, captureMicros: number, payload: import('./packet-writer.js').Payload) => void} send
 * @property {() => boolean} mayCapture whether the line takes another picture
 * @property {() => number} kbps to aim for
 * @property {() => number} now ms of a clock that never goes back
 * @property {() => number} captureMicros now, by the server's clock
 * @property {(error: Error) => void} failed
 * @property {new (init: VideoEncoderInit) => VideoEncoder} Encoder
 */

/**
 * Encodes pictures and sends them while there is a connection, which begins with the config and a
 * keyframe. Pictures are left out before they are encoded: a frame cannot be, as the next one
 * builds on it.
 */
export class VideoSender {
  /** Pictures that were left out because line or machine were behind, … */
  dropped = 0;
  /** … of them those for which the machine was, … */
  behind = 0;
  /** … and those that were not left out. */
  encoded = 0;
  width = 0;
  height = 0;
  #family;
  #fps;
  #outlet;
  /** @type {VideoEncoder | null} */
  #encoder = null;
  #kbps = 0;
  #kbpsAt = 0;
  #connected = false;
  /** The newest picture. @type {VideoFrame | null} */
  #picture = null;
  #pictureAt = 0;
  #pictureMicros = 0;
  #encodedAt = -Infinity;
  #keyframeAt = -Infinity;
  #keyframeWanted = false;
  /** What is encoded is of no use before the next keyframe. */
  #needsKeyframe = true;
  #refinements = 0;
  #lastMicros = 0;
  /** Presentation time to capture time of what is in the encoder. @type {Map<number, number>} */
  #captured = new Map();
  /** The config that was sent last on this connection, and the one that holds. */
  #sentConfig = '';
  /** @type {Uint8Array | null} */
  #config = null;
  #failures = 0;

  /** @param {import('./video-codec.js').Family} family @param {number} fps @param {Outlet} outlet */
  constructor(family, fps, outlet) {
    this.#family = family;
    this.#fps = fps;
    this.#outlet = outlet;
  }

  /** Frames go out from now on. */
  connected() {
    this.#connected = true;
    this.#sentConfig = '';
    this.#needsKeyframe = true;
    this.#keyframeWanted = true;
    this.again();
  }

  disconnected() {
    this.#connected = false;
  }

  requestKeyframe() {
    this.#keyframeWanted = true;
  }

  /** The newest picture, to look at before anything else is called. @returns {VideoFrame | null} */
  get picture() {
    return this.#picture;
  }

  /** Takes a new picture over. @param {VideoFrame} frame @param {number} [ageMillis] since it was taken */
  take(frame, ageMillis = 0) {
    this.#picture?.close();
    this.#picture = frame;
    this.#pictureAt = this.#outlet.now();
    this.#pictureMicros = this.#outlet.captureMicros() - ageMillis * 1000;
    this.#refinements = REFINEMENTS;
    this.#offer();
  }

  /** Time passes: sends the last picture again where there is reason to. */
  again() {
    const idle = this.#outlet.now() - Math.max(this.#encodedAt, this.#pictureAt) > IDLE_MILLIS;
    if (this.#picture && idle && (this.#keyframeWanted || this.#refinements > 0)) {
      this.#refinements--;
      this.#pictureMicros = this.#outlet.captureMicros();
      this.#offer();
    }
  }

  /** Ends for good. */
  close() {
    this.#connected = false;
    this.#picture?.close();
    this.#picture = null;
    this.#closeEncoder();
  }

  #offer() {
    if (!this.#connected || !this.#picture) {
      return;
    }
    const now = this.#outlet.now();
    const behind = (this.#encoder?.encodeQueueSize ?? 0) > MOST_IN_ENCODER;
    if (behind || !this.#outlet.mayCapture()) {
      this.dropped++;
      this.behind += behind ? 1 : 0;
      return;
    }
    try {
      this.#encode(this.#picture, now);
    } catch (error) {
      this.#failed(/** @type {Error} */ (error));
    }
  }

  /** @param {VideoFrame} picture @param {number} now */
  #encode(picture, now) {
    const encoder = this.#prepare(picture, now);
    const keyFrame = this.#keyframeWanted || now - this.#keyframeAt > KEYFRAME_MILLIS;
    // Two pictures in the same µs would be one to a player.
    const timestamp = Math.max(Math.round(now * 1000), this.#lastMicros + 1);
    this.#lastMicros = timestamp;
    this.#captured.set(timestamp, this.#pictureMicros);
    // An odd side loses its last line, which keeps every other pixel as sharp as it is.
    const { x, y } = picture.visibleRect ?? { x: 0, y: 0 };
    const visibleRect = { x, y, width: this.width, height: this.height };
    const frame = new VideoFrame(picture, { timestamp, visibleRect, displayWidth: this.width, displayHeight: this.height });
    encoder.encode(frame, { keyFrame });
    frame.close();
    this.encoded++;
    this.#encodedAt = now;
    if (keyFrame) {
      this.#keyframeAt = now;
      this.#keyframeWanted = false;
    }
  }

  /** Opens the encoder, or gives it another size or bitrate. @param {VideoFrame} picture @param {number} now */
  #prepare(picture, now) {
    const even = (/** @type {number} */ side) => Math.max(LEAST_SIDE, side & ~1);
    const width = even(picture.visibleRect?.width ?? picture.codedWidth);
    const height = even(picture.visibleRect?.height ?? picture.codedHeight);
    const kbps = this.#outlet.kbps();
    const resized = width !== this.width || height !== this.height;
    const otherRate = Math.abs(kbps - this.#kbps) > this.#kbps * BITRATE_STEP && now - this.#kbpsAt > BITRATE_MILLIS;
    let encoder = this.#encoder;
    if (!encoder || encoder.state === 'closed') {
      encoder = this.#open();
    } else if (!resized && !otherRate) {
      return encoder;
    }
    if (resized || encoder.state === 'unconfigured') {
      this.#keyframeWanted = true;
    }
    this.width = width;
    this.height = height;
    this.#kbps = kbps;
    this.#kbpsAt = now;
    encoder.configure(encoderConfig(this.#family, width, height, this.#fps, kbps));
    return encoder;
  }

  #open() {
    const encoder = new this.#outlet.Encoder({
      output: (chunk, metadata) => encoder === this.#encoder && this.#encoded(chunk, metadata),
      error: (error) => encoder === this.#encoder && this.#failed(error),
    });
    this.#encoder = encoder;
    return encoder;
  }

  /** @param {EncodedVideoChunk} chunk @param {EncodedVideoChunkMetadata} [metadata] */
  #encoded(chunk, metadata) {
    this.#failures = 0;
    const captured = this.#captured.get(chunk.timestamp) ?? this.#outlet.captureMicros();
    this.#captured.delete(chunk.timestamp);
    const decoder = metadata?.decoderConfig;
    if (decoder) {
      this.#config = writeTrackConfig(decoder.codec, decoder.codedWidth ?? this.width,
        decoder.codedHeight ?? this.height, decoder.description);
    }
    const fresh = this.#config !== null && String(this.#config) !== this.#sentConfig;
    if (!this.#connected) {
      return;
    }
    if (chunk.type !== 'key' && (fresh || this.#needsKeyframe)) {
      this.#needsKeyframe = true;
      this.#keyframeWanted = true;
      return;
    }
    if (fresh && this.#config) {
      this.#outlet.send(VIDEO, CONFIG, chunk.timestamp, captured, this.#config);
      this.#sentConfig = String(this.#config);
    }
    this.#needsKeyframe = false;
    this.#outlet.send(VIDEO, chunk.type === 'key' ? KEYFRAME : 0, chunk.timestamp, captured, chunk);
  }

  /** @param {Error} error */
  #failed(error) {
    this.#closeEncoder();
    if (++this.#failures >= HOPELESS_FAILURES) {
      this.#connected = false;
      this.#outlet.failed(error);
    }
  }

  #closeEncoder() {
    const encoder = this.#encoder;
    this.#encoder = null;
    this.#captured.clear();
    this.#needsKeyframe = true;
    this.#keyframeWanted = true;
    if (encoder && encoder.state !== 'closed') {
      encoder.close();
    }
  }
}

import { Meter } from './meter.js';
import { PacketQueue } from './packet-queue.js';
import { AUDIO, VIDEO, parsePacket, parseTrackConfig } from './packet.js';

/** @typedef {import('./packet.js').TrackConfig} TrackConfig */
/** @typedef {import('./player.js').PlayerHooks} PlayerHooks */

/** So many frames are in the decoder at once: enough to keep it busy, few enough to skip the rest. */
const IN_DECODER = 4;
/** While more than this waits, a newcomer is catching up, and late frames are not worth drawing … */
const CATCHING_UP = 3;
/** … but one now and then is, so that the picture never stands still for longer. */
const LONGEST_STILL_MILLIS = 250;
/** An animation frame that has not come by then will not: the page is hidden. */
const LATE_ANIMATION_MILLIS = 60;
/** So many failures with no picture between them mean that this browser cannot play the stream. */
const HOPELESS_FAILURES = 3;

/**
 * Plays media packets with WebCodecs on a canvas, each frame as soon as it is decoded: nothing is
 * buffered for smoothness. The canvas has the picture's own size and keeps the last frame.
 */
export class CanvasPlayer {
  kind = 'WebCodecs';
  #canvas;
  #context;
  #hooks;
  #meter = new Meter();
  #queue = new PacketQueue();
  /** @type {VideoDecoder | null} */
  #decoder = null;
  /** @type {TrackConfig | null} */
  #config = null;
  /** Presentation time to capture time, for the frames in the decoder. @type {Map<number, number>} */
  #captured = new Map();
  /** Decoded and not yet drawn. @type {VideoFrame | null} */
  #next = null;
  #animation = 0;
  #animationAskedAt = 0;
  #drawnAt = -Infinity;
  #failures = 0;
  #closed = false;

  /** @param {HTMLCanvasElement} canvas @param {PlayerHooks} hooks */
  constructor(canvas, hooks) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) {
      throw new Error('no 2d context');
    }
    this.#canvas = canvas;
    this.#context = context;
    this.#hooks = hooks;
  }

  /** @param {ArrayBuffer} data one binary message */
  push(data) {
    const packet = parsePacket(data);
    this.#meter.received(performance.now(), data.byteLength);
    if (packet.track === AUDIO) {
      this.#hooks.audio?.(packet);
    } else if (packet.track !== VIDEO) {
      return;
    } else if (packet.config) {
      this.#configure(parseTrackConfig(packet.payload));
    } else {
      if (!this.#queue.offer(packet)) {
        this.#hooks.needKeyframe();
      }
      this.#feed();
    }
  }

  /** Forgets what is under way, as before media starts again; the picture stays. */
  reset() {
    this.#queue.restart();
    this.#meter.reset();
    this.#discardNext();
    this.#start();
  }

  close() {
    this.#closed = true;
    this.#discardNext();
    this.#stopDecoder();
  }

  /** @returns {import('./meter.js').Statistics} */
  statistics() {
    const now = performance.now();
    const waiting = this.#queue.length + (this.#decoder?.decodeQueueSize ?? 0);
    const fps = this.#meter.fps(now);
    return {
      decoder: this.kind,
      codec: this.#config?.codec ?? '',
      width: this.#canvas.width,
      height: this.#canvas.height,
      fps,
      kbps: this.#meter.kbps(now),
      latencyMillis: this.#meter.latency(0.5),
      latencyP95Millis: this.#meter.latency(0.95),
      bufferMillis: waiting === 0 ? 0 : fps ? waiting * 1000 / fps : NaN,
      dropped: this.#queue.dropped,
    };
  }

  /** @param {TrackConfig} config */
  #configure(config) {
    const same = this.#config && this.#decoder && isSame(config, this.#config);
    this.#config = config;
    if (!same) {
      // Frames of the old configuration that still wait are of no use: a keyframe follows.
      this.#queue.restart();
      this.#start();
    }
  }

  #start() {
    this.#stopDecoder();
    const config = this.#config;
    if (!config || this.#closed) {
      return;
    }
    const decoder = new VideoDecoder({
      output: (frame) => this.#decoded(frame, decoder),
      error: (error) => this.#failed(error, decoder),
    });
    this.#decoder = decoder;
    decoder.addEventListener('dequeue', () => this.#feed());
    try {
      decoder.configure({
        codec: config.codec,
        codedWidth: config.a,
        codedHeight: config.b,
        optimizeForLatency: true,
        ...(config.description.length ? { description: config.description } : {}),
      });
    } catch (error) {
      this.#failed(/** @type {DOMException} */ (error), decoder);
    }
  }

  #stopDecoder() {
    this.#captured.clear();
    if (this.#decoder && this.#decoder.state !== 'closed') {
      this.#decoder.close();
    }
    this.#decoder = null;
  }

  #feed() {
    const decoder = this.#decoder;
    while (decoder?.state === 'configured' && decoder.decodeQueueSize < IN_DECODER) {
      const packet = this.#queue.take();
      if (!packet) {
        return;
      }
      this.#captured.set(packet.presentationMicros, packet.captureMicros);
      decoder.decode(new EncodedVideoChunk({
        type: packet.keyframe ? 'key' : 'delta',
        timestamp: packet.presentationMicros,
        data: packet.payload,
      }));
    }
  }

  /** @param {VideoFrame} frame @param {VideoDecoder} from */
  #decoded(frame, from) {
    const now = performance.now();
    const late = this.#queue.length + from.decodeQueueSize > CATCHING_UP
      && now - this.#drawnAt < LONGEST_STILL_MILLIS;
    if (from !== this.#decoder || late) {
      this.#captured.delete(frame.timestamp);
      frame.close();
      return;
    }
    this.#failures = 0;
    this.#discardNext();
    this.#next = frame;
    if (this.#animation && now - this.#animationAskedAt > LATE_ANIMATION_MILLIS) {
      cancelAnimationFrame(this.#animation);
      this.#draw();
    } else if (!this.#animation) {
      this.#animationAskedAt = now;
      this.#animation = requestAnimationFrame(() => this.#draw());
    }
  }

  #draw() {
    this.#animation = 0;
    const frame = this.#next;
    if (!frame) {
      return;
    }
    const { displayWidth: width, displayHeight: height } = frame;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#context.drawImage(frame, 0, 0, width, height);
    this.#drawnAt = performance.now();
    const captured = this.#captured.get(frame.timestamp);
    const known = captured !== undefined && this.#hooks.clock.known;
    this.#meter.shown(this.#drawnAt, known ? (this.#hooks.clock.now() - captured) / 1000 : NaN);
    const presentation = frame.timestamp;
    this.#discardNext();
    this.#hooks.shown(presentation);
  }

  #discardNext() {
    if (this.#next) {
      this.#captured.delete(this.#next.timestamp);
      this.#next.close();
      this.#next = null;
    }
  }

  /** @param {DOMException} error @param {VideoDecoder} from */
  #failed(error, from) {
    if (from !== this.#decoder || this.#closed) {
      return;
    }
    this.#failures++;
    if (error.name === 'NotSupportedError' || this.#failures >= HOPELESS_FAILURES) {
      this.#hooks.unsupported(error);
      return;
    }
    this.#queue.restart();
    this.#start();
    this.#hooks.needKeyframe();
  }
}

/** @param {TrackConfig} a @param {TrackConfig} b */
function isSame(a, b) {
  return a.codec === b.codec && a.a === b.a && a.b === b.b
    && a.description.length === b.description.length
    && a.description.every((byte, i) => byte === b.description[i]);
}

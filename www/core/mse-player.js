import { LiveEdge } from './live-edge.js';
import { Meter } from './meter.js';
import { StrayTimes } from './stray-times.js';

/** @typedef {import('./segment.js').Segment} Segment */
/** @typedef {Exclude<Segment, { kind: 'left-out' }>} Appendable */
/** @typedef {import('./player.js').PlayerHooks} PlayerHooks */

/** Segments that wait for the source buffer; more means that it stands still. */
const FULL = 600;
/** Played media is kept so long, and thrown away in steps, because each removal stops appending. */
const KEEP_SECONDS = 5;
const TRIM_SECONDS = 20;
/** After a jump the position is this far before the newest frame. */
const BEHIND_EDGE_SECONDS = 0.03;

/**
 * Plays segments of MP4 or WebM through Media Source Extensions in a `<video>`, for browsers and pages
 * without WebCodecs (a page over plain HTTP on a network address, for one).
 */
export class MsePlayer {
  kind = 'MSE';
  #video;
  #segments;
  #hooks;
  #meter = new Meter();
  #edge = new LiveEdge();
  #times = new StrayTimes();
  /** The source being opened or open. @type {MediaSource | null} */
  #source = null;
  /** @type {SourceBuffer | null} */
  #buffer = null;
  #type = '';
  /** @type {Appendable[]} */
  #waiting = [];
  #needsKeyframe = true;
  /** @type {Appendable | null} */
  #appending = null;
  /** Frames that were appended, oldest first, to measure latency. @type {{ start: number, captured: number }[]} */
  #frames = [];
  #newest = 0;
  #dropped = 0;
  #ticker = 0;

  /**
   * @param {HTMLVideoElement} video
   * @param {import('./segment.js').Segments} segments read what is pushed
   * @param {PlayerHooks} hooks
   */
  constructor(video, segments, hooks) {
    this.#video = video;
    this.#segments = segments;
    this.#hooks = hooks;
    const tick = () => {
      this.#measure();
      this.#ticker = requestAnimationFrame(tick);
    };
    this.#ticker = requestAnimationFrame(tick);
  }

  /** @param {ArrayBuffer} data one binary message */
  push(data) {
    this.#meter.received(performance.now(), data.byteLength);
    for (const segment of this.#segments.read(data)) {
      if (segment.kind === 'left-out') {
        this.#hooks.unplayable(segment.codec);
        return;
      }
      this.#take(segment);
    }
    this.#append();
  }

  /** @param {Appendable} segment */
  #take(segment) {
    if (segment.kind === 'init') {
      this.#waiting.length = 0;
      this.#needsKeyframe = true;
      this.#times.reset();
      this.#waiting.push(segment);
    } else if ((segment.kind === 'keyframe' || segment.kind === 'frame') && !this.#fits(segment.start)) {
      this.#dropped++;
    } else if (this.#needsKeyframe && segment.kind !== 'keyframe') {
      this.#dropped++;
    } else if (this.#waiting.length >= FULL) {
      this.#dropped += this.#waiting.length;
      this.#waiting.length = 0;
      this.#needsKeyframe = true;
      this.#hooks.needKeyframe();
    } else {
      this.#needsKeyframe = false;
      this.#waiting.push(segment);
    }
  }

  /**
   * A frame whose time does not go on from the others is left out, and what depends on it; when all others
   * are like it, the source begins anew with them.
   *
   * @param {number} start @returns {boolean}
   */
  #fits(start) {
    switch (this.#times.offer(start)) {
      case 'well': return true;
      case 'stray':
        this.#needsKeyframe = true;
        this.#hooks.needKeyframe();
        return false;
      case 'anew':
        this.#fail();
        return false;
    }
  }

  reset() {
    this.#times.reset();
    this.#waiting.length = 0;
    this.#needsKeyframe = true;
    this.#meter.reset();
    this.#edge.reset();
  }

  close() {
    cancelAnimationFrame(this.#ticker);
    this.#detach();
  }

  /** @returns {import('./meter.js').Statistics} */
  statistics() {
    const now = performance.now();
    const { buffered, currentTime } = this.#video;
    return {
      decoder: this.kind,
      codec: /codecs="(.*)"/.exec(this.#type)?.[1] ?? '',
      width: this.#video.videoWidth,
      height: this.#video.videoHeight,
      fps: this.#meter.fps(now),
      kbps: this.#meter.kbps(now),
      latencyMillis: this.#meter.latency(0.5),
      latencyP95Millis: this.#meter.latency(0.95),
      bufferMillis: buffered.length ? Math.max(0, buffered.end(buffered.length - 1) - currentTime) * 1000 : NaN,
      dropped: this.#dropped + (this.#video.getVideoPlaybackQuality?.().droppedVideoFrames ?? 0),
    };
  }

  #append() {
    const segment = this.#waiting[0];
    if (!segment || this.#appending || this.#buffer?.updating) {
      return;
    }
    if (segment.kind === 'init' && !this.#use(segment.type)) {
      return;
    }
    if (!this.#buffer) {
      return;
    }
    this.#waiting.shift();
    this.#appending = segment;
    try {
      this.#buffer.appendBuffer(segment.bytes);
    } catch {
      // The source buffer is full or its element failed: a new one takes the next segment.
      this.#fail();
    }
  }

  /** Makes the source buffer fit an initialization segment. @param {string} type of it */
  #use(type) {
    if (type.includes('opus')) {
      this.#hooks.audible?.();
    }
    if (this.#source && type === this.#type) {
      return this.#buffer !== null && this.#isCleared(this.#buffer);
    }
    this.#detach();
    this.#type = type;
    if (!MediaSource.isTypeSupported(type)) {
      this.#waiting.length = 0;
      this.#hooks.unsupported(new Error(type));
      return false;
    }
    const source = new MediaSource();
    this.#source = source;
    source.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(this.#video.src);
      if (source !== this.#source) {
        return;
      }
      const buffer = source.addSourceBuffer(type);
      this.#buffer = buffer;
      buffer.addEventListener('updateend', () => buffer === this.#buffer && this.#appended(buffer));
      buffer.addEventListener('error', () => buffer === this.#buffer && this.#fail());
      this.#append();
    }, { once: true });
    this.#video.src = URL.createObjectURL(source);
    return false;
  }

  /**
   * Another segment begins another timeline, of a publisher that came back for one, which may lie
   * before or among what is buffered; played together, the picture jumps between the two. The last
   * frame stays on the screen until the next one.
   *
   * @param {SourceBuffer} buffer @returns {boolean} false while what it held is being removed
   */
  #isCleared(buffer) {
    if (buffer.buffered.length === 0) {
      return true;
    }
    this.#frames.length = 0;
    this.#edge.reset();
    buffer.remove(0, Infinity);
    return false;
  }

  #detach() {
    this.#source = null;
    this.#buffer = null;
    this.#appending = null;
    this.#frames.length = 0;
    if (this.#video.hasAttribute('src')) {
      this.#video.removeAttribute('src');
      this.#video.load();
    }
  }

  #fail() {
    this.reset();
    this.#detach();
    this.#hooks.needKeyframe();
  }

  /** @param {SourceBuffer} buffer */
  #appended(buffer) {
    const segment = this.#appending;
    this.#appending = null;
    if (segment?.kind === 'keyframe' || segment?.kind === 'frame') {
      this.#newest = segment.start;
      this.#frames.push({ start: segment.start, captured: segment.captureMicros });
      this.#chase(buffer);
    }
    const { currentTime } = this.#video;
    if (buffer.buffered.length && currentTime - buffer.buffered.start(0) > TRIM_SECONDS) {
      buffer.remove(0, currentTime - KEEP_SECONDS);
    } else {
      this.#append();
    }
  }

  /** @param {SourceBuffer} buffer */
  #chase(buffer) {
    const video = this.#video;
    const ranges = buffer.buffered;
    if (ranges.length === 0) {
      return;
    }
    const start = ranges.start(ranges.length - 1);
    const margin = this.#newest - video.currentTime;
    const { rate, seek } = this.#edge.observe(margin);
    if (video.currentTime < start || margin < -1 || (seek && this.#waiting.length === 0)) {
      video.currentTime = Math.max(start, this.#newest - BEHIND_EDGE_SECONDS);
      this.#edge.reset();
    }
    if (video.playbackRate !== rate) {
      video.playbackRate = rate;
    }
    if (video.paused) {
      // Refused only until a person has touched the page, and then the next frame tries again.
      video.play().catch(() => {});
    }
  }

  /** Finds the frame that is on the screen now and takes its latency. */
  #measure() {
    let shown;
    while (this.#frames.length && this.#frames[0].start <= this.#video.currentTime) {
      shown = this.#frames.shift();
    }
    if (shown && !this.#video.seeking) {
      const { clock } = this.#hooks;
      this.#meter.shown(
        performance.now(), clock.known ? (clock.now() - shown.captured) / 1000 : NaN);
      this.#hooks.shown(shown.start * 1e6);
    }
  }
}

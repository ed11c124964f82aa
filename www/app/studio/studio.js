import { api, publishUrl } from '../../core/api.js';
import { picturesOf } from '../../core/publishing/pictures-of.js';
import { Publishing } from '../../core/publishing/publishing.js';
import { suitableKbps } from '../../core/publishing/video-codec.js';
import { WorkerTimers } from '../../core/publishing/worker-timers.js';
import { one } from '../dom.js';
import { chooseSource, constraints, problemOf } from './source.js';

/** @typedef {import('./source.js').Kind} Kind */
/** @typedef {{ height: number, fps: number, kbps: number }} Quality `kbps` 0 for what suits the picture */

/**
 * `empty`: nothing to show. `ready`: a preview. The others are a stream: `connecting`, `live`, and
 * `waiting` for a lost server.
 *
 * @typedef {'empty' | 'ready' | 'connecting' | 'live' | 'waiting'} State
 */

/**
 * @typedef {object} StudioEvents
 * @property {(state: State) => void} state
 * @property {(problem: import('../words.js').Key) => void} problem for the person to read
 * @property {(stream: MediaStream | null) => void} shared what is shown now, perhaps with sound
 * @property {(message: import('../../core/wire.js').ServerMessage) => void} message
 */

/**
 * What a close code says to who streams (PROTOCOL.md, *Close codes*).
 *
 * @type {Record<number, import('../words.js').Key>}
 */
const ENDED = { 4001: 'studio.taken-over', 4005: 'studio.ended-by-admin', 4006: 'problem.banned' };

/** What is shown, and the stream of it. */
export class Studio {
  /** @type {State} */
  state = 'empty';
  /** @type {Kind | null} */
  kind = null;
  #video = one('.stage video', HTMLVideoElement);
  #timers = new WorkerTimers();
  #family;
  #events;
  /** @type {Quality} */
  #quality = { height: 720, fps: 30, kbps: 0 };
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {Publishing | null} */
  #publishing = null;
  #stopPictures = () => {};

  /** @param {Promise<import('../../core/publishing/video-codec.js').Family | null>} family @param {StudioEvents} events */
  constructor(family, events) {
    this.#family = family;
    this.#events = events;
    addEventListener('online', () => this.#publishing?.retryNow());
    addEventListener('beforeunload', (event) => this.#publishing && event.preventDefault());
  }

  /** @param {Quality} quality holds from the next start on; the preview follows at once */
  quality(quality) {
    this.#quality = quality;
    const track = this.#stream?.getVideoTracks()[0];
    if (track && this.kind) {
      // A source that cannot do so stays as it is.
      track.applyConstraints(constraints(this.kind, quality)).catch(() => {});
    }
  }

  /** Chooses what is shown, also in the middle of a stream. @param {Kind} kind */
  async choose(kind) {
    let stream;
    try {
      stream = await chooseSource(kind, this.#quality);
    } catch (error) {
      this.#events.problem(problemOf(error));
      return;
    }
    this.#release();
    this.#stream = stream;
    this.#events.shared(stream);
    this.kind = kind;
    this.#video.srcObject = stream;
    await this.#video.play().catch(() => {});
    const [track] = stream.getVideoTracks();
    track.addEventListener('ended', () => stream === this.#stream && this.#ended());
    if (this.#publishing) {
      this.#show();
    }
    this.#enter(this.#publishing ? this.state : 'ready');
  }

  async start() {
    if (this.state !== 'ready') {
      return;
    }
    this.#enter('connecting');
    const family = await this.#family;
    if (!family || !this.#stream) {
      this.#enter(this.#stream ? 'ready' : 'empty');
      this.#events.problem('studio.no-encoder');
      return;
    }
    const { fps, kbps, height } = this.#quality;
    const { videoWidth, videoHeight } = this.#video;
    this.#publishing = new Publishing(publishUrl(location), {
      family, fps, kbps: kbps || suitableKbps(videoWidth || height * 16 / 9, videoHeight || height, fps),
    }, this.#timers, {
      message: this.#events.message,
      connection: (state, code) => this.#connection(state, code),
      failed: () => this.#end('studio.encoder-failed'),
    });
    this.#show();
  }

  /** Ends the stream; the preview stays. */
  stop() {
    this.#publishing?.stop();
    this.#end();
  }

  /** @param {import('../../core/publishing/sound-sender.js').Chunk} chunk of sound */
  hear(chunk) {
    this.#publishing?.hear(chunk);
  }

  /** @param {string} text @returns {boolean} whether it went out */
  say(text) {
    return this.#publishing?.say(text) ?? false;
  }

  figures() {
    return this.#publishing?.figures();
  }

  /** Hands the pictures of the present source to the stream. */
  #show() {
    const track = this.#stream?.getVideoTracks()[0];
    this.#stopPictures();
    if (track) {
      this.#stopPictures = picturesOf(track, this.#video, this.#quality.fps, this.#timers,
        (frame) => this.#publishing ? this.#publishing.take(frame) : frame.close());
    }
  }

  /** @param {import('../../core/channel-socket.js').SocketState} state @param {number} code */
  #connection(state, code) {
    switch (state) {
      case 'open': this.#enter('live'); break;
      case 'connecting': break;
      case 'waiting':
        this.#enter('waiting');
        this.#checkSession();
        break;
      case 'closed':
        if (code !== 1000) {
          this.#end(ENDED[code] ?? 'watch.closed');
        }
    }
  }

  /** A stream that is refused because the session has ended would be refused again. */
  async #checkSession() {
    const user = await api.me().catch(() => undefined);
    if (user === null && this.#publishing) {
      this.#publishing.stop();
      this.#end('studio.signed-out');
    }
  }

  /** What was shown has ended by the person's own hand: by the browser's button, or a window that was closed. */
  #ended() {
    this.#release();
    if (this.#publishing) {
      this.#publishing.stop();
      this.#end('studio.source-ended');
    } else {
      this.#enter('empty');
    }
  }

  /** @param {import('../words.js').Key} [why] */
  #end(why) {
    this.#stopPictures();
    this.#publishing = null;
    this.#enter(this.#stream ? 'ready' : 'empty');
    if (why) {
      this.#events.problem(why);
    }
  }

  #release() {
    this.#stopPictures();
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#events.shared(null);
    this.#video.srcObject = null;
    this.kind = null;
  }

  /** @param {State} state */
  #enter(state) {
    this.state = state;
    this.#events.state(state);
  }
}

import { api, publishUrl } from '../../core/api.js';
import { Publishing } from '../../core/publishing/publishing.js';
import { suitableKbps } from '../../core/publishing/video-codec.js';
import { WorkerTimers } from '../../core/publishing/worker-timers.js';
import { Mixer } from './mixer.js';

/** @typedef {import('../../core/publishing/video-codec.js').Family} Family */
/** @typedef {{ height: number, fps: number, kbps: number, family: Family | null }} Quality `kbps` 0 for what suits the picture, `family` null for what suits the browser */

/**
 * `empty`: nothing to show. `ready`: a preview. The others are a stream: `connecting`, `live`, and
 * `waiting` for a lost server.
 *
 * @typedef {'empty' | 'ready' | 'connecting' | 'live' | 'waiting'} State
 */

/**
 * @typedef {object} StudioEvents
 * @property {(state: State) => void} state also when sources or scene changed
 * @property {(problem: import('../words.js').Key) => void} problem for the person to read
 * @property {(stream: MediaStream | null) => void} shared what is shown now, perhaps with sound
 * @property {(cause: 'line' | 'machine' | null) => void} smaller why the picture is smaller than chosen; null when it is not
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
  mixer;
  #timers = new WorkerTimers();
  #family;
  #events;
  /** @type {Quality} */
  #quality = { height: 720, fps: 30, kbps: 0, family: null };
  /** @type {Publishing | null} */
  #publishing = null;

  /** @param {HTMLCanvasElement} canvas shows what goes out @param {Promise<Family | null>} family that suits the browser @param {StudioEvents} events */
  constructor(canvas, family, events) {
    this.#family = family;
    this.#events = events;
    this.mixer = new Mixer(canvas, this.#timers, {
      frame: (frame, ageMillis) => this.#publishing ? this.#publishing.take(frame, ageMillis) : frame.close(),
      changed: () => this.#enter(this.#publishing ? this.state : this.#idle),
      ended: () => this.#publishing && !this.mixer.shows && events.problem('studio.source-gone'),
      problem: events.problem,
      shared: events.shared,
    });
    this.state = this.#idle;
    addEventListener('online', () => this.#publishing?.retryNow());
    addEventListener('beforeunload', (event) => this.#publishing && event.preventDefault());
  }

  /** @param {Quality} quality holds from the next start on; the preview follows at once */
  quality(quality) {
    this.#quality = quality;
    this.mixer.quality(quality);
  }

  async start() {
    if (this.state !== 'ready') {
      return;
    }
    this.#enter('connecting');
    const family = this.#quality.family ?? await this.#family;
    if (!family) {
      this.#enter(this.#idle);
      this.#events.problem('studio.no-encoder');
      return;
    }
    const { fps, kbps } = this.#quality;
    const { width, height } = this.mixer.layout;
    this.#publishing = new Publishing(publishUrl(location), {
      family, fps, kbps: kbps || suitableKbps(width, height, fps),
    }, this.#timers, {
      message: this.#events.message,
      connection: (state, code) => this.#connection(state, code),
      scale: (scale, cause) => {
        this.mixer.scale(scale);
        this.#events.smaller(cause);
      },
      failed: () => this.#end('studio.encoder-failed'),
    });
    this.mixer.live(true);
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

  /** @returns {State} while there is no stream */
  get #idle() {
    return this.mixer.shows ? 'ready' : 'empty';
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

  /** @param {import('../words.js').Key} [why] */
  #end(why) {
    this.#publishing = null;
    this.mixer.live(false);
    this.#events.smaller(null);
    this.#enter(this.#idle);
    if (why) {
      this.#events.problem(why);
    }
  }

  /** @param {State} state */
  #enter(state) {
    this.state = state;
    this.#events.state(state);
  }
}

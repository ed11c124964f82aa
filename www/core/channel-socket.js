import { Backoff } from './backoff.js';
import { BROWSER } from './surroundings.js';
import { parseMessage } from './wire.js';

/** @typedef {import('./wire.js').ServerMessage} ServerMessage */
/** @typedef {import('./wire.js').ViewerMessage} ViewerMessage */

/**
 * `connecting`: an attempt is under way. `open`: welcomed. `waiting`: lost, and tried again after a
 * while. `closed`: over; trying again would not help.
 *
 * ```
 * connecting --welcome--> open
 *     |                     |
 *     +------- lost --------+--> waiting --time or retryNow()--> connecting
 *     +---- refused for good --> closed
 * ```
 *
 * @typedef {'connecting' | 'open' | 'waiting' | 'closed'} SocketState
 */

/**
 * @typedef {object} SocketEvents
 * @property {(message: ServerMessage) => void} message
 * @property {(data: ArrayBuffer) => void} media
 * @property {(state: SocketState, code: number) => void} state `code`: the last close code, 0 for none
 */

/** @typedef {import('./surroundings.js').Surroundings} Surroundings */

/** `WebSocket.OPEN`, which not every place that tests run in has. */
const OPEN = 1;

/** Close codes after which nothing would be better on another attempt (PROTOCOL.md, *Close codes*). */
const FOR_GOOD = new Set([1002, 1007, 1008, 1009, 4001, 4003, 4005, 4006]);
/** The server let this viewer go for being too slow: give the network a moment. */
const TOO_SLOW = 1013;
const TOO_SLOW_MILLIS = 4000;
/** In place of a close code: the server answers requests and opens no socket, so something on the way stops them. */
export const BLOCKED = 426;
/** So many sockets in a row that never opened, while the server is well. */
const BLOCKED_SOCKETS = 2;
/** Soon after the welcome the clock is asked often, to find a short round trip. */
const FIRST_BEATS_MILLIS = [0, 150, 400, 900, 2000];
const BEAT_MILLIS = 8000;
/** Every beat is answered; silence for longer than this is a dead connection that no one told us of. */
const SILENCE_MILLIS = 20_000;
/** The same when there is reason for doubt: longer than an answer waits behind pictures on a slow line. */
const DOUBT_MILLIS = 4000;

/**
 * A viewer's or publisher's connection to a channel, kept up for as long as it is wanted: it comes
 * back by itself, and a viewer's tells the server the last line of chat that it has.
 */
export class ChannelSocket {
  /** How the media is wanted, from the next connection on; null for a publisher. @type {import('./wire.js').Format | null} */
  format;
  /** @type {SocketState} */
  state = 'waiting';
  #url;
  #events;
  #around;
  #beat;
  #backoff;
  /** @type {WebSocket | null} */
  #socket = null;
  #lastChat = 0;
  #retryTimer = 0;
  /** Sockets in a row that never opened, while the server said that it is well. */
  #unopened = 0;
  #opened = false;
  #well = true;
  /** Only the answer to the last question counts. */
  #asked = 0;
  #beatTimer = 0;
  #beats = 0;
  #heard = 0;
  #answers = 0;
  #doubtTimer = 0;

  /**
   * @param {string} url
   * @param {import('./wire.js').Format | null} format
   * @param {SocketEvents} events
   * @param {() => ViewerMessage} beat the message that keeps the connection alive and is answered
   * @param {Partial<Surroundings>} [around]
   */
  constructor(url, format, events, beat, around = {}) {
    this.#url = url;
    this.format = format;
    this.#events = events;
    this.#beat = beat;
    this.#around = { ...BROWSER, ...around };
    this.#backoff = new Backoff(this.#around.random);
  }

  /** Connects, unless it is connected already. */
  start() {
    if (this.#socket) {
      return;
    }
    this.#around.cancel(this.#retryTimer);
    this.#enter('connecting', 0);
    const socket = this.#around.open(this.#url);
    this.#socket = socket;
    this.#heard = this.#around.now();
    this.#opened = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.#opened = true;
      if (this.format) {
        this.send({ type: 'hello', format: this.format, since: this.#lastChat });
      }
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#lost(code);
    this.#scheduleBeat();
  }

  /** Leaves for good. */
  stop() {
    this.#detach()?.close(1000);
    this.#around.cancel(this.#retryTimer);
    this.#enter('closed', 1000);
  }

  /** Lets go of the connection until `retryNow`, as a page does that the browser puts away. */
  pause() {
    if (this.state === 'closed') {
      return;
    }
    this.#detach()?.close(1000);
    this.#around.cancel(this.#retryTimer);
    this.#enter('waiting', 0);
  }

  /**
   * The network or the person is back: tries at once instead of waiting, or finds out whether a connection
   * that was open is still there. A phone that slept, or changed networks, is told of nothing.
   */
  retryNow() {
    if (this.state === 'waiting') {
      this.#backoff.reset();
      this.#comeBack();
    } else if (this.state === 'open') {
      this.#doubt();
    }
  }

  /** What came before the sleep may be heard only now: nothing but an answer counts. */
  #doubt() {
    const answers = this.#answers;
    this.send(this.#beat());
    this.#around.cancel(this.#doubtTimer);
    this.#doubtTimer = this.#around.after(DOUBT_MILLIS, () => {
      if (this.#answers === answers) {
        this.restart();
      }
    });
  }

  /**
   * Connects once the server answers a plain request. A WebSocket that finds nobody costs more than
   * that: after a few, Firefox makes every further one wait, for up to a minute.
   */
  #comeBack() {
    this.#around.cancel(this.#retryTimer);
    const asked = ++this.#asked;
    this.#around.ask((reachable, well) => {
      if (asked !== this.#asked || this.state !== 'waiting') {
        return;
      }
      this.#well = well;
      if (reachable) {
        this.start();
      } else {
        this.#wait(0);
      }
    });
  }

  /** @param {number} more ms, beyond what the number of attempts asks for */
  #wait(more) {
    this.#retryTimer = this.#around.after(more + this.#backoff.next(), () => this.#comeBack());
  }

  /** Drops the connection and makes a new one, as when the format changes. */
  restart() {
    this.#detach()?.close(1000);
    this.start();
  }

  /** @param {ViewerMessage} message @returns {boolean} whether it went out */
  send(message) {
    if (this.#socket?.readyState !== OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** @param {ArrayBuffer} packet @returns {boolean} whether it went out */
  sendMedia(packet) {
    if (this.#socket?.readyState !== OPEN) {
      return false;
    }
    this.#socket.send(packet);
    return true;
  }

  /** Bytes that wait in this browser for the line. */
  get bufferedAmount() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    this.#heard = this.#around.now();
    if (typeof data !== 'string') {
      this.#events.media(data);
      return;
    }
    const message = parseMessage(data);
    if (message?.type === 'welcome') {
      this.#backoff.reset();
      this.#enter('open', 0);
      this.#beats = 0;
      this.#scheduleBeat();
    } else if (message?.type === 'time') {
      this.#answers++;
    } else if (message?.type === 'chat') {
      this.#lastChat = message.messages.reduce((last, line) => Math.max(last, line.id), this.#lastChat);
    }
    if (message) {
      this.#events.message(message);
    }
  }

  #scheduleBeat() {
    this.#around.cancel(this.#beatTimer);
    const wait = this.state === 'open' ? FIRST_BEATS_MILLIS[this.#beats++] ?? BEAT_MILLIS : BEAT_MILLIS;
    this.#beatTimer = this.#around.after(wait, () => {
      if (this.#around.now() - this.#heard > SILENCE_MILLIS) {
        this.#detach()?.close();
        this.#lost(1006);
        return;
      }
      if (this.state === 'open') {
        this.send(this.#beat());
      }
      this.#scheduleBeat();
    });
  }

  /** Lets go of the present socket, so that what it still says is not heard. */
  #detach() {
    const socket = this.#socket;
    this.#socket = null;
    this.#around.cancel(this.#beatTimer);
    this.#around.cancel(this.#doubtTimer);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
    }
    return socket;
  }

  /** @param {number} code */
  #lost(code) {
    this.#detach();
    if (FOR_GOOD.has(code)) {
      this.#enter('closed', code);
      return;
    }
    this.#unopened = this.#opened || !this.#well ? 0 : this.#unopened + 1;
    this.#wait(code === TOO_SLOW ? TOO_SLOW_MILLIS : 0);
    this.#enter('waiting', this.#unopened >= BLOCKED_SOCKETS ? BLOCKED : code);
  }

  /** @param {SocketState} state @param {number} code */
  #enter(state, code) {
    this.state = state;
    this.#events.state(state, code);
  }
}

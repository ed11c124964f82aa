import { isOnlyEmoji, mentions } from '../core/text-parts.js';
import { make, one, setText } from './dom.js';
import { hueOf, timeOfDay } from './format.js';
import { linked } from './linked-text.js';
import { t } from './words.js';

/** @typedef {import('../core/wire.js').ChatLine} ChatLine */

/** Who has a mark beside the name. @type {Record<string, import('./words.js').Key>} */
const MARKS = { streamer: 'chat.streamer', moderator: 'chat.moderator', admin: 'chat.admin' };
/** Older lines leave the page. */
const MOST_LINES = 400;
/** So near the end, one still follows. */
const AT_END_PIXELS = 40;

/** The lines of the chat. It follows the newest until one reads back, and then waits. */
export class ChatLog {
  #log = one('.chat-log', HTMLElement);
  #newBar = one('.chat-new', HTMLElement);
  #newButton = one('.chat-new button', HTMLButtonElement);
  #streamer;
  #user = '';
  #last = 0;
  #unread = 0;
  #follows = true;
  /** @type {((line: HTMLElement) => Node) | null} */
  #extra = null;

  /** @param {string} streamer */
  constructor(streamer) {
    this.#streamer = streamer.toLowerCase();
    this.#log.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = this.#log;
      this.#follows = scrollHeight - scrollTop - clientHeight < AT_END_PIXELS;
      if (this.#follows) {
        this.#unread = 0;
        this.#showUnread();
      }
    }, { passive: true });
    this.#newButton.addEventListener('click', () => this.toEnd());
    // A log that becomes lower (a keyboard comes up, a window shrinks) stays at its end.
    new ResizeObserver(() => this.#follows && this.toEnd()).observe(this.#log);
  }

  /** @param {string} user who reads, empty for nobody */
  reader(user) {
    this.#user = user;
  }

  /** @param {ChatLine[]} lines oldest first; those that are here already are passed over */
  add(lines) {
    const fresh = lines.filter(({ id }) => id > this.#last);
    if (fresh.length === 0) {
      return;
    }
    this.#last = fresh[fresh.length - 1].id;
    this.#log.append(...fresh.map((line) => this.#decorate(this.#render(line), this.#extra)));
    if (this.#follows) {
      while (this.#log.childElementCount > MOST_LINES) {
        this.#log.firstElementChild?.remove();
      }
      this.toEnd();
    } else {
      this.#unread += fresh.length;
      this.#showUnread();
    }
  }

  /** @param {number[]} ids of lines that were taken away */
  remove(ids) {
    const gone = new Set(ids.map(String));
    for (const line of [...this.#log.children]) {
      if (line instanceof HTMLElement && gone.has(line.dataset.id ?? '')) {
        const focused = line.contains(document.activeElement);
        line.remove();
        if (focused) {
          this.#log.focus();
        }
      }
    }
  }

  /**
   * Puts something at the end of each line, those to come too; null for nothing any more.
   *
   * @param {((line: HTMLElement) => Node) | null} extra
   */
  decorate(extra) {
    for (const line of this.#log.querySelectorAll('.chat-line')) {
      line.querySelector('.line-extra')?.remove();
      this.#decorate(/** @type {HTMLElement} */ (line), extra);
    }
    this.#extra = extra;
  }

  /** @param {HTMLElement} line @param {((line: HTMLElement) => Node) | null} extra */
  #decorate(line, extra) {
    if (extra) {
      line.append(make('span', { class: 'line-extra' }, extra(line)));
    }
    return line;
  }

  toEnd() {
    this.#follows = true;
    this.#unread = 0;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#showUnread();
  }

  #showUnread() {
    this.#newBar.hidden = this.#unread === 0;
    setText(this.#newButton, t('chat.new', { n: this.#unread }));
  }

  /** @param {ChatLine} line */
  #render({ id, name, role = '', text, at }) {
    // An admin's own channel has a streamer like others.
    const mark = name.toLowerCase() === this.#streamer ? 'streamer' : role;
    const element = make('p', {
      class: isOnlyEmoji(text) ? 'chat-line only-emoji' : 'chat-line',
      'data-id': String(id),
      'data-name': name,
      'data-mention': mentions(text, this.#user),
    },
    make('time', { datetime: new Date(at).toISOString() }, timeOfDay(at)),
    ...(Object.hasOwn(MARKS, mark) ? [make('span', { class: 'mark', 'data-role': mark }, t(MARKS[mark])), ' '] : []),
    make('bdi', { class: 'name' }, name), ' ',
    make('span', { class: 'text', dir: 'auto' }, ...linked(text)));
    element.style.setProperty('--hue', String(hueOf(name)));
    return element;
  }
}

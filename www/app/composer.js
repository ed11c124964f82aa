import { serverNow } from '../core/server-time.js';
import { characters, isVisible } from '../core/text-parts.js';
import { MAX_CHAT_LENGTH } from '../core/wire.js';
import { icon, one, setText } from './dom.js';
import { setUpEmoji } from './emoji.js';
import { span } from './format.js';
import { signInUrl } from './session.js';
import { t } from './words.js';

/** How many characters are left is told from here on. */
const TELL_LEFT = 60;

/** @type {Record<string, import('./words.js').Key>} */
const NOTICES = {
  'slow-down': 'notice.slow-down',
  'too-long': 'notice.too-long',
  'sign-in': 'notice.sign-in',
  'banned': 'notice.banned',
  'timed-out': 'notice.timed-out',
  'slow-mode': 'notice.slow-mode',
  'followers-only': 'notice.followers-only',
  'too-new': 'notice.too-new',
  'blocked-words': 'notice.blocked-words',
};

/** Where one writes in the chat; for those who are not signed in, the way to sign in. */
export class Composer {
  #form = one('.composer', HTMLFormElement);
  #field = one('textarea', HTMLTextAreaElement, this.#form);
  #said = one('output', HTMLOutputElement, this.#form);
  #signIn = one('.chat-sign-in', HTMLElement);
  #silence = one('.chat-silent', HTMLElement);
  #say;
  #user = '';
  #silent = 0;
  #silentTimer = 0;
  /** What was sent last, given back when the server refuses it. */
  #sent = '';

  /** @param {(text: string) => boolean} say sends a line; false when there is no connection */
  constructor(say) {
    this.#say = say;
    const emoji = one('[data-action="emoji"]', HTMLButtonElement, this.#form);
    emoji.append(icon('emoji'));
    one('[type="submit"]', HTMLButtonElement, this.#form).append(icon('send'));
    one('a', HTMLAnchorElement, this.#signIn).href = signInUrl('sign-in');
    setUpEmoji(emoji, this.#field);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener('keydown', (event) => {
      // Enter ends a word in an input method; only a plain one sends.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      } else if (event.key === 'Escape') {
        this.#field.blur();
      }
    });
    this.#field.addEventListener('input', () => this.#written());
  }

  /** @param {string} user who is signed in, empty for nobody */
  user(user) {
    this.#user = user;
    this.#signIn.hidden = user !== '';
    this.standing(0);
  }

  /** @param {number} silent until when the user may not write, ms since 1970; 0 not, -1 for good */
  standing(silent) {
    this.#silent = silent;
    this.#showSilence();
  }

  /** Counts down by the minute, and gives the field back at the end. */
  #showSilence() {
    clearTimeout(this.#silentTimer);
    const left = this.#silent - serverNow();
    const silent = this.#silent === -1 || left > 0;
    this.#form.hidden = this.#user === '' || silent;
    this.#silence.hidden = this.#user === '' || !silent;
    if (silent) {
      setText(this.#silence, this.#silent === -1 ? t('notice.banned') : t('notice.timed-out', { time: span(Math.ceil(left / 1000)) }));
    }
    if (left > 0) {
      this.#silentTimer = Number(setTimeout(() => this.#showSilence(), left < 120_000 ? 1000 : 60_000));
    }
  }

  focus() {
    this.#field.focus();
  }

  /** @param {import('../core/wire.js').Notice} notice */
  notice({ code, text, seconds = 0 }) {
    const key = NOTICES[code];
    this.#tell(key ? t(key, { time: span(seconds) }) : text, true);
    if (this.#field.value === '') {
      this.#field.value = this.#sent;
      this.#fit();
    }
  }

  #submit() {
    const text = this.#field.value.trim();
    if (!isVisible(text)) {
      return;
    }
    if (characters(text) > MAX_CHAT_LENGTH) {
      this.#tell(t('notice.too-long'), true);
    } else if (this.#say(text)) {
      this.#sent = text;
      this.#field.value = '';
      this.#written();
    } else {
      this.#tell(t('chat.disconnected'), true);
    }
  }

  #written() {
    const left = MAX_CHAT_LENGTH - characters(this.#field.value);
    this.#tell(left <= TELL_LEFT ? t('chat.left', { n: left }) : '', left < 0);
    this.#fit();
  }

  /** Grows with what is written. */
  #fit() {
    this.#field.style.height = '';
    if (this.#field.scrollHeight > this.#field.clientHeight) {
      this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
    }
  }

  /** @param {string} text @param {boolean} problem */
  #tell(text, problem) {
    setText(this.#said, text);
    this.#said.toggleAttribute('data-problem', problem);
  }
}

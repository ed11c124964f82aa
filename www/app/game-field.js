import { api, coverUrl } from '../core/api.js';
import { icon, make } from './dom.js';

/** @typedef {import('../core/api.js').Game} Game */

/** A person who types fast asks once. */
const PAUSE_MILLIS = 200;

/**
 * Completes the name of a game, by keyboard and by mouse. Any other text may stay: the list helps, it
 * does not decide. It is the combobox of the ARIA Authoring Practices, with a list that one enters
 * with the arrows.
 */
export class GameField {
  #input;
  #list;
  /** @type {Game[]} */
  #games = [];
  #active = -1;
  #timer = 0;
  #asked = 0;

  /** @param {HTMLInputElement} input */
  constructor(input) {
    this.#input = input;
    this.#list = make('ul', { class: 'completions', id: `${input.id}-list`, role: 'listbox', hidden: true,
      'aria-label': input.labels?.[0]?.textContent ?? '' });
    for (const [name, value] of Object.entries({
      'role': 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.#list.id,
    })) {
      input.setAttribute(name, value);
    }
    input.after(this.#list);
    input.addEventListener('input', (event) => event.isTrusted && this.#askSoon());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.#close());
    // A press on the list must not take the focus from the field, which closes the list.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#timer = Number(setTimeout(() => this.#ask(), PAUSE_MILLIS));
  }

  async #ask() {
    const number = ++this.#asked;
    const games = await api.games(this.#input.value).catch(() => []);
    // An answer that comes after a later one is too old.
    if (number === this.#asked && document.activeElement === this.#input) {
      this.#show(games);
    }
  }

  /** @param {Game[]} games */
  #show(games) {
    this.#games = games;
    this.#list.replaceChildren(...games.map((game, i) => make('li', {
      role: 'option', id: `${this.#list.id}-${i}`, 'aria-selected': 'false', onclick: () => this.#choose(i),
    }, game.cover ? make('img', { src: coverUrl(game.slug), alt: '', width: '30', height: '40' }) : icon('game'), game.name)));
    this.#list.hidden = games.length === 0;
    this.#input.setAttribute('aria-expanded', String(games.length > 0));
    this.#activate(-1);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#show([]);
  }

  /** @param {number} i -1 for none, which is the field itself */
  #activate(i) {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = i;
    const option = this.#list.children[i];
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      this.#input.setAttribute('aria-activedescendant', option.id);
    } else {
      this.#input.removeAttribute('aria-activedescendant');
    }
  }

  /** @param {number} i */
  #choose(i) {
    this.#input.value = this.#games[i].name;
    this.#close();
    this.#input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const open = !this.#list.hidden;
    const count = this.#games.length;
    switch (event.isComposing ? '' : event.key) {
      case 'ArrowDown':
        if (open) {
          this.#activate(this.#active + 1 < count ? this.#active + 1 : -1);
        } else {
          this.#ask();
        }
        break;
      case 'ArrowUp':
        if (!open) {
          return;
        }
        this.#activate(this.#active < 0 ? count - 1 : this.#active - 1);
        break;
      case 'Enter':
        if (!open || this.#active < 0) {
          return;
        }
        this.#choose(this.#active);
        break;
      case 'Escape':
        if (!open) {
          return;
        }
        this.#close();
        break;
      default: return;
    }
    event.preventDefault();
  }
}

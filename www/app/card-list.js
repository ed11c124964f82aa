import { serverNow } from '../core/server-time.js';
import { Card } from './card.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/** The cards of a page: made once for each channel and moved, so that nothing flickers. */
export class CardList {
  #list;
  /** @type {Map<string, Card>} */
  #cards = new Map();
  /** @type {Set<Card>} cards on the screen, whose pictures are worth fetching */
  #visible = new Set();
  #watcher = new IntersectionObserver((entries) => this.#saw(entries), { rootMargin: '200px' });

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
    setInterval(() => this.#tick(), 1000);
  }

  /**
   * Shows these channels and nothing else.
   *
   * @param {ChannelState[]} channels in this order
   * @param {ChannelState[]} live all that are live, whose cards are kept
   * @param {...HTMLElement} last what comes after them
   */
  show(channels, live, ...last) {
    const elements = [...channels.map((channel) => this.#cardOf(channel).element), ...last];
    const keep = new Set(elements);
    for (const element of [...this.#list.children]) {
      if (!keep.has(/** @type {HTMLLIElement} */ (element))) {
        element.remove();
      }
    }
    // Moves only what is not in its place, so that focus and hover stay where they are.
    elements.forEach((element, i) => {
      if (this.#list.children[i] !== element) {
        this.#list.insertBefore(element, this.#list.children[i] ?? null);
      }
    });
    const names = new Set(live.map(({ name }) => name));
    for (const [name, card] of this.#cards) {
      if (!names.has(name)) {
        this.#watcher.unobserve(card.element);
        this.#visible.delete(card);
        this.#cards.delete(name);
      }
    }
  }

  /** @param {ChannelState} channel @returns {Card} */
  #cardOf(channel) {
    let card = this.#cards.get(channel.name);
    if (!card) {
      card = new Card(channel);
      this.#cards.set(channel.name, card);
      this.#watcher.observe(card.element);
    }
    card.update(channel);
    return card;
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #saw(entries) {
    for (const { target, isIntersecting } of entries) {
      const card = this.#cards.get(target.getAttribute('data-channel') ?? '');
      if (card && isIntersecting) {
        this.#visible.add(card);
        card.refreshPicture(serverNow());
      } else if (card) {
        this.#visible.delete(card);
      }
    }
  }

  #tick() {
    const now = serverNow();
    for (const card of this.#visible) {
      card.tick(now);
      card.refreshPicture(now);
    }
  }
}

import { serverNow } from '../core/server-time.js';
import { gameAddress } from '../core/slug.js';
import { avatar } from './avatar.js';
import { icon, one, setText } from './dom.js';
import { duration } from './format.js';
import { linked } from './linked-text.js';
import { languageName } from './stream-languages.js';
import { t } from './words.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/** What is told of the channel below the picture; kept up to date in place. */
export class About {
  #root = one('.about', HTMLElement);
  #presence = this.#field('presence');
  #game = this.#field('game');
  #language = this.#field('language');
  #viewers = this.#field('viewers');
  #time = this.#field('time');
  #gameName = labelled(this.#game, 'game', 'a');
  #languageText = labelled(this.#language, 'language');
  #viewersText = labelled(this.#viewers, 'viewers');
  #timeText = labelled(this.#time, 'clock');
  #described = '';
  #pictured = '';
  #started = 0;

  constructor() {
    this.#setUpMore();
    setInterval(() => this.#tick(), 1000);
  }

  /** @param {ChannelState} channel */
  show(channel) {
    const { name, title, game, language, presence, started, viewers, description } = channel;
    const heading = title || (presence === 'live' ? t('channel.untitled', { name }) : name);
    setText(one('.title', HTMLElement, this.#root), heading);
    const streamer = one('[data-field="name"]', HTMLAnchorElement, this.#root);
    setText(streamer, name);
    streamer.href = `/${name}`;
    if (name !== this.#pictured) {
      this.#pictured = name;
      one('[data-place="avatar"]', HTMLElement, this.#root).replaceChildren(avatar(name, 'large'));
    }
    setText(this.#presence, t(`presence.${presence}`));
    this.#presence.dataset.presence = presence;
    this.#presence.hidden = false;
    setText(this.#gameName, game);
    this.#gameName.setAttribute('href', gameAddress(game));
    this.#game.hidden = game === '';
    setText(this.#languageText, language && languageName(language));
    this.#language.hidden = language === '';
    this.#started = presence === 'offline' ? 0 : started;
    this.#time.hidden = this.#started === 0;
    this.#tick();
    this.viewers(viewers);
    if (description !== this.#described) {
      this.#described = description;
      const element = one('.description', HTMLElement, this.#root);
      element.replaceChildren(...linked(description));
      element.hidden = description === '';
    }
    document.title = `${presence === 'live' ? '● ' : ''}${heading === name ? name : `${heading} – ${name}`} – Ström`;
  }

  /** @param {number} n */
  viewers(n) {
    setText(this.#viewersText, t('card.viewers', { n }));
    this.#viewers.hidden = false;
  }

  /** On a phone only the title, the name and the number of viewers are there at first, so that the chat has room. */
  #setUpMore() {
    const button = one('[data-action="more"]', HTMLButtonElement, this.#root);
    button.addEventListener('click', () => {
      const more = this.#root.toggleAttribute('data-more');
      button.setAttribute('aria-expanded', String(more));
      setText(button, t(more ? 'watch.less' : 'watch.more'));
    });
  }

  #tick() {
    if (this.#started) {
      setText(this.#timeText, duration(serverNow() - this.#started));
    }
  }

  /** @param {string} name */
  #field(name) {
    return one(`[data-field="${name}"]`, HTMLElement, one('.about', HTMLElement));
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} picture
 * @param {'span' | 'a'} [tag]
 * @returns {HTMLElement} where its text goes
 */
function labelled(element, picture, tag = 'span') {
  const text = document.createElement(tag);
  element.append(icon(picture), text);
  return text;
}

import { pictureUrl } from '../core/api.js';
import { serverNow } from '../core/server-time.js';
import { gameAddress } from '../core/slug.js';
import { avatar } from './avatar.js';
import { icon, make, setText } from './dom.js';
import { duration } from './format.js';
import { languageName } from './stream-languages.js';
import { t } from './words.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/** A publisher sends a picture every few seconds; a thumbnail need not follow each. */
const PICTURE_MILLIS = 10_000;

/** A live channel in the directory: made once, then kept up to date in place, so nothing flickers. */
export class Card {
  #image = make('img', { alt: '', hidden: true });
  #presence = make('span', { class: 'badge presence' });
  #viewers = make('span', { class: 'badge viewers' });
  #time = make('span', { class: 'badge time' });
  #link = make('a');
  #game = make('a', { class: 'game' });
  #language = make('span', { class: 'language' });
  #pictureVersion = 0;
  #started = 0;

  /** @param {ChannelState} channel */
  constructor(channel) {
    this.name = channel.name;
    this.#link.href = `/${channel.name}`;
    this.element = make('li', { class: 'card', 'data-channel': channel.name },
      make('div', { class: 'card-picture' },
        make('span', { class: 'nothing' }, icon('live')), this.#image,
        this.#presence, this.#viewers, this.#time),
      make('div', { class: 'card-text' },
        make('h2', { class: 'card-title' }, this.#link),
        make('p', { class: 'card-line' }, avatar(channel.name), make('span', { class: 'streamer' }, channel.name)),
        make('p', { class: 'card-line' }, this.#game, this.#language)));
    this.update(channel);
  }

  /** @param {ChannelState} channel */
  update(channel) {
    this.#started = channel.started;
    this.element.dataset.presence = channel.presence;
    this.#presence.dataset.presence = channel.presence;
    setText(this.#presence, t(`presence.${channel.presence}`));
    setText(this.#viewers, t('card.viewers', { n: channel.viewers }));
    setText(this.#link, channel.title || t('channel.untitled', { name: channel.name }));
    setText(this.#game, channel.game);
    this.#game.href = gameAddress(channel.game);
    this.#game.hidden = channel.game === '';
    setText(this.#language, channel.language && languageName(channel.language));
    this.tick(serverNow());
  }

  /** Once a second. @param {number} now ms since 1970 */
  tick(now) {
    setText(this.#time, duration(now - this.#started));
    this.#time.title = t('card.since', { time: duration(now - this.#started) });
  }

  /** Fetches the newest picture and shows it when it is there. @param {number} now ms since 1970 */
  async refreshPicture(now) {
    const version = Math.floor(now / PICTURE_MILLIS);
    if (version === this.#pictureVersion) {
      return;
    }
    this.#pictureVersion = version;
    const next = new Image();
    next.src = pictureUrl(this.name, version);
    try {
      await next.decode();
    } catch {
      return; // No picture yet; the next one may come.
    }
    this.#image.src = next.src;
    this.#image.hidden = false;
  }
}

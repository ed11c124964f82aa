import { api } from '../core/api.js';
import { icon, make, one, setText } from './dom.js';
import { explain } from './problems.js';
import { signedIn, signInUrl } from './session.js';
import { t } from './words.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/** Follows and unfollows the streamer of the page, and tells how many do. */
export class FollowButton {
  #place = one('[data-place="follow"]', HTMLElement);
  #count = one('[data-field="followers"]', HTMLElement);
  #countText = make('span');
  #button = make('button', { class: 'button', type: 'button', 'data-action': 'follow' });
  #problem = make('output', { role: 'status' });
  #name;
  #followed = false;

  /** @param {string} name of the streamer */
  constructor(name) {
    this.#name = name;
    this.#count.append(icon('heart'), this.#countText);
    this.#button.addEventListener('click', () => this.#toggle());
  }

  /** What the server says, when it says it: a socket's messages do not hold it.
   * @param {ChannelState} channel */
  async show({ name, followers, followed = false }) {
    if (followers === undefined) {
      return;
    }
    this.#update(followers, followed);
    const user = await signedIn();
    if (!user) {
      this.#place.replaceChildren(
        make('a', { class: 'button', href: signInUrl('sign-in') }, icon('heart'), t('follow.sign-in')));
    } else if (user.name !== name) {
      this.#place.replaceChildren(this.#button, this.#problem);
    } else {
      this.#place.hidden = true;
    }
  }

  /** @param {number} followers @param {boolean} followed */
  #update(followers, followed) {
    this.#followed = followed;
    setText(this.#countText, t('follow.count', { n: followers }));
    this.#count.hidden = false;
    this.#button.classList.toggle('primary', !followed);
    this.#button.replaceChildren(icon('heart'), t(followed ? 'follow.unfollow' : 'follow.follow'));
    this.#button.dataset.followed = String(followed);
  }

  async #toggle() {
    this.#button.disabled = true;
    setText(this.#problem, '');
    try {
      const answer = await (this.#followed ? api.unfollow(this.#name) : api.follow(this.#name));
      this.#update(answer.followers, answer.followed);
    } catch (error) {
      setText(this.#problem, explain(error));
    } finally {
      this.#button.disabled = false;
      this.#button.focus();
    }
  }
}

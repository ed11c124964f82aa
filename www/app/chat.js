import { ChatLog } from './chat-log.js';
import { showRules } from './chat-rules.js';
import { Composer } from './composer.js';
import { icon, one } from './dom.js';

/** @typedef {import('../core/wire.js').ServerMessage} ServerMessage */

/** The chat of a channel: what was said, where one writes, and for moderators what they have. */
export class Chat {
  #name;
  #log;
  #composer;
  /** @type {Promise<import('./moderation.js').Moderating | undefined> | undefined} */
  #moderating;

  /** @param {string} name of the channel @param {(text: string) => boolean} say sends a line; false when there is no connection */
  constructor(name, say) {
    this.#name = name;
    this.#log = new ChatLog(name);
    this.#composer = new Composer(say);
    const quiet = one('[data-action="quiet"]', HTMLButtonElement);
    quiet.append(icon('quiet'));
    quiet.addEventListener('click', () => {
      const on = quiet.getAttribute('aria-pressed') !== 'true';
      quiet.setAttribute('aria-pressed', String(on));
      one('.chat-log', HTMLElement).setAttribute('aria-live', on ? 'off' : 'polite');
    });
  }

  /** Goes to where one writes. */
  focus() {
    this.#composer.focus();
  }

  /** @param {ServerMessage} message of which those that concern the chat are shown */
  receive(message) {
    switch (message.type) {
      case 'welcome':
        this.#log.reader(message.user);
        this.#composer.user(message.user);
        break;
      case 'chat': this.#log.add(message.messages); break;
      case 'removed': this.#log.remove(message.ids); break;
      case 'rules': showRules(message); break;
      case 'standing': this.#stand(message); break;
      case 'notice': this.#composer.notice(message); break;
    }
  }

  /**
   * What moderators have is fetched by moderators only.
   *
   * @param {import('../core/wire.js').Standing} standing
   */
  async #stand({ role, silent }) {
    this.#composer.standing(silent);
    if (role !== 'viewer') {
      // When it cannot be had, as one leaves the page or the line is gone, the next standing tries again.
      this.#moderating ??= import('./moderation.js').then(
        ({ Moderating }) => new Moderating(this.#name, this.#log), () => this.#moderating = undefined);
    }
    (await this.#moderating)?.role(role);
  }
}

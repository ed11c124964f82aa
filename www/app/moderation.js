import { ModerationApi } from '../core/moderation-api.js';
import en from '../languages/moderation-en.js';
import { icon, make, one, setText } from './dom.js';
import { lineMenu } from './line-menu.js';
import { ModerationPanel } from './moderation-panel.js';
import { explain } from './problems.js';
import { addWords, language, t } from './words.js';

/** @typedef {import('../core/wire.js').Role} Role */

addWords(language === 'sv' ? (await import('../languages/moderation-sv.js')).default : en);

/** How long it is said what was done. */
const SAID_MILLIS = 6000;

/** What moderators have on the watch page: a menu at each line, the shield, and a panel with the rest. */
export class Moderating {
  #tools = one('.chat-tools', HTMLElement);
  #log;
  #api;
  #panel;
  #said = make('output', { class: 'moderation-said', role: 'status' });
  #shield = make('button', { class: 'button quiet icon-only', type: 'button', 'data-action': 'shield' }, icon('shield'));
  #open = make('button', {
    class: 'button quiet icon-only', type: 'button', 'data-action': 'moderate',
    'aria-label': t('mod.tools'), title: t('mod.tools'),
  }, icon('gavel'));
  /** @type {Role} */
  #role = 'viewer';
  #clearTimer = 0;

  /** @param {string} channel @param {import('./chat-log.js').ChatLog} log */
  constructor(channel, log) {
    document.head.append(make('link', { rel: 'stylesheet', href: '/style/moderation.css' }));
    this.#log = log;
    this.#api = new ModerationApi(channel);
    this.#panel = new ModerationPanel(channel, this.#api, (rules) => this.#showShield(rules.shield));
    one('.chat-new', HTMLElement).after(this.#said);
    this.#shield.addEventListener('click', () => this.#toggleShield());
    this.#open.addEventListener('click', () => this.#panel.open());
    new MutationObserver(() => this.#showShield(this.#shieldIsUp())).observe(
      one('.chat-rules', HTMLElement), { attributes: true, attributeFilter: ['data-shield'] });
    this.#showShield(this.#shieldIsUp());
  }

  /** @param {Role} role what the visitor is now */
  role(role) {
    if (role === this.#role) {
      return;
    }
    this.#role = role;
    const moderates = role !== 'viewer';
    this.#tools.replaceChildren(...(moderates ? [this.#shield, this.#open] : []));
    this.#panel.role(role);
    this.#log.decorate(moderates ? lineMenu(role, (act) => this.#do(act)) : null);
  }

  #shieldIsUp() {
    return one('.chat-rules', HTMLElement).hasAttribute('data-shield');
  }

  /** @param {boolean} up */
  #showShield(up) {
    const label = t(up ? 'mod.shield-lower' : 'mod.shield-raise');
    this.#shield.setAttribute('aria-pressed', String(up));
    this.#shield.setAttribute('aria-label', t('mod.shield'));
    this.#shield.title = label;
  }

  #toggleShield() {
    const shield = this.#shield.getAttribute('aria-pressed') !== 'true';
    this.#do(async (api) => {
      this.#showShield((await api.change({ shield })).shield);
      return '';
    });
  }

  /** @param {(api: ModerationApi) => Promise<string>} act answers with what to say */
  async #do(act) {
    try {
      this.#say(await act(this.#api), false);
    } catch (error) {
      this.#say(explain(error), true);
    }
  }

  /** @param {string} text @param {boolean} problem */
  #say(text, problem) {
    clearTimeout(this.#clearTimer);
    setText(this.#said, text);
    this.#said.toggleAttribute('data-problem', problem);
    this.#clearTimer = Number(setTimeout(() => setText(this.#said, ''), SAID_MILLIS));
  }
}

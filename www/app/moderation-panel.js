import { adminApi } from '../core/admin-api.js';
import { make, setText } from './dom.js';
import { onSubmit } from './form.js';
import { ago, span } from './format.js';
import { explain } from './problems.js';
import { t } from './words.js';

/** @typedef {import('../core/moderation-api.js').ModerationApi} ModerationApi */
/** @typedef {import('../core/moderation-api.js').ChatRules} ChatRules */
/** @typedef {import('../core/moderation-api.js').Report} Report */

/** What is offered; another value that was set by other means is offered too. */
const SLOW_SECONDS = [0, 3, 5, 10, 30, 60, 120, 300];
const AGE_SECONDS = [0, 600, 3600, 86_400, 604_800, 2_592_000];

const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' });

/** A dialog with the rules of the chat, who moderates, who is banned, and what was done. */
export class ModerationPanel {
  #channel;
  #api;
  #changed;
  /** @type {import('../core/wire.js').Role} */
  #role = 'viewer';
  #body = make('div', { class: 'stack' });
  #said = make('output', { role: 'status' });
  #dialog = make('dialog', { class: 'moderation', 'aria-labelledby': 'moderation-title' },
    make('h2', { id: 'moderation-title' }, t('mod.tools')),
    this.#body,
    make('div', { class: 'foot' },
      this.#said,
      make('form', { method: 'dialog' }, make('button', { class: 'button primary' }, t('shortcuts.close')))));

  /** @param {string} channel @param {ModerationApi} api @param {(rules: ChatRules) => void} changed */
  constructor(channel, api, changed) {
    this.#channel = channel;
    this.#api = api;
    this.#changed = changed;
    document.body.append(this.#dialog);
  }

  /** @param {import('../core/wire.js').Role} role */
  role(role) {
    this.#role = role;
    if (role === 'viewer') {
      this.#dialog.close();
    }
  }

  async open() {
    this.#body.replaceChildren();
    setText(this.#said, '');
    this.#dialog.showModal();
    await this.#act(async () => '');
  }

  /** Does something and shows how things are then. @param {() => Promise<string>} act answers with what to say */
  async #act(act) {
    try {
      const said = await act();
      this.#show(await this.#api.report());
      setText(this.#said, said);
      this.#said.removeAttribute('data-problem');
    } catch (error) {
      setText(this.#said, explain(error));
      this.#said.toggleAttribute('data-problem', true);
    }
  }

  /** @param {Report} report */
  #show({ rules, moderators, bans, log }) {
    const focus = document.activeElement?.id;
    this.#body.replaceChildren(
      this.#rules(rules), this.#words(rules), this.#moderators(moderators), this.#bans(bans), ...(this.#role === 'admin' ? [this.#site()] : []), done(log));
    // What had the focus was made anew.
    document.getElementById(focus ?? '')?.focus();
  }

  /** @param {Partial<ChatRules>} change */
  #change(change) {
    this.#act(async () => {
      this.#changed(await this.#api.change(change));
      return t('mod.saved');
    });
  }

  /** @param {ChatRules} rules */
  #rules({ slow, followers, age, shield }) {
    return section('mod.rules',
      make('p', { class: 'soft' }, t('mod.rules-text')),
      check('mod-shield', t('mod.shield'), shield, (on) => this.#change({ shield: on }), t('mod.shield-text')),
      check('mod-followers', t('mod.followers'), followers, (on) => this.#change({ followers: on })),
      choice('mod-slow', t('mod.slow'), slow, SLOW_SECONDS, (time) => t('mod.slow-every', { time }),
        (seconds) => this.#change({ slow: seconds })),
      choice('mod-age', t('mod.age'), age, AGE_SECONDS, (time) => t('mod.age-least', { time }),
        (seconds) => this.#change({ age: seconds })));
  }

  /** @param {ChatRules} rules */
  #words({ words }) {
    const field = make('textarea', { class: 'input', id: 'mod-words', rows: '3', 'aria-describedby': 'mod-words-hint' });
    field.value = words.join('\n');
    return section('',
      make('div', { class: 'field' },
        make('label', { for: 'mod-words' }, t('mod.words')),
        field,
        make('p', { class: 'hint', id: 'mod-words-hint' }, t('mod.words-hint')),
        make('div', { class: 'buttons' }, make('button', {
          class: 'button', type: 'button', id: 'mod-words-save',
          onclick: () => this.#change({ words: field.value.split('\n') }),
        }, t('mod.save')))));
  }

  /** @param {string[]} names */
  #moderators(names) {
    const appoints = this.#role !== 'moderator';
    return section('mod.moderators',
      list(t('mod.moderators-none'), names.map((name) => row(name, '', appoints && action(t('mod.dismiss-short'), t('mod.dismiss', { name }),
        () => this.#act(async () => { await this.#api.dismiss(name); return t('mod.done-dismiss', { name }); }))))),
      ...(appoints ? [this.#nameForm('mod-appoint', t('mod.add'), async (name) => {
        await this.#api.appoint(name);
        return t('mod.done-appoint', { name });
      })] : []));
  }

  /** @param {import('../core/moderation-api.js').Ban[]} bans */
  #bans(bans) {
    return section('mod.bans',
      list(t('mod.bans-none'), bans.map(({ name, until }) => row(
        name,
        until === -1 ? t('mod.for-good') : t('mod.until', { time: moment.format(until) }),
        action(t('mod.unban-short'), t('mod.unban', { name }),
          () => this.#act(async () => { await this.#api.unban(name); return t('mod.done-unban', { name }); }))))),
      this.#nameForm('mod-ban', t('mod.ban-short'), async (name) => {
        await this.#api.ban(name);
        return t('mod.done-ban', { name });
      }));
  }

  /** What admins of the site do to a streamer. */
  #site() {
    const name = this.#channel;
    return section('admin.title', make('div', { class: 'buttons' },
      action(t('admin.end-of', { name }), t('admin.end-of', { name }), () => this.#act(async () => {
        await adminApi.endStream(name);
        return t('admin.ended', { name });
      })),
      action(t('admin.ban-of', { name }), t('admin.ban-of', { name }), () => this.#act(async () => {
        await adminApi.ban(name);
        return t('admin.banned', { name });
      }))));
  }

  /** @param {string} id @param {string} label @param {(name: string) => Promise<string>} act */
  #nameForm(id, label, act) {
    const form = make('form', { class: 'joined', id: `${id}-form` },
      make('label', { class: 'unseen', for: id }, `${label}: ${t('mod.name')}`),
      make('input', { class: 'input', id, name: 'name', required: true, maxlength: '25', autocomplete: 'off', placeholder: t('mod.name') }),
      make('button', { class: 'button' }, label),
      make('output', { hidden: true }));
    onSubmit(form, ({ name }) => this.#act(() => act(name.trim())));
    return form;
  }
}

/** @param {import('./words.js').Key | ''} heading @param {...Node} content */
function section(heading, ...content) {
  return make('section', { class: 'stack' }, ...(heading ? [make('h3', {}, t(heading))] : []), ...content);
}

/** @param {string} id @param {string} label @param {boolean} on @param {(on: boolean) => void} choose @param {string} [hint] */
function check(id, label, on, choose, hint) {
  const box = make('input', { type: 'checkbox', id, checked: on, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) });
  box.addEventListener('change', () => choose(box.checked));
  return make('div', { class: 'check' }, box, make('label', { for: id }, label),
    ...(hint ? [make('p', { class: 'hint', id: `${id}-hint` }, hint)] : []));
}

/**
 * @param {string} id
 * @param {string} label
 * @param {number} chosen
 * @param {number[]} offered seconds
 * @param {(time: string) => string} words
 * @param {(seconds: number) => void} choose
 */
function choice(id, label, chosen, offered, words, choose) {
  const values = [...new Set([...offered, chosen])].sort((a, b) => a - b);
  const field = make('select', { class: 'input', id }, ...values.map((seconds) => make('option', {
    value: String(seconds), selected: seconds === chosen,
  }, seconds === 0 ? t('mod.off') : words(span(seconds)))));
  field.addEventListener('change', () => choose(Number(field.value)));
  return make('div', { class: 'field' }, make('label', { for: id }, label), field);
}

/** @param {string} none @param {HTMLElement[]} rows */
function list(none, rows) {
  return rows.length === 0 ? make('p', { class: 'soft' }, none) : make('ul', { class: 'rows', tabindex: '0' }, ...rows);
}

/** @param {string} name @param {string} detail @param {Node | false} act */
function row(name, detail, act) {
  return make('li', {}, make('bdi', {}, name), make('span', { class: 'soft' }, detail), ...(act ? [act] : []));
}

/** @param {string} label @param {string} whole for who does not see the row @param {() => void} onclick */
function action(label, whole, onclick) {
  return make('button', { class: 'button', type: 'button', 'aria-label': whole, onclick }, label);
}

/** @param {import('../core/moderation-api.js').Done[]} log */
function done(log) {
  return section('mod.log', list(t('mod.log-none'), log.map(({ at, moderator, action: what, target, detail }) =>
    make('li', {},
      make('span', {}, t(/** @type {import('./words.js').Key} */ (`mod.action.${what}`), {
        moderator: moderator || t('mod.somebody'),
        target: target || t('mod.somebody'),
        detail: t(detail === 'on' ? 'mod.turned-on' : 'mod.turned-off'),
        time: detail === '0' ? t('mod.off').toLowerCase() : span(Number(detail)),
      })),
      make('time', { class: 'soft', datetime: new Date(at).toISOString(), title: moment.format(at) }, ago(at))))));
}

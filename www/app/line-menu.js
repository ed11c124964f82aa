import { adminApi } from '../core/admin-api.js';
import { icon, make, one } from './dom.js';
import { span } from './format.js';
import { t } from './words.js';

/** @typedef {import('../core/moderation-api.js').ModerationApi} ModerationApi */
/** @typedef {(api: ModerationApi) => Promise<string>} Act answers with what to say */

const SHORT_SECONDS = 600;
const LONG_SECONDS = 86_400;

/**
 * A button for each line of chat that opens a menu of what can be done about it. Only one of the
 * buttons is a tab stop; from there the arrow keys lead to the others.
 *
 * @param {import('../core/wire.js').Role} role
 * @param {(act: Act) => void} perform
 * @returns {(line: HTMLElement) => HTMLButtonElement}
 */
export function lineMenu(role, perform) {
  const menu = make('div', { class: 'menu line-menu', popover: 'auto' });
  menu.addEventListener('keydown', (event) => moveFocus(event, [...menu.querySelectorAll('button')]));
  document.querySelector('.line-menu')?.remove();
  one('.chat', HTMLElement).append(menu);
  return (line) => {
    const name = line.dataset.name ?? '';
    const button = make('button', {
      class: 'line-act', type: 'button', 'aria-label': t('mod.line', { name }), tabindex: '-1',
    }, icon('more'));
    button.addEventListener('click', () => {
      menu.replaceChildren(...acts(line.dataset.id ?? '', name, role).map(([label, act]) =>
        make('button', {
          class: 'menu-item', type: 'button',
          onclick: () => { menu.hidePopover(); perform(act); },
        }, label)));
      menu.setAttribute('aria-label', t('mod.line', { name }));
      menu.showPopover();
      place(menu, button.getBoundingClientRect());
      menu.querySelector('button')?.focus();
    });
    button.addEventListener('keydown', (event) => moveFocus(event, buttons()));
    button.addEventListener('focus', () => makeTabStop(button));
    makeTabStop(button);
    return button;
  };
}

/**
 * @param {string} id
 * @param {string} name
 * @param {import('../core/wire.js').Role} role
 * @returns {[string, Act][]}
 */
function acts(id, name, role) {
  const silence = (/** @type {number} */ seconds) => async (/** @type {ModerationApi} */ api) => {
    await api.ban(name, seconds);
    return t('mod.done-timeout', { name, time: span(seconds) });
  };
  /** @type {[string, Act][]} */
  const all = [
    [t('mod.remove'), async (api) => { await api.removeLine(id); return t('mod.done-remove'); }],
    [t('mod.timeout-short'), silence(SHORT_SECONDS)],
    [t('mod.timeout-long'), silence(LONG_SECONDS)],
    [t('mod.ban'), async (api) => { await api.ban(name); return t('mod.done-ban', { name }); }],
  ];
  if (role !== 'moderator') {
    all.push([t('mod.appoint'), async (api) => { await api.appoint(name); return t('mod.done-appoint', { name }); }]);
  }
  if (role === 'admin') {
    all.push([t('admin.ban'), async () => { await adminApi.ban(name); return t('admin.banned', { name }); }]);
  }
  return all;
}

function buttons() {
  return /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('.chat-log .line-act')]);
}

/** @param {HTMLButtonElement} button */
function makeTabStop(button) {
  document.querySelector('.line-act[tabindex="0"]')?.setAttribute('tabindex', '-1');
  button.tabIndex = 0;
}

/** @param {KeyboardEvent} event @param {HTMLButtonElement[]} among */
function moveFocus(event, among) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const next = among.findIndex((button) => button === document.activeElement) + step;
  among[Math.max(0, Math.min(among.length - 1, next))]?.focus();
}

/** Below the button where there is room, else above. @param {HTMLElement} menu @param {DOMRect} at */
function place(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - width, innerWidth - width - 8));
  const top = at.bottom + height + 8 < innerHeight ? at.bottom + 4 : Math.max(8, at.top - height - 4);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

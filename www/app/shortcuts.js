import { make } from './dom.js';
import { t } from './words.js';

/** @typedef {{ keys: string[], key: import('./words.js').Key, act: () => void }} Shortcut */

/**
 * Keys for the whole page, except where one writes, and a list of them.
 *
 * @param {Shortcut[]} shortcuts
 * @returns {() => void} opens the list
 */
export function setUpShortcuts(shortcuts) {
  const list = make('dialog', { class: 'shortcuts', 'aria-labelledby': 'shortcuts-title' },
    make('h2', { id: 'shortcuts-title' }, t('shortcuts.title')),
    make('dl', {}, ...shortcuts.map(({ keys, key }) => make('div', {},
      make('dt', {}, ...keys.flatMap((name, i) => [i ? ' ' : '', make('kbd', {}, nameOf(name))])),
      make('dd', {}, t(key))))),
    make('form', { method: 'dialog' }, make('button', { class: 'button primary' }, t('shortcuts.close'))));
  document.body.append(list);
  const open = () => list.showModal();
  const byKey = new Map(shortcuts.flatMap(({ keys, act }) => keys.map((key) => [key, act])));
  byKey.set('?', open);
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    // A dialog that was closed this very moment may keep the focus until the next picture of the page.
    const writes = target instanceof HTMLElement
      && (target.isContentEditable || target.matches('input:not([type="checkbox"], [type="range"], [type="file"]), textarea, select, dialog[open] *'));
    // A button, or what looks like one, keeps its space bar while it has the focus.
    const pressesButton = event.key === ' ' && target instanceof HTMLElement && target.matches('button, a, summary, [type="file"]');
    const act = byKey.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!act || writes || pressesButton || event.ctrlKey || event.metaKey || event.altKey || list.open) {
      return;
    }
    event.preventDefault();
    act();
  });
  return open;
}

/** @param {string} key */
function nameOf(key) {
  return key === ' ' ? t('shortcuts.space') : key.length === 1 ? key.toUpperCase() : key;
}

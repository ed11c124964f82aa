import { knownOf, newlyLive, parseKnown } from '../core/newly-live.js';
import { make } from './dom.js';
import { lookWhileHidden, onFollowed } from './followed.js';
import { canNotify, notify, notifies, turnOn } from './notifications.js';
import { recall, remember } from './preferences.js';
import { t } from './words.js';

/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/** Who was live when some page of this site looked last, so that each stream is told of once. */
const KNOWN = 'followed-live';
/** Long enough to read and reach it. */
const SHOWN_MILLIS = 20_000;

const board = make('div', { class: 'toasts', role: 'status' });

/** Tells, on any page, when somebody whom the visitor follows goes live. */
export function setUpNews() {
  document.body.append(board);
  lookWhileHidden(notifies);
  onFollowed((channels) => {
    const news = newlyLive(channels, parseKnown(recall(KNOWN)));
    for (const channel of news) {
      if (decodeURIComponent(location.pathname).toLowerCase() !== `/${channel.name.toLowerCase()}`) {
        tell(channel);
      }
    }
    remember(KNOWN, JSON.stringify(knownOf(channels)));
  });
}

/** @param {ChannelState} channel */
function tell({ name, title }) {
  if (document.hidden && notifies()) {
    notify(t('news.live', { name }), title, `/${name}`);
  }
  const toast = make('div', { class: 'toast' },
    make('a', { href: `/${name}` }, make('strong', {}, t('news.live', { name })), title),
    ...(canNotify() && !notifies() ? [notifyButton()] : []),
    make('button', { class: 'button quiet', type: 'button', onclick: () => toast.remove() }, t('shortcuts.close')));
  board.append(toast);
  fade(toast);
}

/** Takes the toast away in time, but not from a page that nobody sees, nor from under a hand.
 * @param {HTMLElement} toast */
function fade(toast) {
  setTimeout(() => document.hidden || toast.matches(':hover, :focus-within') ? fade(toast) : toast.remove(),
    SHOWN_MILLIS);
}

function notifyButton() {
  const button = make('button', { class: 'button', type: 'button' }, t('news.notify'));
  button.addEventListener('click', async () => {
    await turnOn();
    button.remove();
  });
  return button;
}

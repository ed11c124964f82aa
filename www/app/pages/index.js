import { api } from '../../core/api.js';
import { CardList } from '../card-list.js';
import { parseView, select, valuesOf, writeView } from '../directory.js';
import { make, one, setText } from '../dom.js';
import { onFollowed } from '../followed.js';
import { setUpNotifyButton, showOffline } from '../followed-offline.js';
import { timeOfDay } from '../format.js';
import { setUpPage } from '../header.js';
import { signedIn } from '../session.js';
import { languageName } from '../stream-languages.js';
import { t } from '../words.js';

/** @typedef {import('../../core/wire.js').ChannelState} ChannelState */
/** @typedef {import('../directory.js').View} View */

const POLL_MILLIS = 4000;
/** Cards at first, and at each "show more". */
const PAGE = 48;
/** So few channels leave room. */
const FEW = 4;

const main = one('main', HTMLElement);
const form = one('form.filters', HTMLFormElement);
const cards = new CardList(one('.cards', HTMLUListElement));
const more = one('.more', HTMLElement);
/** A place to begin streaming oneself, after the last of a few channels. */
const invite = one('.invite', HTMLLIElement);

/** @type {ChannelState[]} */
let channels = [];
let view = parseView(location.search);
let shown = PAGE;
let updatedAt = 0;
/** @type {Set<string>} */
let followed = new Set();

function render() {
  const wanted = select(channels, view, followed);
  const few = wanted.length > 0 && channels.length < FEW;
  invite.hidden = !few;
  one('.cards', HTMLUListElement).toggleAttribute('data-few', few);
  cards.show(wanted.slice(0, shown), channels, invite);
  main.dataset.state = channels.length === 0 ? 'empty' : 'some';
  setText(one('.count', HTMLElement), channels.length ? t('live.count', { n: wanted.length }) : '');
  one('.still', HTMLElement).hidden = channels.length > 0;
  one('.none', HTMLElement).hidden = channels.length === 0 || wanted.length > 0;
  form.hidden = channels.length === 0;
  more.hidden = wanted.length <= shown;
  renderChoice('game', t('live.all-games'), (game) => game, 1);
  // One language is no choice.
  renderChoice('language', t('live.all-languages'), languageName, 2);
}

/**
 * @param {'game' | 'language'} member
 * @param {string} every
 * @param {(value: string) => string} label
 * @param {number} least so many make a choice
 */
function renderChoice(member, every, label, least) {
  const field = /** @type {HTMLSelectElement} */ (form.elements.namedItem(member));
  const values = valuesOf(channels, member);
  if (view[member] && !values.includes(view[member])) {
    values.push(view[member]);
  }
  const present = Array.from(field.options, (option) => option.value).slice(1);
  if (field.options.length === 0 || present.join('\n') !== values.join('\n')) {
    field.replaceChildren(make('option', { value: '' }, every),
      ...values.map((value) => make('option', { value }, label(value))));
  }
  field.value = view[member];
  field.hidden = values.length < least && !view[member];
}

/** @param {View} next */
function show(next) {
  view = next;
  shown = PAGE;
  history.replaceState(null, '', `/${writeView(view)}`);
  render();
}

async function poll() {
  const stale = one('.stale', HTMLElement);
  try {
    channels = await api.channels();
    updatedAt = Date.now();
    stale.hidden = true;
    render();
  } catch {
    if (updatedAt) {
      setText(stale, t('live.stale', { time: timeOfDay(updatedAt) }));
    } else {
      setText(stale, t('watch.unreachable'));
    }
    stale.hidden = false;
  }
}

function setUpFilters() {
  const { elements } = form;
  /** @type {HTMLInputElement} */ (elements.namedItem('q')).value = view.q;
  /** @type {HTMLSelectElement} */ (elements.namedItem('sort')).value = view.sort;
  /** @type {HTMLInputElement} */ (elements.namedItem('followed')).checked = view.followedFirst;
  form.addEventListener('input', () => {
    const data = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    show(parseView(`?${data}`));
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  one('button', HTMLButtonElement, more).addEventListener('click', () => {
    shown += PAGE;
    render();
  });
  one('.none button', HTMLButtonElement).addEventListener('click', () => {
    form.reset();
    show(parseView(''));
  });
}

/** Looks again and again while somebody looks at the page. */
function schedule() {
  setTimeout(async () => {
    if (!document.hidden) {
      await poll();
    }
    schedule();
  }, POLL_MILLIS);
}

setUpPage();
setUpFilters();
await poll();
schedule();
document.addEventListener('visibilitychange', () => !document.hidden && poll());
signedIn().then((user) => {
  if (user) {
    for (const link of main.querySelectorAll('a[href^="/sign-up"]')) {
      link.setAttribute('href', '/dashboard');
    }
    setUpNotifyButton();
    onFollowed((them) => {
      followed = new Set(them.map(({ name }) => name));
      one('.followed-first', HTMLLabelElement, form).hidden = followed.size === 0;
      showOffline(them);
      render();
    });
  }
});

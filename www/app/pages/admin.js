import { adminApi } from '../../core/admin-api.js';
import { api } from '../../core/api.js';
import { make, one, setText } from '../dom.js';
import { ago } from '../format.js';
import { setUpPage } from '../header.js';
import { explain } from '../problems.js';
import { signedIn } from '../session.js';
import { t } from '../words.js';

/** @typedef {import('../../core/admin-api.js').Account} Account */

/** While one types, the list follows after a moment. */
const TYPING_MILLIS = 200;
const POLL_MILLIS = 10_000;

await setUpPage();
const user = await signedIn();
if (user?.admin) {
  one('main', HTMLElement).hidden = false;
  const query = one('#query', HTMLInputElement);
  let timer = 0;
  query.addEventListener('input', () => {
    clearTimeout(timer);
    timer = Number(setTimeout(() => act(async () => ''), TYPING_MILLIS));
  });
  setInterval(() => !document.hidden && showStreams().catch(() => {}), POLL_MILLIS);
  const isFirst = new URLSearchParams(location.search).has('first');
  history.replaceState(null, '', '/admin');
  act(async () => isFirst ? t('admin.first') : '');
} else {
  location.replace(user ? '/' : '/sign-in?next=/admin');
}

/** Does something and shows how things are then. @param {() => Promise<string>} what answers with what to say */
async function act(what) {
  const said = one('#said', HTMLOutputElement);
  try {
    const text = await what();
    await Promise.all([showAccounts(), showStreams()]);
    setText(said, text);
    said.removeAttribute('data-problem');
  } catch (error) {
    setText(said, explain(error));
    said.dataset.problem = '';
  }
}

async function showAccounts() {
  const query = one('#query', HTMLInputElement).value;
  const accounts = await adminApi.accounts(query);
  if (query === one('#query', HTMLInputElement).value) {
    fill('#accounts', t('admin.none'), accounts.map(accountRow));
  }
}

async function showStreams() {
  fill('#streams', t('admin.none-live'), (await api.channels()).map(({ name, title, viewers }) => row(
    name, t('card.viewers', { n: viewers }), title,
    button(t('admin.end'), t('admin.end-of', { name }), () => act(async () => {
      await adminApi.endStream(name);
      return t('admin.ended', { name });
    })))));
}

/** Rows that are the same stay, so that neither focus nor place is lost.
 * @param {string} list @param {string} none @param {HTMLElement[]} rows */
function fill(list, none, rows) {
  const element = one(list, HTMLElement);
  const focused = document.activeElement?.getAttribute('aria-label');
  element.replaceChildren(...(rows.length ? rows : [make('li', { class: 'soft' }, none)]));
  if (focused && document.activeElement === document.body) {
    [...element.querySelectorAll('button')].find((found) => found.getAttribute('aria-label') === focused)?.focus();
  }
}

/** @param {Account} account */
function accountRow({ name, created, admin, banned }) {
  const since = t('admin.since', { time: ago(created) });
  if (admin) {
    return row(name, t('admin.is-admin'), since);
  }
  return banned
    ? row(name, t('admin.is-banned'), since, button(t('admin.unban'), t('admin.unban-of', { name }), () => act(async () => {
      await adminApi.unban(name);
      return t('admin.unbanned', { name });
    })))
    : row(name, '', since, button(t('admin.ban-short'), t('admin.ban-of', { name }), () => ban(name)));
}

/** @param {string} name */
function ban(name) {
  const dialog = one('#ban-dialog', HTMLDialogElement);
  setText(one('#ban-title', HTMLElement), t('admin.ban-question', { name }));
  dialog.returnValue = '';
  dialog.addEventListener('close', () => dialog.returnValue === 'yes' && act(async () => {
    await adminApi.ban(name);
    return t('admin.banned', { name });
  }), { once: true });
  dialog.showModal();
}

/** @param {string} name @param {string} badge @param {string} detail @param {...Node} action */
function row(name, badge, detail, ...action) {
  return make('li', {},
    make('div', {},
      make('a', { href: `/${name}` }, name),
      ...(badge ? [' ', make('span', { class: 'badge' }, badge)] : []),
      make('div', { class: 'soft' }, detail)),
    ...action);
}

/** @param {string} label @param {string} whole for who does not see the row @param {() => void} onclick */
function button(label, whole, onclick) {
  return make('button', { class: 'button', type: 'button', 'aria-label': whole, onclick }, label);
}

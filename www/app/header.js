import { api } from '../core/api.js';
import { avatar } from './avatar.js';
import { icon, make, one } from './dom.js';
import { chooseLanguage, chooseTheme, theme } from './preferences.js';
import { signedIn, signInUrl } from './session.js';
import { language, t, translate } from './words.js';

/** @typedef {import('../core/api.js').User} User */

/** Translates the page and fills its header: who is signed in, where to go, theme and language. */
export async function setUpPage() {
  translate();
  const header = one('.site-header', HTMLElement);
  const user = await signedIn();
  const menu = make('div', { class: 'menu', id: 'menu', popover: 'auto' },
    ...(user ? accountLinks(user) : [
      make('a', { href: signInUrl('sign-in'), class: 'menu-item' }, icon('person'), t('nav.sign-in')),
    ]),
    make('a', { href: '/', class: 'menu-item' }, icon('live'), t('nav.live')),
    make('a', { href: '/download', class: 'menu-item' }, icon('download'), t('nav.download')),
    make('hr'),
    choice(t('menu.theme'), 'theme', theme(),
      [['system', t('theme.system')], ['light', t('theme.light')], ['dark', t('theme.dark')]],
      (value) => chooseTheme(/** @type {import('./preferences.js').Theme} */ (value))),
    choice(t('menu.language'), 'language', language, [['sv', 'Svenska'], ['en', 'English']],
      (value) => chooseLanguage(value === 'sv' ? 'sv' : 'en')),
    ...(user ? [make('hr'), signOutButton()] : []));
  header.append(
    make('div', { class: 'header-actions' },
      ...(user ? [] : [
        make('a', { href: signInUrl('sign-in'), class: 'button quiet', 'data-action': 'sign-in' }, t('nav.sign-in')),
        make('a', { href: signInUrl('sign-up'), class: 'button primary', 'data-action': 'sign-up' }, t('nav.sign-up')),
      ]),
      make('button', {
        class: user ? 'button quiet account' : 'button quiet icon-only', type: 'button', popovertarget: 'menu',
        'aria-label': user ? t('menu.of', { name: user.name }) : t('menu.open'),
        'data-user': user?.name ?? '',
      }, ...(user ? [avatar(user.name), make('span', { class: 'account-name' }, user.name), icon('menu')] : [icon('menu')]))),
    menu);
  header.dataset.ready = '';
  if (user) {
    // When the page is left meanwhile, its news are not missed.
    import('./news.js').then(({ setUpNews }) => setUpNews(), () => {});
  }
}

/** @param {User} user */
function accountLinks(user) {
  return [
    make('a', { href: `/${user.name}`, class: 'menu-item' }, icon('person'), t('nav.channel')),
    make('a', { href: '/dashboard', class: 'menu-item' }, icon('dashboard'), t('nav.dashboard')),
    ...(user.admin ? [make('a', { href: '/admin', class: 'menu-item' }, icon('shield'), t('nav.admin'))] : []),
    make('a', { href: '/studio', class: 'menu-item' }, icon('camera'), t('nav.studio')),
    make('hr'),
  ];
}

/**
 * @param {string} legend
 * @param {string} name
 * @param {string} chosen
 * @param {[string, string][]} options value and label
 * @param {(value: string) => void} choose
 */
function choice(legend, name, chosen, options, choose) {
  return make('fieldset', { class: 'segments' },
    make('legend', {}, legend),
    ...options.map(([value, label]) => make('label', {},
      make('input', {
        type: 'radio', name, value, checked: value === chosen, onchange: () => choose(value),
      }),
      make('span', {}, label))));
}

function signOutButton() {
  return make('button', {
    type: 'button', class: 'menu-item', 'data-action': 'sign-out',
    onclick: async () => {
      await api.signOut().catch(() => {});
      location.assign('/');
    },
  }, icon('leave'), t('nav.sign-out'));
}

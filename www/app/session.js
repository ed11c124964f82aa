import { api } from '../core/api.js';

/** @type {Promise<import('../core/api.js').User | null> | undefined} */
let asked;

/** Who is signed in, asked once for the whole page; nobody when the server cannot say. */
export function signedIn() {
  asked ??= api.me().catch(() => null);
  return asked;
}

/**
 * Where to go after signing in: the page that sent the visitor here, and only a page of this site.
 *
 * @param {string} search the address's query
 * @returns {string}
 */
export function nextPage(search) {
  const next = new URLSearchParams(search).get('next') ?? '';
  // "//host" and "/\host" are other sites to a browser.
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next) ? next : '/';
}

/** @param {'sign-in' | 'sign-up'} page @returns {string} its address, to come back from to this page */
export function signInUrl(page) {
  const here = location.pathname;
  return here === '/' || here.startsWith('/sign-') ? `/${page}` : `/${page}?next=${encodeURIComponent(here)}`;
}

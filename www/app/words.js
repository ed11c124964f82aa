import en from '../languages/en.js';

/**
 * @typedef {keyof typeof en | keyof typeof import('../languages/studio-en.js').default
 *   | keyof typeof import('../languages/moderation-en.js').default} Key
 */
/** @typedef {string | { one: string, other: string }} Phrase */
/** @typedef {Record<keyof typeof en, Phrase>} Catalogue */

/** The language of this page, chosen by early.js: `en` or `sv`. */
export const language = document.documentElement.lang === 'sv' ? 'sv' : 'en';

/** @type {Record<string, Phrase>} */
const catalogue = language === 'sv' ? (await import('../languages/sv.js')).default : en;

const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/** Words that one page, or one kind of visitor, alone needs, from a catalogue of its own. @param {Record<string, Phrase>} words */
export function addWords(words) {
  Object.assign(catalogue, words);
}

/**
 * A phrase in the visitor's language. `{name}` in it is replaced by the value of that name; a
 * number `n` chooses between the forms for one and for other numbers.
 *
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const phrase = catalogue[key];
  const text = typeof phrase === 'string'
    ? phrase
    : phrase[plurals.select(Number(values.n)) === 'one' ? 'one' : 'other'];
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
  });
}

/**
 * Puts the phrases into the page: `data-t="key"` sets an element's text, `data-t-label` its
 * `aria-label` and tooltip, `data-t-placeholder` its placeholder.
 *
 * @param {ParentNode} [root]
 */
export function translate(root = document) {
  if (language !== 'en') {
    for (const element of root.querySelectorAll('[data-t]')) {
      element.textContent = t(/** @type {Key} */ (element.getAttribute('data-t')));
    }
  }
  for (const element of root.querySelectorAll('[data-t-label]')) {
    const label = t(/** @type {Key} */ (element.getAttribute('data-t-label')));
    element.setAttribute('aria-label', label);
    element.setAttribute('title', label);
  }
  for (const element of root.querySelectorAll('[data-t-placeholder]')) {
    element.setAttribute('placeholder', t(/** @type {Key} */ (element.getAttribute('data-t-placeholder'))));
  }
  delete document.documentElement.dataset.words;
}

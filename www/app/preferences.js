/**
 * What a visitor chose, kept in this browser only. A browser that keeps nothing (private modes,
 * blocked storage) still works: the choice then holds for the page.
 */

/** @param {string} key @returns {string | null} */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} value null forgets it */
export function remember(key, value) {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // Nothing is kept here.
  }
}

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @returns {Theme} */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** @param {Theme} choice */
export function chooseTheme(choice) {
  const { dataset } = document.documentElement;
  if (choice === 'system') {
    delete dataset.theme;
  } else {
    dataset.theme = choice;
  }
  remember('theme', choice === 'system' ? null : choice);
}

/** @param {'en' | 'sv'} language the page loads anew in it */
export function chooseLanguage(language) {
  remember('language', language);
  location.reload();
}

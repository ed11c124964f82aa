import { language } from './words.js';

/** What a stream can be in, as PROTOCOL.md lists them. */
const TAGS = ['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga', 'gl',
  'he', 'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka', 'ko', 'lt', 'lv', 'mk', 'ms', 'nb', 'nl', 'nn', 'pl',
  'pt', 'ro', 'ru', 'se', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh'];

const names = new Intl.DisplayNames(language, { type: 'language' });

/** @param {string} tag @returns {string} its name in the visitor's language, with a capital to begin with */
export function languageName(tag) {
  const name = names.of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** @returns {[string, string][]} tags and names, by name */
export function streamLanguages() {
  return TAGS.map((tag) => /** @type {[string, string]} */ ([tag, languageName(tag)]))
    .sort(([, a], [, b]) => a.localeCompare(b, language));
}

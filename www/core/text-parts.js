/**
 * A text of a person taken apart, for showing it without ever treating it as markup.
 *
 * @typedef {{ kind: 'text' | 'link' | 'mention', text: string }} TextPart
 */

/**
 * Web addresses and @names. An address ends before the punctuation that a sentence puts after it;
 * a name is preceded by nothing that would make it part of an address or a word.
 */
const PARTS = /(?<link>https?:\/\/[^\s<>"'`]+[^\s<>"'`.,:;!?)\]}…])|(?<![\w@./])@(?<name>\w{3,25})/gi;

/** @param {string} text @returns {TextPart[]} in order; together they are the text */
export function textParts(text) {
  /** @type {TextPart[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    if (match.index > end) {
      parts.push({ kind: 'text', text: text.slice(end, match.index) });
    }
    parts.push({ kind: match.groups?.link && URL.canParse(match[0]) ? 'link' : match.groups?.name ? 'mention' : 'text', text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) {
    parts.push({ kind: 'text', text: text.slice(end) });
  }
  return parts;
}

/** @param {string} text @returns {number} its length as PROTOCOL.md counts that of a message: in characters */
export function characters(text) {
  return Array.from(text).length;
}

/** @param {string} text @returns {boolean} whether there is anything to see of it, as the server judges */
export function isVisible(text) {
  // White space, what is never drawn, marks without a letter, signs whose form is blank, what is no character.
  return !/^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}\uFFF9-\uFFFB\u2800\u{13441}\u{13442}\u{1D159}\p{Cs}\p{Noncharacter_Code_Point}]*$/u.test(text);
}

/** @param {string} text @param {string} user @returns {boolean} whether it speaks to the user */
export function mentions(text, user) {
  return user !== '' && textParts(text).some(
    ({ kind, text: part }) => kind === 'mention' && part.slice(1).toLowerCase() === user.toLowerCase());
}

/** @param {string} text @returns {boolean} whether it is one to three emoji and nothing else */
export function isOnlyEmoji(text) {
  return /^\s*(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text);
}

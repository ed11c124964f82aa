/**
 * The name of a game as the address of its page has it; PROTOCOL.md says how.
 *
 * @param {string} name
 * @returns {string} empty for a name without a letter or digit
 */
export function slugOf(name) {
  return name.normalize('NFD').replace(/\p{Mn}+/gu, '').replace(/['’]/g, '').toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

/** @param {string} name @returns {string} the address of the game's page, empty when it can have none */
export function gameAddress(name) {
  const slug = slugOf(name);
  return slug && `/game/${encodeURIComponent(slug)}`;
}

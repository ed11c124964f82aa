/**
 * The control messages of PROTOCOL.md as types, and the one place where text from the server
 * becomes one of them.
 */

/** @typedef {'live' | 'away' | 'offline'} Presence */

/**
 * @typedef {object} ChannelState
 * @property {string} name of the streamer, which is the channel's address too
 * @property {string} title
 * @property {string} description
 * @property {string} game
 * @property {string} language a BCP 47 tag, empty when it was not said
 * @property {Presence} presence
 * @property {number} started ms since 1970; 0 when offline
 * @property {number} viewers
 * @property {number} [followers] only where the API is asked for one channel
 * @property {boolean} [followed] likewise: whether the visitor follows
 */

/** @typedef {{ id: number, name: string, role?: string, text: string, at: number }} ChatLine `role`: a `Role`, as of a viewer where it is missing */

/** @typedef {{ type: 'welcome', user: string, channel: ChannelState }} Welcome */
/** @typedef {{ type: 'channel', channel: ChannelState }} Channel */
/** @typedef {{ type: 'viewers', count: number }} Viewers */
/** @typedef {{ type: 'chat', messages: ChatLine[] }} Chat */
/** @typedef {{ type: 'time', sent: number, server: number }} Time */
/** @typedef {{ type: 'notice', code: string, text: string, seconds?: number }} Notice */
/** @typedef {{ type: 'keyframe' }} Keyframe to publishers only */
/** @typedef {{ type: 'removed', ids: number[] }} Removed */
/** @typedef {{ type: 'rules', slow: number, followers: boolean, age: number, shield: boolean }} Rules in seconds */
/** @typedef {'viewer' | 'moderator' | 'streamer' | 'admin'} Role */
/** @typedef {{ type: 'standing', role: Role, silent: number }} Standing `silent`: until when, ms since 1970; 0 not, -1 for good */
/** @typedef {Welcome | Channel | Viewers | Chat | Time | Notice | Removed | Rules | Standing | Keyframe} ServerMessage */

/** @typedef {'packets' | 'mp4' | 'none'} Format */
/** @typedef {{ type: 'hello', format: Format, since: number }} Hello */
/** @typedef {{ type: 'say', text: string }} Say */
/** @typedef {{ type: 'play', on: boolean }} Play */
/** @typedef {{ type: 'clock', sent: number }} Clock */
/** @typedef {Hello | Say | Play | Clock} ViewerMessage */

/** The longest line of chat, in characters as the server counts them (UTF-16 code units). */
export const MAX_CHAT_LENGTH = 500;

/** @typedef {(value: unknown) => boolean} Check */

/** @type {Check} */
const string = (value) => typeof value === 'string';
/** @type {Check} */
const whole = (value) => Number.isSafeInteger(value);
/** @type {Check} */
const presence = (value) => value === 'live' || value === 'away' || value === 'offline';

/** @type {Check} */
const truth = (value) => typeof value === 'boolean';
/** @type {Check} */
const role = (value) => value === 'viewer' || value === 'moderator' || value === 'streamer' || value === 'admin';

/** @param {Record<string, Check>} shape @returns {Check} */
const object = (shape) => (value) =>
  typeof value === 'object' && value !== null && Object.entries(shape).every(
    ([member, check]) => check(/** @type {Record<string, unknown>} */ (value)[member]));

/** @param {Check} check @returns {Check} */
const optional = (check) => (value) => value === undefined || check(value);

/** @param {Check} element @returns {Check} */
const list = (element) => (value) => Array.isArray(value) && value.every(element);

export const isChannelState = object({
  name: string, title: string, description: string, game: string, language: string,
  presence, started: whole, viewers: whole,
});

/** What each message must have; members that are not named here are passed over. */
const SHAPES = new Map(Object.entries({
  welcome: object({ user: string, channel: isChannelState }),
  channel: object({ channel: isChannelState }),
  viewers: object({ count: whole }),
  chat: object({ messages: list(object({ id: whole, name: string, role: optional(string), text: string, at: whole })) }),
  time: object({ sent: whole, server: whole }),
  notice: object({ code: string, text: string, seconds: optional(whole) }),
  keyframe: object({}),
  removed: object({ ids: list(whole) }),
  rules: object({ slow: whole, followers: truth, age: whole, shield: truth }),
  standing: object({ role, silent: whole }),
}));

/**
 * Reads a text from the server.
 *
 * @param {string} text
 * @returns {ServerMessage | null} null for what this page does not know or what is malformed, so
 *     that a newer server does not break an older page
 */
export function parseMessage(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const check = SHAPES.get(value?.type);
  return check?.(value) ? value : null;
}

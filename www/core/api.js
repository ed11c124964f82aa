import { learnServerTime } from './server-time.js';

/** @typedef {import('./wire.js').ChannelState} ChannelState */

/**
 * @typedef {object} User the signed-in user
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {string} game
 * @property {string} language of the streams, a BCP 47 tag; empty when it was not said
 * @property {boolean} hasKey whether a stream key was made
 * @property {boolean} admin of the site
 */

/** @typedef {ChannelState & { lastOnline: number }} Followed a channel that the visitor follows; when it was last live, ms since 1970, 0 for never */

/** @typedef {{ name: string, slug: string, cover: boolean }} Game */

/**
 * @typedef {object} Stream the visitor's own stream that is on
 * @property {number} started ms since 1970; 0 when none is on
 * @property {number} interval ms between two counts
 * @property {number[]} viewers the most in each interval
 * @property {import('./wire.js').ChatLine[]} messages
 */

/** @typedef {{ followers: number, followed: boolean }} Following */

/** @typedef {{ name: string, platform: string, bytes: number }} Download */

/** A request that the server refused, or that never reached it (`status` 0). */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} code for programs
   * @param {string} detail for people
   */
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} the JSON of the answer; undefined when it has no body
 */
export async function request(method, path, body) {
  /** @type {RequestInit} */
  const options = { method, headers: { Accept: 'application/json' } };
  if (method !== 'GET') {
    const blob = body instanceof Blob;
    options.headers = { ...options.headers, 'Content-Type': blob ? body.type : 'application/json' };
    options.body = blob ? body : JSON.stringify(body ?? {});
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError(0, 'unreachable', '');
  }
  learnServerTime(response.headers.get('Date'));
  const text = await response.text();
  let json;
  try {
    json = text ? JSON.parse(text) : undefined;
  } catch {
    throw new ApiError(response.status, 'unreadable', '');
  }
  if (!response.ok) {
    throw new ApiError(response.status, json?.code ?? '', json?.detail ?? json?.title ?? '');
  }
  return json;
}

/** The HTTP API of PROTOCOL.md, a function for each request. */
export const api = {
  /** @returns {Promise<User | null>} */
  me: async () => (await request('GET', '/api/me')).user,

  /** @param {string} username @param {string} password @param {string} language of the page @returns {Promise<{ user: User }>} */
  signUp: (username, password, language) => request('POST', '/api/account', { username, password, language }),

  /** @param {string} username @param {string} password */
  signIn: (username, password) => request('POST', '/api/session', { username, password }),

  signOut: () => request('DELETE', '/api/session'),

  /** @param {Partial<Pick<User, 'title' | 'description' | 'game' | 'language'>>} changes @returns {Promise<User>} */
  edit: async (changes) => (await request('PATCH', '/api/me', changes)).user,

  /** @returns {Promise<string>} a new stream key; the old one ends */
  newKey: async () => (await request('POST', '/api/me/key')).key,

  /**
   * @param {string} current
   * @param {string} password
   * @param {boolean} newKey whether the stream key is replaced too
   * @returns {Promise<string | undefined>} the new stream key, if one was wanted
   */
  changePassword: async (current, password, newKey) =>
    (await request('PUT', '/api/me/password', { current, password, newKey }))?.key,

  /** @param {string} password */
  deleteAccount: (password) => request('DELETE', '/api/me', { password }),

  /** @returns {Promise<ChannelState[]>} live and away channels, most viewers first */
  channels: async () => (await request('GET', '/api/channels')).channels,

  /** @param {string} name @returns {Promise<ChannelState>} */
  channel: (name) => request('GET', `/api/channels/${encodeURIComponent(name)}`),

  /** @returns {Promise<Stream>} */
  stream: () => request('GET', '/api/me/stream'),

  signOutEverywhere: () => request('DELETE', '/api/me/sessions'),

  /** @param {Blob} png the profile picture */
  setPicture: (png) => request('PUT', '/api/me/picture', png),

  removePicture: () => request('DELETE', '/api/me/picture'),

  /** @returns {Promise<Followed[]>} whom the visitor follows, live ones first */
  follows: async () => (await request('GET', '/api/me/follows')).channels,

  /** @param {string} name @returns {Promise<Following>} */
  follow: (name) => request('PUT', `/api/channels/${encodeURIComponent(name)}/follow`),

  /** @param {string} name @returns {Promise<Following>} */
  unfollow: (name) => request('DELETE', `/api/channels/${encodeURIComponent(name)}/follow`),

  /** @param {string} query @returns {Promise<Game[]>} a few whose words begin so */
  games: async (query) => (await request('GET', `/api/games?query=${encodeURIComponent(query)}`)).games,

  /** @param {string} slug @returns {Promise<Game | undefined>} undefined when it is not in the catalogue */
  game: (slug) => request('GET', `/api/games/${encodeURIComponent(slug)}`),

  /** @returns {Promise<Download[]>} */
  downloads: async () => (await request('GET', '/api/download')).files,
};

/** @param {string} name @param {number} version another number fetches the picture anew */
export function pictureUrl(name, version) {
  return `/api/channels/${encodeURIComponent(name)}/picture?v=${version}`;
}

/** @param {string} name @param {'small' | 'large'} size @param {string} version another one fetches it anew */
export function userPictureUrl(name, size, version) {
  const query = [size === 'small' ? 'size=small' : '', version && `v=${version}`].filter(Boolean).join('&');
  return `/api/users/${encodeURIComponent(name)}/picture${query && `?${query}`}`;
}

/** @param {string} slug of a game that has a cover */
export function coverUrl(slug) {
  return `/api/games/${encodeURIComponent(slug)}/cover`;
}

/** @param {string} name @param {Location} location @returns {string} */
export function watchUrl(name, location) {
  return socketUrl(`/api/channels/${encodeURIComponent(name)}/watch`, location);
}

/** @param {Location} location @returns {string} where the signed-in user streams to */
export function publishUrl(location) {
  return socketUrl('/api/publish', location);
}

/** @param {string} path @param {Location} location */
function socketUrl(path, { protocol, host }) {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`;
}

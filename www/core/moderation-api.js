import { request } from './api.js';

/** @typedef {{ slow: number, followers: boolean, age: number, shield: boolean, words: string[] }} ChatRules in seconds */
/** @typedef {{ name: string, at: number, until: number }} Ban ms since 1970; `until` -1 for good */
/** @typedef {{ at: number, moderator: string, action: string, target: string, detail: string }} Done */

/**
 * @typedef {object} Report what moderators see of a channel
 * @property {import('./wire.js').Role} role
 * @property {ChatRules} rules as they were set, with or without the shield
 * @property {string[]} moderators
 * @property {Ban[]} bans
 * @property {Done[]} log newest first
 */

/** The part of the HTTP API that is for those who moderate a channel. */
export class ModerationApi {
  #channel;

  /** @param {string} channel the streamer's name */
  constructor(channel) {
    this.#channel = `/api/channels/${encodeURIComponent(channel)}`;
  }

  /** @returns {Promise<Report>} */
  report() {
    return request('GET', `${this.#channel}/moderation`);
  }

  /** @param {Partial<ChatRules>} change @returns {Promise<ChatRules>} */
  change(change) {
    return request('PATCH', `${this.#channel}/moderation`, change);
  }

  /** @param {string} id */
  removeLine(id) {
    return request('DELETE', `${this.#channel}/messages/${id}`);
  }

  /** @param {string} name @param {number} [seconds] for good without */
  ban(name, seconds) {
    return request('PUT', this.#at('bans', name), seconds ? { seconds } : {});
  }

  /** @param {string} name */
  unban(name) {
    return request('DELETE', this.#at('bans', name));
  }

  /** @param {string} name */
  appoint(name) {
    return request('PUT', this.#at('moderators', name));
  }

  /** @param {string} name */
  dismiss(name) {
    return request('DELETE', this.#at('moderators', name));
  }

  /** @param {string} list @param {string} name */
  #at(list, name) {
    return `${this.#channel}/${list}/${encodeURIComponent(name)}`;
  }
}

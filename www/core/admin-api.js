import { request } from './api.js';

/** @typedef {{ name: string, created: number, lastOnline: number, admin: boolean, banned: boolean }} Account ms since 1970 */

/** The part of the HTTP API that is for the site's admins. */
export const adminApi = {
  /** @param {string} query how their names begin @returns {Promise<Account[]>} newest first */
  accounts: async (query) => (await request('GET', `/api/admin/accounts?query=${encodeURIComponent(query)}`)).accounts,

  /** @param {string} name */
  ban: (name) => request('PUT', `/api/admin/bans/${encodeURIComponent(name)}`),

  /** @param {string} name */
  unban: (name) => request('DELETE', `/api/admin/bans/${encodeURIComponent(name)}`),

  /** @param {string} name */
  endStream: (name) => request('DELETE', `/api/admin/streams/${encodeURIComponent(name)}`),
};

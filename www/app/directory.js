/** @typedef {import('../core/wire.js').ChannelState} ChannelState */

/**
 * Which channels are shown and in what order; the page's address keeps it.
 *
 * @typedef {object} View
 * @property {string} q words that title, streamer or game contain
 * @property {string} game exactly this one, empty for every
 * @property {string} language likewise
 * @property {'viewers' | 'fewest' | 'newest' | 'name'} sort
 * @property {boolean} followedFirst
 */

/** @type {Record<View['sort'], (a: ChannelState, b: ChannelState) => number>} */
const ORDERS = {
  viewers: (a, b) => b.viewers - a.viewers,
  fewest: (a, b) => a.viewers - b.viewers,
  newest: (a, b) => b.started - a.started,
  name: () => 0,
};

/** @param {string} search the address's query @returns {View} */
export function parseView(search) {
  const query = new URLSearchParams(search);
  const sort = query.get('sort') ?? '';
  return {
    q: query.get('q') ?? '',
    game: query.get('game') ?? '',
    language: query.get('language') ?? '',
    sort: Object.hasOwn(ORDERS, sort) ? /** @type {View['sort']} */ (sort) : 'viewers',
    followedFirst: query.get('followed') === 'first',
  };
}

/** @param {View} view @returns {string} the address's query, empty for the usual view */
export function writeView({ q, game, language, sort, followedFirst }) {
  const query = new URLSearchParams();
  if (q) {
    query.set('q', q);
  }
  if (game) {
    query.set('game', game);
  }
  if (language) {
    query.set('language', language);
  }
  if (sort !== 'viewers') {
    query.set('sort', sort);
  }
  if (followedFirst) {
    query.set('followed', 'first');
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** @param {string} text */
const folded = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();

/**
 * @param {ChannelState[]} channels
 * @param {View} view
 * @param {Set<string>} [followed] names of those whom the visitor follows
 * @returns {ChannelState[]}
 */
export function select(channels, { q, game, language, sort, followedFirst }, followed = new Set()) {
  const rank = (/** @type {ChannelState} */ { name }) => followedFirst && followed.has(name) ? 0 : 1;
  const words = folded(q).split(/\s+/).filter(Boolean);
  const wanted = channels.filter((channel) => {
    const text = folded(`${channel.title} ${channel.name} ${channel.game}`);
    return (!game || channel.game === game) && (!language || channel.language === language)
      && words.every((word) => text.includes(word));
  });
  return wanted.sort((a, b) => rank(a) - rank(b) || ORDERS[sort](a, b) || a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** @param {ChannelState[]} channels @param {'game' | 'language'} member @returns {string[]} what is on, sorted */
export function valuesOf(channels, member) {
  return [...new Set(channels.map((channel) => channel[member]).filter(Boolean))].sort((a, b) => a.localeCompare(b));
}

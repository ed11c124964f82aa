import { api, coverUrl } from '../../core/api.js';
import { slugOf } from '../../core/slug.js';
import { CardList } from '../card-list.js';
import { select } from '../directory.js';
import { one, setText } from '../dom.js';
import { setUpPage } from '../header.js';
import { t } from '../words.js';

const POLL_MILLIS = 5000;

const slug = decodeURIComponent(location.pathname.split('/')[2]);
const main = one('main', HTMLElement);
const cards = new CardList(one('.cards', HTMLUListElement));

/** What is at this address when the catalogue does not know it: the words of the address. */
let name = slug.replaceAll('-', ' ');

function showName() {
  setText(one('h1 .name', HTMLElement), name);
  document.title = `${name} – Ström`;
}

async function poll() {
  const stale = one('.stale', HTMLElement);
  try {
    const channels = (await api.channels()).filter(({ game }) => slugOf(game) === slug);
    cards.show(select(channels, { q: '', game: '', language: '', sort: 'viewers', followedFirst: false }), channels);
    setText(one('.count', HTMLElement), t('live.count', { n: channels.length }));
    main.dataset.state = channels.length ? 'some' : 'empty';
    one('.nobody', HTMLElement).hidden = channels.length > 0;
    stale.hidden = true;
    return channels;
  } catch {
    setText(stale, t('watch.unreachable'));
    stale.hidden = false;
    return [];
  }
}

function schedule() {
  setTimeout(async () => {
    if (!document.hidden) {
      await poll();
    }
    schedule();
  }, POLL_MILLIS);
}

setUpPage();
const game = await api.game(slug).catch(() => undefined);
// What is not in the catalogue is written as those write it who stream it.
name = game?.name ?? (await poll())[0]?.game ?? name;
if (game?.cover) {
  const cover = one('.cover', HTMLImageElement);
  cover.src = coverUrl(slug);
  cover.hidden = false;
}
showName();
await poll();
schedule();
document.addEventListener('visibilitychange', () => !document.hidden && poll());

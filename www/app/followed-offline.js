import { make, one, setText } from './dom.js';
import { ago } from './format.js';
import { canNotify, notifies, turnOff, turnOn } from './notifications.js';
import { t } from './words.js';

/** @typedef {import('../core/api.js').Followed} Followed */

const section = one('.followed', HTMLElement);

/** Shows the followed who are not live, and when they were last here. @param {Followed[]} followed */
export function showOffline(followed) {
  const offline = followed.filter(({ presence }) => presence === 'offline');
  one('ul', HTMLUListElement, section).replaceChildren(...offline.map(({ name, lastOnline }) => make('li', {},
    make('a', { href: `/${name}` }, make('bdi', { class: 'streamer' }, name),
      ...(lastOnline ? [make('time', { class: 'soft', datetime: new Date(lastOnline).toISOString() },
        t('follow.last-online', { ago: ago(lastOnline) }))] : [])))));
  section.hidden = followed.length === 0;
  one('ul', HTMLUListElement, section).hidden = offline.length === 0;
}

/** The button that asks to be told outside the page. */
export function setUpNotifyButton() {
  const button = one('[data-action="notify"]', HTMLButtonElement, section);
  const show = () => {
    button.hidden = !canNotify();
    button.setAttribute('aria-pressed', String(notifies()));
    setText(button, t(notifies() ? 'news.notify-off' : 'news.notify'));
  };
  button.addEventListener('click', async () => {
    if (notifies()) {
      turnOff();
    } else {
      await turnOn();
    }
    show();
  });
  show();
}

import { api } from '../core/api.js';
import { curve } from '../core/curve.js';
import { serverNow } from '../core/server-time.js';
import { make, one, setText } from './dom.js';
import { duration, timeOfDay } from './format.js';
import { linked } from './linked-text.js';
import { t } from './words.js';

/** @typedef {import('../core/api.js').Stream} Stream */

const POLL_MILLIS = 10_000;
const WIDTH = 240;
const HEIGHT = 80;

const panel = one('.present', HTMLElement);

/** Shows how many have watched the stream that is on, and what was said. */
export async function setUpStreamPanel() {
  try {
    if (!document.hidden) {
      show(await api.stream());
    }
  } catch {
    // What is shown stays; the next time may be better.
  }
  setTimeout(setUpStreamPanel, POLL_MILLIS);
}

/** @param {Stream} stream */
function show({ started, viewers, messages }) {
  panel.hidden = started === 0;
  if (panel.hidden) {
    return;
  }
  const { line, area } = curve(viewers, WIDTH, HEIGHT);
  one('.line', SVGPathElement, panel).setAttribute('d', line);
  one('.area', SVGPathElement, panel).setAttribute('d', area);
  const sentence = t('stream.viewers', {
    now: viewers.at(-1) ?? 0, most: Math.max(0, ...viewers), time: duration(serverNow() - started),
  });
  setText(one('figcaption', HTMLElement, panel), sentence);
  one('svg', SVGElement, panel).setAttribute('aria-label', sentence);
  showChat(messages);
}

/** @param {import('../core/wire.js').ChatLine[]} messages */
function showChat(messages) {
  const list = one('.said', HTMLOListElement, panel);
  // Lines come, and moderators take lines away.
  const shown = messages.map(({ id }) => id).join();
  if (list.dataset.shown === shown) {
    return;
  }
  list.dataset.shown = shown;
  list.replaceChildren(...messages.map(({ name, text, at }) => make('li', {},
    make('time', { class: 'soft', datetime: new Date(at).toISOString() }, timeOfDay(at)), ' ',
    make('bdi', {}, name), ': ', make('span', { dir: 'auto' }, ...linked(text)))));
  list.scrollTop = list.scrollHeight;
  one('details', HTMLDetailsElement, panel).hidden = messages.length === 0;
}

import { api } from '../../core/api.js';
import { setUpFieldButtons } from '../controls.js';
import { icon, make, one } from '../dom.js';
import { megabytes } from '../format.js';
import { setUpPage } from '../header.js';
import { offersFor, platformHere, platformName } from '../platform.js';
import { t } from '../words.js';

/** @typedef {import('../../core/api.js').Download} Download */

setUpPage();
one('#server', HTMLInputElement).value = location.origin;
setUpFieldButtons();

/** @param {Download} file */
const address = (file) => `/download/${encodeURIComponent(file.name)}`;
/** @param {Download} file */
const label = (file) => platformName(file.platform) ?? t('download.portable');

/**
 * @param {Download} file
 * @param {boolean} first whether it is the first thing that the page offers
 */
function showApp(file, first) {
  const app = one('#app', HTMLElement);
  app.append(
    make('a', { class: first ? 'button primary' : 'button', href: address(file), download: file.name, 'data-platform': file.platform },
      icon('download'), label(file)),
    make('span', { class: 'soft' }, `${file.name} · ${megabytes(file.bytes)}`));
  app.hidden = false;
}

/** @param {Download[]} files */
function showAll(files) {
  one('.files', HTMLUListElement).append(...files.map((file) => make('li', {},
    make('a', { href: address(file), download: file.name },
      make('span', {}, label(file)),
      make('span', { class: 'size' }, `${file.name} · ${megabytes(file.bytes)}`)))));
  one('section.separate', HTMLElement).hidden = false;
}

const files = await api.downloads().catch(() => /** @type {Download[]} */ ([]));
const { own, portable } = offersFor(files, platformHere(navigator));
const app = own ?? portable;
if (app) {
  showApp(app, app === own);
}
one('#browser', HTMLElement).hidden = own !== undefined;
one('#java', HTMLElement).hidden = app === undefined || app === own;
if (files.length) {
  showAll(files);
} else {
  one('.none', HTMLElement).hidden = false;
}

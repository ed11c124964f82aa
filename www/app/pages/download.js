import { api } from '../../core/api.js';
import { setUpFieldButtons } from '../controls.js';
import { icon, make, one } from '../dom.js';
import { megabytes } from '../format.js';
import { setUpPage } from '../header.js';
import { platformHere, platformName } from '../platform.js';
import { t } from '../words.js';

/** @typedef {import('../../core/api.js').Download} Download */

setUpPage();
one('#server', HTMLInputElement).value = location.origin;
setUpFieldButtons();

/** @param {Download} file */
const address = (file) => `/download/${encodeURIComponent(file.name)}`;
/** @param {Download} file */
const label = (file) => platformName(file.platform) ?? t('download.portable');

/** @param {Download} file */
function showBest(file) {
  const best = one('.best', HTMLElement);
  best.append(
    make('a', { class: 'button primary', href: address(file), download: file.name, 'data-platform': file.platform },
      icon('download'), label(file)),
    make('span', { class: 'soft' }, `${file.name} · ${megabytes(file.bytes)}`));
  best.hidden = false;
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
const here = platformHere(navigator);
const best = files.find(({ platform }) => here !== '' && platform.startsWith(here))
  ?? files.find(({ platform }) => platformName(platform) === null);
if (best) {
  showBest(best);
}
if (files.length) {
  showAll(files);
} else {
  one('.none', HTMLElement).hidden = false;
}

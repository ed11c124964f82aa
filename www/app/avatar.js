import { userPictureUrl } from '../core/api.js';
import { make } from './dom.js';
import { hueOf } from './format.js';

/**
 * Somebody's picture; until it is there, and for who has none, the initial on a colour of its own. It
 * stands beside the name and says nothing that the name does not, so it is not read out.
 *
 * @param {string} name
 * @param {'small' | 'large'} [size]
 * @param {string} [version] another one fetches the picture anew
 * @returns {HTMLElement}
 */
export function avatar(name, size = 'small', version = '') {
  const image = make('img', { alt: '', hidden: true });
  image.addEventListener('load', () => {
    image.hidden = false;
  });
  image.addEventListener('error', () => image.remove());
  image.src = userPictureUrl(name, size, version);
  const element = make('span', { class: 'avatar', 'aria-hidden': 'true', 'data-size': size, 'data-initial': name.slice(0, 1).toUpperCase() }, image);
  element.style.setProperty('--hue', String(hueOf(name)));
  return element;
}

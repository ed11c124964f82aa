import { textParts } from '../core/text-parts.js';
import { make } from './dom.js';

/**
 * Text with its web addresses made links. A link leaves the site in a new tab, tells the other site
 * nothing and is no recommendation.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function linked(text) {
  return textParts(text).map(({ kind, text: part }) => {
    switch (kind) {
      case 'link':
        return make('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow ugc' }, part);
      case 'mention':
        return make('span', { class: 'mention' }, part);
      case 'text':
        return part;
    }
  });
}

import { ApiError } from '../core/api.js';
import { t } from './words.js';

/** @type {Record<string, import('./words.js').Key>} */
const SENTENCES = {
  'unreachable': 'problem.unreachable',
  'bad-name': 'problem.username',
  'bad-password': 'problem.password',
  'name-reserved': 'problem.name-reserved',
  'name-taken': 'problem.name-taken',
  'wrong-password': 'problem.wrong-password',
  'banned': 'problem.banned',
  'slow-down': 'problem.slow-down',
  'disk-full': 'problem.disk-full',
};

/**
 * @param {unknown} error
 * @returns {string} a sentence for the visitor. The server's own sentence is English; the usual
 *     problems have one in the visitor's language, found by the code.
 */
export function explain(error) {
  if (!(error instanceof ApiError)) {
    return t('problem.other');
  }
  const key = SENTENCES[error.code];
  if (key) {
    return t(key);
  }
  switch (error.status) {
    case 429: return t('problem.slow-down');
    case 503: return t('problem.out-of-order');
    // English in any language, and better than nothing.
    default: return error.message || t('problem.other');
  }
}

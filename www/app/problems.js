import { ApiError } from '../core/api.js';
import { t } from './words.js';

/**
 * @param {unknown} error
 * @returns {string} a sentence for the visitor. The server's own sentence is English; the usual
 *     problems have one in the visitor's language, found by the code.
 */
export function explain(error) {
  if (!(error instanceof ApiError)) {
    return t('problem.other');
  }
  switch (error.code) {
    case 'unreachable': return t('problem.unreachable');
    case 'name-taken': return t('problem.name-taken');
    case 'wrong-password': return t('problem.wrong-password');
    case 'wrong-credentials': return t('problem.wrong-credentials');
  }
  if (error.status === 429) {
    return t('problem.slow-down');
  }
  if (error.status === 503) {
    return t('problem.out-of-order');
  }
  return error.message || t('problem.other');
}

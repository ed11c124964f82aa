import { one, setText, toggle } from './dom.js';
import { span } from './format.js';
import { t } from './words.js';

/** Tells above the line to write in what the chat asks of those who write.
 * @param {import('../core/wire.js').Rules} rules */
export function showRules({ slow, followers, age, shield }) {
  const parts = [
    shield && t('rules.shield'),
    followers && t('rules.followers'),
    slow > 0 && t('rules.slow', { time: span(slow) }),
    age > 0 && t('rules.age', { time: span(age) }),
  ].filter((part) => typeof part === 'string');
  const text = parts.join(' · ');
  const element = one('.chat-rules', HTMLElement);
  toggle(element, 'data-shield', shield);
  element.hidden = parts.length === 0;
  setText(element, text.charAt(0).toUpperCase() + text.slice(1));
}

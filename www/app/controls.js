import { one, setText } from './dom.js';
import { t } from './words.js';

/** How long a button says that it has done its work. */
const SAID_MILLIS = 1800;

/**
 * Copies text and says so on the button that asked. Where the clipboard is not to be had (a page
 * over plain HTTP), the text is selected for the person to copy.
 *
 * @param {HTMLButtonElement} button
 * @param {string} text
 * @param {HTMLInputElement} [shown] the field that shows the text
 */
export async function copy(button, text, shown) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!shown) {
      return;
    }
    shown.select();
    document.execCommand('copy');
  }
  const before = button.textContent;
  setText(button, t('copied'));
  setTimeout(() => setText(button, before), SAID_MILLIS);
}

/**
 * A password is hidden as one; another secret by style, so that the browser does not offer to
 * keep it as a password.
 *
 * @param {HTMLInputElement} field
 * @param {boolean} hidden
 */
function mask(field, hidden) {
  if (field.readOnly) {
    field.classList.toggle('masked', hidden);
  } else {
    field.type = hidden ? 'password' : 'text';
  }
}

/** Makes the page's `data-copy="ID"` and `data-reveal="ID"` buttons work. */
export function setUpFieldButtons() {
  for (const button of document.querySelectorAll('button')) {
    const { copy: copied, reveal } = button.dataset;
    if (copied) {
      const field = one(`#${copied}`, HTMLInputElement);
      button.addEventListener('click', () => copy(button, field.value, field));
    } else if (reveal) {
      const field = one(`#${reveal}`, HTMLInputElement);
      button.addEventListener('click', () => {
        const shown = field.type === 'password' || field.classList.contains('masked');
        mask(field, !shown);
        setText(button, t(shown ? 'field.hide' : 'field.show'));
        button.setAttribute('aria-pressed', String(shown));
      });
    }
  }
}

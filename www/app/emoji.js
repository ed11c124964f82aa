import { make } from './dom.js';

/** Those that people use most in chats; a keyboard has the rest. */
const EMOJI = [
  '😀', '😂', '🤣', '😊', '😍', '🥰', '😎', '🤩',
  '🙂', '🙃', '😉', '😅', '😭', '😢', '😡', '🤯',
  '😱', '🤔', '🙄', '😴', '🥳', '🤗', '🫡', '🫠',
  '👍', '👎', '👏', '🙌', '🙏', '💪', '👀', '👋',
  '❤️', '🧡', '💛', '💚', '💙', '🖤', '💔', '✨',
  '🔥', '🎉', '🎮', '🎵', '🏆', '⚡', '🌊', '💯',
];
const COLUMNS = 8;

/**
 * A panel of emoji above the button. Arrow keys move, Escape closes, a choice goes where the cursor
 * was.
 *
 * @param {HTMLButtonElement} button
 * @param {HTMLTextAreaElement} field
 */
export function setUpEmoji(button, field) {
  const buttons = EMOJI.map((emoji, i) => make('button', { type: 'button', tabindex: i ? '-1' : '0' }, emoji));
  const panel = make('div', { class: 'emoji-panel', popover: 'auto' },
    make('div', { class: 'emoji-grid', role: 'group', 'aria-label': button.getAttribute('aria-label') ?? '' }, ...buttons));
  button.after(panel);
  button.popoverTargetElement = panel;

  panel.addEventListener('toggle', (event) => {
    const open = /** @type {ToggleEvent} */ (event).newState === 'open';
    button.setAttribute('aria-expanded', String(open));
    if (open) {
      const { right, top } = button.getBoundingClientRect();
      panel.style.left = `${Math.max(8, right - panel.offsetWidth)}px`;
      panel.style.top = `${Math.max(8, top - panel.offsetHeight - 8)}px`;
      buttons[0].focus();
    }
  });
  panel.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement) {
      field.setRangeText(target.textContent ?? '', field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input'));
      panel.hidePopover();
      field.focus();
    }
  });
  panel.addEventListener('keydown', (event) => {
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };
    const step = steps[event.key];
    const next = step && buttons[buttons.findIndex((one) => one === document.activeElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}

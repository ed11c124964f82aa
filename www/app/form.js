import { ApiError } from '../core/api.js';
import { one, setText } from './dom.js';
import { explain } from './problems.js';

/**
 * Sends a form by script: one submission at a time, the problem read out, the focus where it helps.
 * The form has an `output` element for what went wrong.
 *
 * @param {HTMLFormElement} form
 * @param {(values: Record<string, string>) => Promise<void>} send
 */
export function onSubmit(form, send) {
  const problem = one('output', HTMLOutputElement, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.hasAttribute('aria-busy')) {
      return;
    }
    form.setAttribute('aria-busy', 'true');
    setText(problem, '');
    problem.removeAttribute('data-problem');
    try {
      await send(values(form));
    } catch (error) {
      setText(problem, explain(error));
      problem.dataset.problem = error instanceof ApiError ? error.code || String(error.status) : 'other';
      form.querySelector('input')?.select();
    } finally {
      form.removeAttribute('aria-busy');
    }
  });
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
export function values(form) {
  return Object.fromEntries(
    Array.from(new FormData(form), ([name, value]) => [name, typeof value === 'string' ? value : '']));
}

import { ApiError } from '../core/api.js';
import { make, one, setText } from './dom.js';
import { explain } from './problems.js';

/** Names of the fields that a problem is of: the first that the form has. @type {Record<string, string[]>} */
const FIELDS = {
  'bad-name': ['username'],
  'name-reserved': ['username'],
  'name-taken': ['username'],
  'bad-password': ['password'],
  'wrong-password': ['current', 'password'],
};

/**
 * Sends a form by script: one submission at a time, the problem read out, the focus where it helps.
 * What is wrong with a field is said at it, anything else in the form's `output` element.
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
      const code = error instanceof ApiError ? error.code || String(error.status) : 'other';
      const field = (FIELDS[code] ?? []).map((name) => form.elements.namedItem(name)).find((found) => found instanceof HTMLInputElement);
      if (field) {
        sayAt(field, explain(error), code);
        field.addEventListener('input', () => sayAt(field, ''), { once: true });
      } else {
        setText(problem, explain(error));
        problem.dataset.problem = code;
      }
      (field ?? form.querySelector('input'))?.select();
    } finally {
      form.removeAttribute('aria-busy');
    }
  });
}

/**
 * Says below a field what is wrong with it; nothing when it is well.
 *
 * @param {HTMLInputElement} field
 * @param {string} sentence
 * @param {string} [code] of the problem
 */
export function sayAt(field, sentence, code = '') {
  const id = `${field.id}-problem`;
  let place = document.getElementById(id);
  if (!place) {
    place = make('p', { class: 'hint', id, 'data-problem': '' });
    field.closest('.field')?.append(place);
    field.setAttribute('aria-describedby', `${id} ${field.getAttribute('aria-describedby') ?? ''}`.trim());
  }
  setText(place, sentence);
  place.dataset.problem = code;
  field.setAttribute('aria-invalid', String(sentence !== ''));
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
export function values(form) {
  return Object.fromEntries(
    Array.from(new FormData(form), ([name, value]) => [name, typeof value === 'string' ? value : '']));
}

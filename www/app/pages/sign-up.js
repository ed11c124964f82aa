import { api } from '../../core/api.js';
import { setUpFieldButtons } from '../controls.js';
import { one } from '../dom.js';
import { onSubmit, sayAt } from '../form.js';
import { setUpPage } from '../header.js';
import { nextPage } from '../session.js';
import { language, t } from '../words.js';

setUpPage();
setUpFieldButtons();
one('[data-other]', HTMLAnchorElement).search = location.search;

const form = one('form', HTMLFormElement);

/** @param {'username' | 'password'} name @returns {boolean} whether the field is well, which it says itself if not */
function check(name) {
  const field = one(`#${name}`, HTMLInputElement);
  const well = field.validity.valid;
  sayAt(field, well ? '' : t(`problem.${name}`), well ? '' : `bad-${name}`);
  return well;
}

for (const name of /** @type {const} */ (['username', 'password'])) {
  const field = one(`#${name}`, HTMLInputElement);
  field.addEventListener('change', () => check(name));
  field.addEventListener('input', () => field.getAttribute('aria-invalid') === 'true' && check(name));
}

onSubmit(form, async ({ username, password }) => {
  const well = [check('username'), check('password')];
  if (well.includes(false)) {
    one(well[0] ? '#password' : '#username', HTMLInputElement).focus();
    return;
  }
  const { user } = await api.signUp(username, password, language);
  // Only the first account of a site is an admin from the start.
  location.assign(user.admin ? '/admin?first' : nextPage(location.search));
});

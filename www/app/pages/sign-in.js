import { api } from '../../core/api.js';
import { setUpFieldButtons } from '../controls.js';
import { one } from '../dom.js';
import { onSubmit } from '../form.js';
import { setUpPage } from '../header.js';
import { nextPage } from '../session.js';

setUpPage();
setUpFieldButtons();
one('[data-other]', HTMLAnchorElement).search = location.search;

onSubmit(one('form', HTMLFormElement), async ({ username, password }) => {
  await api.signIn(username.trim(), password);
  location.assign(nextPage(location.search));
});

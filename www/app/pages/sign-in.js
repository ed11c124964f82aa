import { ApiError, api } from '../../core/api.js';
import { setUpFieldButtons } from '../controls.js';
import { one } from '../dom.js';
import { onSubmit } from '../form.js';
import { setUpPage } from '../header.js';
import { nextPage } from '../session.js';
import { t } from '../words.js';

setUpPage();
setUpFieldButtons();
one('[data-other]', HTMLAnchorElement).search = location.search;

onSubmit(one('form', HTMLFormElement), async ({ username, password }) => {
  await api.signIn(username.trim(), password).catch((error) => {
    throw error.code === 'wrong-password' ? new ApiError(401, 'wrong-credentials', t('problem.wrong-credentials')) : error;
  });
  location.assign(nextPage(location.search));
});

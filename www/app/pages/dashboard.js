import { api } from '../../core/api.js';
import { setUpFieldButtons } from '../controls.js';
import { make, one, setText } from '../dom.js';
import { onSubmit, values } from '../form.js';
import { GameField } from '../game-field.js';
import { setUpPage } from '../header.js';
import { setUpPicture } from '../picture-form.js';
import { explain } from '../problems.js';
import { signedIn } from '../session.js';
import { streamLanguages } from '../stream-languages.js';
import { setUpStreamPanel } from '../stream-panel.js';
import { t } from '../words.js';

/** @typedef {import('../../core/api.js').User} User */

await setUpPage();
const user = await signedIn();
if (user) {
  show(user);
} else {
  location.replace('/sign-in?next=/dashboard');
}

/** @param {User} user */
function show(user) {
  one('[data-field="channel"]', HTMLAnchorElement).href = `/${user.name}`;
  setText(one('[data-field="name"]', HTMLElement), user.name);
  one('#password-form [name="username"]', HTMLInputElement).value = user.name;
  one('#server', HTMLInputElement).value = location.origin;
  setUpFieldButtons();
  setUpStreamForm(user);
  const showKey = setUpKey(user);
  setUpPicture(user.name);
  setUpPassword(user.hasKey, showKey);
  setUpDeletion();
  setUpSignOutEverywhere();
  setUpStreamPanel();
  one('main', HTMLElement).hidden = false;
}

/** @param {User} user */
function setUpStreamForm(user) {
  const form = one('#stream', HTMLFormElement);
  const state = one('output', HTMLOutputElement, form);
  one('#language', HTMLSelectElement).append(make('option', { value: '' }, t('field.language-none')),
    ...streamLanguages().map(([tag, name]) => make('option', { value: tag }, name)));
  for (const name of /** @type {const} */ (['title', 'game', 'language', 'description'])) {
    const field = /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (form.elements.namedItem(name));
    field.value = user[name];
  }
  new GameField(one('#game', HTMLInputElement));
  let saved = JSON.stringify(values(form));
  const isDirty = () => JSON.stringify(values(form)) !== saved;
  /** @param {'saved' | 'unsaved' | 'saving' | ''} kind */
  const say = (kind) => {
    state.dataset.state = kind;
    setText(state, kind && t(`save.${kind}`));
  };
  form.addEventListener('input', () => say(isDirty() ? 'unsaved' : ''));
  window.addEventListener('beforeunload', (event) => isDirty() && event.preventDefault());
  onSubmit(form, async (wanted) => {
    const sent = JSON.stringify(wanted);
    say('saving');
    try {
      await api.edit(wanted);
    } catch (error) {
      state.dataset.state = 'unsaved';
      throw error;
    }
    saved = sent;
    say(isDirty() ? 'unsaved' : 'saved');
  });
}

/** @param {User} user @returns {(key: string) => void} shows a new key */
function setUpKey(user) {
  const state = one('[data-field="key-state"]', HTMLElement);
  const button = one('[data-action="new-key"]', HTMLButtonElement);
  const dialog = one('#rotate-dialog', HTMLDialogElement);
  const result = one('#connect > output', HTMLOutputElement);
  let hasKey = user.hasKey;
  const showState = () => {
    setText(state, t(hasKey ? 'key.exists' : 'key.none'));
    setText(button, t(hasKey ? 'key.rotate' : 'key.make'));
    button.classList.toggle('primary', !hasKey);
  };
  /** @param {string} key */
  const showKey = (key) => {
    one('#key', HTMLInputElement).value = key;
    // What follows # is never sent to a server, should someone open it as an address.
    one('#connect-line', HTMLInputElement).value = `${location.origin}/#${key}`;
    one('.new-key', HTMLElement).hidden = false;
    setText(result, hasKey ? t('key.rotated') : '');
    hasKey = true;
    showState();
    state.hidden = true;
  };
  const make = async () => {
    button.disabled = true;
    setText(result, '');
    result.removeAttribute('data-problem');
    try {
      showKey(await api.newKey());
      one('[data-copy="connect-line"]', HTMLButtonElement).focus();
    } catch (error) {
      result.dataset.problem = '';
      setText(result, explain(error));
    } finally {
      button.disabled = false;
    }
  };
  showState();
  button.addEventListener('click', () => hasKey ? dialog.showModal() : make());
  dialog.addEventListener('close', () => dialog.returnValue === 'yes' && make());
  return showKey;
}

/** @param {boolean} hasKey @param {(key: string) => void} showKey */
function setUpPassword(hasKey, showKey) {
  const form = one('#password-form', HTMLFormElement);
  one('[data-field="new-key"]', HTMLElement).hidden = !hasKey;
  onSubmit(form, async ({ current, password, 'new-key': newKey }) => {
    const key = await api.changePassword(current, password, newKey === 'on');
    if (key) {
      showKey(key);
    }
    one('#replace-key', HTMLInputElement).checked = false;
    one('#current', HTMLInputElement).value = '';
    one('#new-password', HTMLInputElement).value = '';
    setText(one('output', HTMLOutputElement, form), t('password.changed'));
  });
}

function setUpSignOutEverywhere() {
  const button = one('[data-action="sign-out-everywhere"]', HTMLButtonElement);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await api.signOutEverywhere();
      location.assign('/');
    } catch (error) {
      button.disabled = false;
      setText(one('#password-form output', HTMLOutputElement), explain(error));
    }
  });
}

function setUpDeletion() {
  const dialog = one('#delete-dialog', HTMLDialogElement);
  one('[data-action="delete"]', HTMLButtonElement).addEventListener('click', () => dialog.showModal());
  one('[data-action="cancel"]', HTMLButtonElement).addEventListener('click', () => dialog.close());
  onSubmit(one('#delete-form', HTMLFormElement), async ({ password }) => {
    await api.deleteAccount(password);
    location.assign('/');
  });
}

import { api } from '../core/api.js';
import { avatar } from './avatar.js';
import { one, setText } from './dom.js';
import { explain } from './problems.js';
import { t } from './words.js';

/** As large as the server keeps it. */
const SIDE = 256;

/**
 * The middle square of any picture that the browser can show, as the PNG that the server takes.
 *
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
async function squarePng(file) {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  }
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error('no picture')), 'image/png');
  });
}

/** Lets who is signed in choose and remove the profile picture. @param {string} name */
export function setUpPicture(name) {
  const place = one('[data-place="picture"]', HTMLElement);
  const file = one('#picture', HTMLInputElement);
  const result = one('.picture-form output', HTMLOutputElement);
  const remove = one('[data-action="remove-picture"]', HTMLButtonElement);
  const show = () => {
    const shown = avatar(name, 'large', String(Date.now()));
    place.replaceChildren(shown);
    remove.hidden = true;
    shown.querySelector('img')?.addEventListener('load', () => {
      remove.hidden = false;
    });
  };
  /** @param {() => Promise<unknown>} change @param {import('./words.js').Key} done */
  const make = async (change, done) => {
    result.removeAttribute('data-problem');
    setText(result, '');
    try {
      await change();
      setText(result, t(done));
      show();
    } catch (error) {
      result.dataset.problem = '';
      setText(result, error instanceof DOMException ? t('problem.no-picture') : explain(error));
    }
  };
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    if (chosen) {
      await make(async () => api.setPicture(await squarePng(chosen)), 'picture.saved');
      file.value = '';
    }
  });
  remove.addEventListener('click', () => make(api.removePicture, 'picture.removed'));
  show();
}

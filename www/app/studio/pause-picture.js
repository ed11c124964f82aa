import { one, setText } from '../dom.js';
import { t } from '../words.js';
import { forgetPicture, keepPicture, keptPicture } from './pause-store.js';

/** No larger than what is ever streamed, which is 1080p: more is made smaller before it is kept. */
const MOST_WIDTH = 1920;
const MOST_HEIGHT = 1080;
/** A file that is larger is refused before it is decoded: a photo has a few. */
const MOST_BYTES = 30_000_000;

/**
 * Any picture that the browser can show, no larger than is of use.
 *
 * @param {Blob} file
 * @returns {Promise<Blob>} rejects with a `DOMException` when it is none
 */
async function bounded(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MOST_WIDTH / picture.width, MOST_HEIGHT / picture.height);
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  picture.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Lets the streamer choose the picture for pauses, in place of words, and remove it. */
export class PausePicture {
  #file = one('#pause-picture', HTMLInputElement);
  #remove = one('[data-action="remove-pause-picture"]', HTMLButtonElement);
  #result = one('[data-of="pause"] output', HTMLOutputElement);
  #mixer;

  /** @param {import('./mixer.js').Mixer} mixer */
  constructor(mixer) {
    this.#mixer = mixer;
    this.#file.addEventListener('change', () => this.#choose());
    this.#remove.addEventListener('click', () => this.#forget());
    keptPicture().then((kept) => kept && this.#show(kept)).catch(() => {});
  }

  async #choose() {
    const file = this.#file.files?.[0];
    this.#file.value = '';
    if (!file) {
      return;
    }
    if (file.size > MOST_BYTES) {
      setText(this.#result, t('scene.picture-too-large'));
      return;
    }
    try {
      const picture = await bounded(file);
      await this.#show(picture);
      setText(this.#result, '');
      await keepPicture(picture).catch(() => setText(this.#result, t('scene.picture-not-kept')));
    } catch {
      setText(this.#result, t('problem.no-picture'));
    }
  }

  /** @param {Blob} picture */
  async #show(picture) {
    this.#mixer.pausePicture(await createImageBitmap(picture));
    this.#remove.hidden = false;
  }

  #forget() {
    this.#mixer.pausePicture(null);
    this.#remove.hidden = true;
    this.#file.focus();
    setText(this.#result, '');
    forgetPicture().catch(() => {});
  }
}

import { RATIO, even } from '../../core/composing/layout.js';
import { keepsUp, laterFamilies } from '../../core/publishing/encoder-speed.js';
import { one } from '../dom.js';
import { recall, remember } from '../preferences.js';

/** @typedef {import('../../core/publishing/video-codec.js').Family} Family */

const FIELDS = /** @type {const} */ (['height', 'fps', 'kbps', 'codec']);
/** @type {Partial<Record<Family, string>>} */
const NAMES = { vp9: 'VP9', av1: 'AV1' };

/**
 * Lets one choose how the stream is to look, and remembers it here.
 *
 * @param {(quality: import('./studio.js').Quality) => void} choose
 * @param {(problem: import('../words.js').Key) => void} problem
 */
export async function setUpQuality(choose, problem) {
  const form = one('.quality', HTMLFormElement);
  const fields = FIELDS.map((name) => one(`[name="${name}"]`, HTMLSelectElement, form));
  const codec = one('[name="codec"]', HTMLSelectElement, form);
  const tell = () => {
    const [height, fps, kbps] = fields.map(({ value }) => Number(value));
    choose({ height, fps, kbps, family: /** @type {Family} */ (codec.value) || null });
  };
  const restore = (/** @type {HTMLSelectElement[]} */ fields) => {
    for (const field of fields) {
      const before = recall(`studio-${field.name}`);
      if ([...field.options].some(({ value }) => value === before)) {
        field.value = before ?? '';
      }
    }
    tell();
  };
  let changes = 0;
  form.addEventListener('change', async () => {
    const change = ++changes;
    if (codec.value && !await isFast(form) && change === changes) {
      codec.value = '';
      problem('studio.codec-slow');
    }
    if (change === changes) {
      fields.forEach(({ name, value }) => remember(`studio-${name}`, value));
      tell();
    }
  });
  restore(fields);
  const families = await laterFamilies();
  families.forEach((family) => codec.add(new Option(NAMES[family], family)));
  one('.field:has([name="codec"])', HTMLElement).hidden = families.length === 0;
  restore([codec]);
}

/** Tries what was chosen. @param {HTMLFormElement} form */
async function isFast(form) {
  const [height, fps, codec] = ['height', 'fps', 'codec'].map((name) => one(`[name="${name}"]`, HTMLSelectElement, form).value);
  form.setAttribute('aria-busy', 'true');
  const fast = await keepsUp(/** @type {Family} */ (codec), even(Number(height) * RATIO), Number(height), Number(fps));
  form.removeAttribute('aria-busy');
  return fast;
}

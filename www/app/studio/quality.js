import { one } from '../dom.js';
import { recall, remember } from '../preferences.js';

const FIELDS = /** @type {const} */ (['height', 'fps', 'kbps']);

/** Lets one choose how the stream is to look, and remembers it here. @param {(quality: import('./studio.js').Quality) => void} choose */
export function setUpQuality(choose) {
  const form = one('.quality', HTMLFormElement);
  const fields = FIELDS.map((name) => one(`[name="${name}"]`, HTMLSelectElement, form));
  for (const field of fields) {
    const before = recall(`studio-${field.name}`);
    if ([...field.options].some(({ value }) => value === before)) {
      field.value = before ?? '';
    }
  }
  const tell = () => {
    const [height, fps, kbps] = fields.map(({ value }) => Number(value));
    choose({ height, fps, kbps });
  };
  form.addEventListener('change', () => {
    fields.forEach(({ name, value }) => remember(`studio-${name}`, value));
    tell();
  });
  tell();
}

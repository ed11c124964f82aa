import { LEAST_SIZE, MOST_SIZE, SCENES } from '../../core/composing/scene.js';
import { make, one } from '../dom.js';
import { t } from '../words.js';

/** @typedef {import('./mixer.js').Mixer} Mixer */
/** @typedef {import('../../core/composing/scene.js').Inset} Inset */

/** The scenes to choose from, and what there is to say about the one that is on. */
export class ScenePanel {
  #root = one('.scenes', HTMLElement);
  #options = one('.scene-options', HTMLElement);
  #size = one('[name="inset-size"]', HTMLInputElement, this.#options);
  #text = one('[name="scene-text"]', HTMLTextAreaElement, this.#options);
  #mixer;

  /** @param {Mixer} mixer */
  constructor(mixer) {
    this.#mixer = mixer;
    this.#root.append(...SCENES.map((scene, i) => make('button', {
      class: 'button', type: 'button', 'data-scene': scene, 'aria-keyshortcuts': String(i + 1), onclick: () => mixer.choose(scene),
    }, t(`scene.${scene}`), make('kbd', { 'aria-hidden': 'true' }, String(i + 1)))));
    for (const shape of this.#shapes) {
      shape.addEventListener('click', () => this.#change({ round: shape.dataset.shape === 'round' }));
    }
    // In hundredths.
    this.#size.min = String(LEAST_SIZE * 100);
    this.#size.max = String(MOST_SIZE * 100);
    this.#size.addEventListener('input', () => this.#change({ size: Number(this.#size.value) / 100 }));
    this.#text.value = mixer.scenes.text;
    this.#text.addEventListener('input', () => mixer.set({ text: this.#text.value }));
  }

  /** Keys that go over to a scene each. @returns {import('../shortcuts.js').Shortcut[]} */
  get shortcuts() {
    return SCENES.map((scene, i) => ({ keys: [String(i + 1)], key: `scene.${scene}`, act: () => this.#mixer.choose(scene) }));
  }

  show() {
    const { scene, inset } = this.#mixer.scenes;
    for (const button of this.#root.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.scene === scene));
    }
    for (const option of this.#options.children) {
      option.toggleAttribute('hidden', option.getAttribute('data-of') !== scene);
    }
    for (const shape of this.#shapes) {
      shape.setAttribute('aria-pressed', String((shape.dataset.shape === 'round') === inset.round));
    }
    const size = String(Math.round(inset.size * 100));
    if (this.#size.value !== size) {
      this.#size.value = size;
    }
  }

  get #shapes() {
    return /** @type {NodeListOf<HTMLElement>} */ (this.#options.querySelectorAll('[data-shape]'));
  }

  /** @param {Partial<Inset>} changes */
  #change(changes) {
    this.#mixer.set({ inset: { ...this.#mixer.scenes.inset, ...changes } });
  }
}

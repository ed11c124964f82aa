/**
 * Shows an element on the whole screen. A browser that does this for videos alone (those of iPhones)
 * gets an element as large as the page: `[data-filling]` in the style sheet.
 */
export class FullScreen {
  #element;
  #changed;

  /** @param {HTMLElement} element @param {(on: boolean) => void} changed */
  constructor(element, changed) {
    this.#element = element;
    this.#changed = changed;
    document.addEventListener('fullscreenchange', () => changed(document.fullscreenElement !== null));
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.#filling) {
        this.#fill(false);
      }
    });
  }

  toggle() {
    if (!document.fullscreenEnabled) {
      this.#fill(!this.#filling);
    } else if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      // Refused without a person's gesture; there is nothing to say about it.
      this.#element.requestFullscreen().catch(() => {});
    }
  }

  get #filling() {
    return this.#element.hasAttribute('data-filling');
  }

  /** @param {boolean} on */
  #fill(on) {
    this.#element.toggleAttribute('data-filling', on);
    this.#changed(on);
  }
}

import { one } from '../dom.js';
import { DeviceField } from './devices.js';

/** @typedef {import('./mixer.js').Mixer} Mixer */

/** Screen and webcam, each on or off, and which webcam. */
export class SourceButtons {
  #display = one('[data-source="display"]', HTMLButtonElement);
  #another = one('[data-action="another"]', HTMLButtonElement);
  #camera = one('[data-source="camera"]', HTMLButtonElement);
  #cameras;
  #cameraUsed = '';
  #mixer;

  /** @param {Mixer} mixer */
  constructor(mixer) {
    this.#mixer = mixer;
    // A phone shares no screen.
    this.#display.hidden = !navigator.mediaDevices.getDisplayMedia;
    this.#display.addEventListener('click', () => mixer.has('display') ? mixer.close('display') : mixer.open('display'));
    this.#another.addEventListener('click', () => mixer.open('display'));
    this.#camera.addEventListener('click', () => mixer.has('camera') ? mixer.close('camera') : mixer.open('camera'));
    this.#cameras = new DeviceField('videoinput', 'webcam', (device) => {
      mixer.camera = device;
      if (mixer.has('camera')) {
        mixer.open('camera');
      }
    });
    mixer.camera = this.#cameras.chosen;
  }

  show() {
    this.#display.setAttribute('aria-pressed', String(this.#mixer.has('display')));
    this.#another.hidden = !this.#mixer.has('display');
    this.#camera.setAttribute('aria-pressed', String(this.#mixer.has('camera')));
    const { cameraUsed } = this.#mixer;
    if (cameraUsed !== this.#cameraUsed) {
      this.#cameraUsed = cameraUsed;
      this.#cameras.show(cameraUsed);
    }
  }
}

import { icon, make, one, setText } from './dom.js';
import { FullScreen } from './full-screen.js';
import { t } from './words.js';

/** @typedef {import('../core/viewing.js').Viewing} Viewing */
/** @typedef {import('./stage.js').Stage} Stage */

/** The bar goes away when the pointer has rested for so long. */
const IDLE_MILLIS = 2500;
const FIGURES_MILLIS = 500;

/** What can be done with the picture, by button or key: play, full screen, theatre, figures. */
export class PlayerControls {
  #viewing;
  #stage;
  #main = one('main', HTMLElement);
  #bar;
  #play = control('play', 'player.pause', 'pause');
  #toLive = make('button', { type: 'button', class: 'to-live' });
  #delay = make('span', { class: 'delay' });
  #stats = control('stats', 'player.stats', 'stats');
  #theatre = control('theatre', 'player.theatre', 'theatre');
  #fullscreen = control('fullscreen', 'player.fullscreen', 'fullscreen');
  #pip = control('pip', 'player.pip', 'pip');
  #help = control('help', 'player.help', 'help');
  #fullScreen;
  #panel;
  #idleTimer = 0;
  /** @type {Promise<import('./sound-controls.js').SoundControls> | null} */
  #sound = null;

  /** @param {Viewing} viewing @param {Stage} stage */
  constructor(viewing, stage) {
    this.#viewing = viewing;
    this.#stage = stage;
    this.#bar = one('.controls', HTMLElement, stage.element);
    this.#panel = one('.stats', HTMLElement, stage.element);
    this.#toLive.append(t('presence.live'), ' ', this.#delay);
    this.#toLive.title = t('player.to-live');
    this.#bar.setAttribute('aria-label', t('player.label'));
    this.#bar.append(this.#play, this.#toLive, make('span', { class: 'space' }),
      this.#stats, this.#help, this.#pip, this.#theatre, this.#fullscreen);
    this.#play.onclick = () => this.togglePlay();
    this.#toLive.onclick = () => this.toLive();
    this.#stats.onclick = () => this.toggleStats();
    this.#theatre.onclick = () => this.toggleTheatre();
    this.#fullscreen.onclick = () => this.toggleFullscreen();
    this.#pip.onclick = () => this.togglePip();
    this.#theatre.hidden = !document.querySelector('.chat');
    this.#pip.hidden = !document.pictureInPictureEnabled;
    // In a frame that may not have the screen there is nothing more to fill.
    this.#fullscreen.hidden = !document.fullscreenEnabled && window !== window.top;
    this.#fullScreen = new FullScreen(stage.element,
      (on) => label(this.#fullscreen, on ? 'player.fullscreen-leave' : 'player.fullscreen'));
    this.#watchPointer();
    this.#showPlaying();
    setInterval(() => this.#showFigures(), FIGURES_MILLIS);
  }

  /** @param {() => void} open shows the list of shortcuts */
  onHelp(open) {
    this.#help.onclick = open;
  }

  togglePlay() {
    if (this.#viewing.paused) {
      this.#viewing.resume();
    } else {
      this.#viewing.pause();
    }
    this.#showPlaying();
  }

  toLive() {
    this.#viewing.pause();
    this.#viewing.resume();
    this.#showPlaying();
  }

  toggleStats() {
    this.#panel.hidden = !this.#panel.hidden;
    this.#stats.setAttribute('aria-pressed', String(!this.#panel.hidden));
    this.#showFigures();
  }

  toggleTheatre() {
    const on = this.#main.toggleAttribute('data-theatre');
    this.#theatre.setAttribute('aria-pressed', String(on));
  }

  toggleFullscreen() {
    this.#fullScreen.toggle();
  }

  async togglePip() {
    try {
      if (document.pictureInPictureElement) {
        await document.exitPictureInPicture();
      } else {
        await pictureInPicture(this.#stage);
      }
    } catch (error) {
      console.warn(error);
    }
  }

  #showPlaying() {
    const { paused } = this.#viewing;
    this.#play.replaceChildren(icon(paused ? 'play' : 'pause'));
    label(this.#play, paused ? 'player.play' : 'player.pause');
    this.#stage.element.toggleAttribute('data-playing', !paused);
  }

  /** Sound comes with controls of its own, which a silent stream does not fetch. */
  async toggleSound() {
    (await this.#sound)?.toggle();
  }

  #showFigures() {
    if (this.#viewing.sound.state !== 'none') {
      this.#sound ??= import('./sound-controls.js').then(({ SoundControls }) => new SoundControls(
        this.#viewing.sound, this.#stage.element, one('.space', HTMLElement, this.#bar)));
    }
    const figures = this.#viewing.statistics();
    if (!figures) {
      return;
    }
    const latency = Number.isNaN(figures.latencyMillis) || this.#viewing.paused
      ? '' : `${Math.round(figures.latencyMillis)} ms`;
    setText(this.#delay, latency);
    this.#stage.element.dataset.latency = latency;
    if (!this.#panel.hidden) {
      const p95 = Math.round(figures.latencyP95Millis);
      const rows = [
        [t('stats.latency'), latency && `${latency} (p95 ${p95})`],
        [t('stats.rate'), `${figures.fps} fps`],
        [t('stats.bitrate'), `${Math.round(figures.kbps)} kbit/s`],
        [t('stats.size'), `${figures.width} × ${figures.height}`],
        [t('stats.buffer'), Number.isNaN(figures.bufferMillis) ? '' : `${Math.round(figures.bufferMillis)} ms`],
        [t('stats.decoder'), `${figures.decoder} ${figures.codec}`],
        [t('stats.dropped'), String(figures.dropped)],
      ];
      this.#panel.replaceChildren(...rows.flatMap(([name, value]) => [
        make('dt', {}, name), make('dd', {}, value || '–')]));
    }
  }

  #watchPointer() {
    const { element } = this.#stage;
    const wake = () => {
      element.removeAttribute('data-idle');
      clearTimeout(this.#idleTimer);
      this.#idleTimer = Number(setTimeout(() => element.setAttribute('data-idle', ''), IDLE_MILLIS));
    };
    element.addEventListener('pointermove', wake);
    element.addEventListener('pointerdown', wake);
    element.addEventListener('focusin', wake);
    element.addEventListener('pointerleave', () => element.setAttribute('data-idle', ''));
    element.addEventListener('dblclick', ({ target }) => {
      if (target instanceof Element && !target.closest('.controls')) {
        this.toggleFullscreen();
      }
    });
    wake();
  }
}

/** @param {string} name @param {import('./words.js').Key} key @param {string} picture */
function control(name, key, picture) {
  const button = make('button', { type: 'button', 'data-control': name }, icon(picture));
  label(button, key);
  return button;
}

/** @param {HTMLElement} button @param {import('./words.js').Key} key */
function label(button, key) {
  button.setAttribute('aria-label', t(key));
  button.title = t(key);
}

/**
 * Only a video can be a picture in picture, so a canvas is shown through one of its own.
 *
 * @param {Stage} stage
 */
async function pictureInPicture({ canvas, video }) {
  if (video.isConnected) {
    await video.requestPictureInPicture();
    return;
  }
  const copy = make('video', { muted: true });
  copy.muted = true;
  copy.srcObject = canvas.captureStream();
  copy.addEventListener('leavepictureinpicture', () => {
    copy.srcObject = null;
  });
  await copy.play();
  await copy.requestPictureInPicture();
}

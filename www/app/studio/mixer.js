import { Composition } from '../../core/composing/composition.js';
import { SOURCES_OF, readScenes, sceneWith } from '../../core/composing/scene.js';
import { picturesOf } from '../../core/publishing/pictures-of.js';
import { recall, remember } from '../preferences.js';
import { t } from '../words.js';
import { chooseSource, constraints, problemOf } from './source.js';

/** @typedef {import('../../core/composing/scene.js').Scene} Scene */
/** @typedef {import('../../core/composing/scene.js').SceneSettings} SceneSettings */
/** @typedef {import('./source.js').Kind} Kind */

/**
 * @typedef {object} MixerEvents
 * @property {(frame: VideoFrame, ageMillis: number) => void} frame goes out; is to be closed
 * @property {() => void} changed sources, their sizes, or scenes
 * @property {() => void} ended a source is gone: by the browser's button, as a window that was closed, or pulled out
 * @property {(problem: import('../words.js').Key) => void} problem for the person to read
 * @property {(stream: MediaStream | null) => void} shared what is shared now, perhaps with sound
 */

/** @typedef {{ stream: MediaStream, stop: () => void }} Opened */

const KEPT = 'studio-scenes';

/** The vision mixer: which sources there are, which scene is on, and the picture made of them. */
export class Mixer {
  scenes = readScenes(recall(KEPT));
  /** Id of the webcam that is wanted; empty for whichever the browser takes. */
  camera = '';
  #composition;
  #timers;
  #events;
  #quality = { height: 720, fps: 30 };
  #live = false;
  /** @type {Map<Kind, Opened>} */
  #opened = new Map();

  /** @param {HTMLCanvasElement} canvas shows what goes out @param {import('../../core/publishing/worker-timers.js').WorkerTimers} timers @param {MixerEvents} events */
  constructor(canvas, timers, events) {
    this.#timers = timers;
    this.#events = events;
    this.#composition = new Composition(canvas, {
      scenes: this.scenes, pause: t('scene.pause-words'), ...this.#quality, scale: 1, wanted: false, seen: true,
    }, events.frame, events.changed);
    document.addEventListener('visibilitychange', () => this.#composition.change({ seen: !document.hidden }));
  }

  /** Whether viewers would see anything but words that nobody asked for. */
  get shows() {
    const sources = SOURCES_OF[this.scenes.scene];
    return sources.length === 0 || sources.some((source) => this.has(source));
  }

  get layout() {
    return this.#composition.layout;
  }

  /** @param {Kind} kind */
  has(kind) {
    return this.#opened.has(kind);
  }

  /** The size of a source's pictures, null before the first. @param {Kind} kind */
  sizeOf(kind) {
    return this.#composition.sizeOf(kind);
  }

  /** The preview follows at once; a source that cannot do so stays as it is. @param {{ height: number, fps: number }} quality */
  quality({ height, fps }) {
    this.#quality = { height, fps };
    this.#composition.change({ height, fps });
    for (const [kind, { stream }] of this.#opened) {
      stream.getVideoTracks()[0].applyConstraints(constraints(kind, this.#quality)).catch(() => {});
    }
  }

  /** Pictures are handed on from now on, or no longer. @param {boolean} live */
  live(live) {
    this.#live = live;
    this.#composition.change({ wanted: live, scale: 1 });
  }

  /** @param {number} scale of the picture that goes out, at most 1 */
  scale(scale) {
    this.#composition.change({ scale });
  }

  /** @param {ImageBitmap | null} picture for pauses, is taken over; null for words */
  pausePicture(picture) {
    this.#composition.pausePicture(picture);
  }

  /** Lets the person choose a source, or another one in its place, and shows it. @param {Kind} kind */
  async open(kind) {
    if (!await this.#ask(kind)) {
      return;
    }
    const scene = sceneWith(this.scenes.scene, kind, (source) => this.has(source), this.#live);
    this.set({ scene });
    if (!SOURCES_OF[scene].includes(kind)) {
      this.#events.problem('studio.source-ready');
    }
  }

  /** Which webcam is on, empty for none. */
  get cameraUsed() {
    return this.#opened.get('camera')?.stream.getVideoTracks()[0].getSettings().deviceId ?? '';
  }

  /** Turns a source off. @param {Kind} kind */
  close(kind) {
    this.#release(kind);
    this.#events.changed();
  }

  /** Goes over to another scene, and asks for what it lacks first. @param {Scene} scene */
  async choose(scene) {
    for (const kind of SOURCES_OF[scene]) {
      if (!this.has(kind) && !await this.#ask(kind)) {
        return;
      }
    }
    this.set({ scene });
  }

  /** @param {Partial<SceneSettings>} changes */
  set(changes) {
    this.scenes = { ...this.scenes, ...changes };
    remember(KEPT, JSON.stringify(this.scenes));
    this.#composition.change({ scenes: this.scenes });
    this.#events.changed();
  }

  /** @param {Kind} kind */
  async #ask(kind) {
    let stream;
    try {
      stream = await chooseSource(kind, this.#quality, this.camera);
    } catch (error) {
      this.#events.problem(problemOf(error));
      return false;
    }
    this.#release(kind);
    const [track] = stream.getVideoTracks();
    track.addEventListener('ended', () => {
      if (this.#opened.get(kind)?.stream === stream) {
        this.close(kind);
        this.#events.ended();
      }
    });
    this.#opened.set(kind, { stream, stop: this.#take(kind, stream) });
    if (kind === 'display') {
      this.#events.shared(stream);
    }
    return true;
  }

  /** Hands the pictures of a source to the composition. @param {Kind} kind @param {MediaStream} stream @returns {() => void} ends it */
  #take(kind, stream) {
    const show = () => {
      const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, srcObject: stream });
      video.play().catch(() => {});
      return video;
    };
    return picturesOf(stream.getVideoTracks()[0], show, this.#quality.fps, this.#timers,
      (frame) => this.#composition.put(kind, frame));
  }

  /** @param {Kind} kind */
  #release(kind) {
    const opened = this.#opened.get(kind);
    if (!opened) {
      return;
    }
    this.#opened.delete(kind);
    opened.stop();
    opened.stream.getTracks().forEach((track) => track.stop());
    this.#composition.clear(kind);
    if (kind === 'display') {
      this.#events.shared(null);
    }
  }
}

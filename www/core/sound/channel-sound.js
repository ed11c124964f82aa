import { parseTrackConfig } from '../packet.js';

/** `none`: the stream has no sound. `off`: it waits for the person, or was turned off. @typedef {'none' | 'off' | 'on'} SoundState */

/**
 * The sound of a channel being watched, which is turned on by a person's gesture, as browsers insist
 * on. What plays it is fetched with the first of it, so that a silent stream costs nothing.
 */
export class ChannelSound {
  /** @type {SoundState} */
  state = 'none';
  #video;
  #resting = false;
  #volume = 1;
  #asked = false;
  /** @type {import('./sound-player.js').SoundPlayer | null} */
  #player = null;
  /** @type {import('../packet.js').TrackConfig | null} */
  #config = null;

  /** @param {HTMLVideoElement} video plays the sound itself when it plays MP4 */
  constructor(video) {
    this.#video = video;
  }

  /** @param {boolean} on in answer to a person's gesture */
  turn(on) {
    this.state = on ? 'on' : 'off';
    this.#apply();
  }

  /** @param {number} volume from 0 to 1 */
  volume(volume) {
    this.#volume = volume;
    this.#apply();
  }

  /** While nothing is watched, nothing is heard. @param {boolean} on */
  rest(on) {
    this.#resting = on;
    this.#apply();
  }

  /** The video element has sound. */
  audible() {
    if (this.state === 'none') {
      this.state = 'off';
    }
  }

  /** @param {import('../packet.js').Packet} packet */
  push(packet) {
    if (packet.config) {
      this.#config = parseTrackConfig(packet.payload);
      this.#player?.configure(this.#config);
    } else if (this.#player) {
      this.#player.push(packet);
    } else if (!this.#asked && 'AudioDecoder' in globalThis) {
      this.#asked = true;
      this.#fetch().catch(() => {
        this.#asked = false;
      });
    }
  }

  /** A frame of the picture is on the screen. @param {number} presentationMicros */
  shown(presentationMicros) {
    this.#player?.shown(presentationMicros);
  }

  /** Forgets what is under way. */
  reset() {
    this.#player?.reset();
  }

  close() {
    this.#player?.close();
    this.#player = null;
  }

  async #fetch() {
    const { SoundPlayer } = await import('./sound-player.js');
    this.#player = new SoundPlayer();
    if (this.#config) {
      this.#player.configure(this.#config);
    }
    this.audible();
    this.#apply();
  }

  #apply() {
    this.#video.muted = this.state !== 'on';
    this.#video.volume = this.#volume;
    this.#player?.volume(this.#volume);
    this.#player?.turn(this.state === 'on' && !this.#resting);
  }
}

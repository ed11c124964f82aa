import { AUDIO, VIDEO, parsePacket, parseTrackConfig } from './packet.js';
import { AUDIO_TRACK, VIDEO_TRACK, heldByWebm, webmCluster, webmHeader } from './webm.js';

/** @typedef {import('./segment.js').Segment} Segment */
/** @typedef {import('./packet.js').TrackConfig} TrackConfig */

/**
 * Makes segments of WebM of media packets. A track that it has no room for is left out; of a picture
 * that is, it says so in the place of each keyframe.
 */
export class WebmSegments {
  /** @type {TrackConfig | undefined} */
  #video;
  /** @type {TrackConfig | undefined} */
  #audio;
  /** A track has changed since the last header. */
  #changed = false;

  /** @param {ArrayBuffer} data one packet @returns {Segment[]} */
  read(data) {
    const packet = parsePacket(data);
    if (packet.config) {
      this.#configure(packet.track, parseTrackConfig(packet.payload));
      return [];
    }
    switch (packet.track) {
      case VIDEO: return this.#picture(packet);
      case AUDIO: return this.#sound(packet);
      default: return [];
    }
  }

  /** @param {number} track @param {TrackConfig} config */
  #configure(track, config) {
    if (track === VIDEO) {
      this.#video = config;
      this.#changed = true;
    } else if (track === AUDIO) {
      this.#audio = heldByWebm(config.codec) ? config : undefined;
      this.#changed = true;
    }
  }

  /** @param {import('./packet.js').Packet} packet @returns {Segment[]} */
  #picture({ keyframe, presentationMicros, captureMicros, payload }) {
    if (!this.#video || (this.#changed && !keyframe)) {
      return [];
    }
    if (!heldByWebm(this.#video.codec)) {
      return keyframe ? [{ kind: 'left-out', codec: this.#video.codec }] : [];
    }
    /** @type {Segment[]} */
    const segments = [];
    if (this.#changed) {
      this.#changed = false;
      const codecs = [this.#video.codec, ...(this.#audio ? [this.#audio.codec] : [])];
      segments.push({
        kind: 'init', type: `video/webm; codecs="${codecs.join(', ')}"`, bytes: webmHeader(this.#video, this.#audio),
      });
    }
    const micros = Math.max(0, presentationMicros);
    segments.push({
      kind: keyframe ? 'keyframe' : 'frame', start: micros / 1e6, captureMicros,
      bytes: webmCluster(VIDEO_TRACK, micros, keyframe, payload),
    });
    return segments;
  }

  /** @param {import('./packet.js').Packet} packet @returns {Segment[]} */
  #sound({ presentationMicros, payload }) {
    if (this.#changed || !this.#audio) {
      return [];
    }
    return [{ kind: 'sound', bytes: webmCluster(AUDIO_TRACK, Math.max(0, presentationMicros), true, payload) }];
  }
}

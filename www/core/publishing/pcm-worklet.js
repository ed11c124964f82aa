/**
 * Hands the sound on as it comes, 20 ms at a time (960 samples of each channel at 48 kHz), with the
 * time of its first sample. Silence too: a player that waits for sound stops the picture.
 */

/** Frames of Opus are 20 ms long. */
const FRAMES = 960;
const CHANNELS = 2;

// What an AudioWorkletGlobalScope has, which the types of a page do not know.
const scope = /** @type {any} */ (globalThis);

class Pcm extends scope.AudioWorkletProcessor {
  #samples = new Float32Array(FRAMES * CHANNELS);
  #filled = 0;
  #start = 0;

  /** @param {Float32Array[][]} inputs */
  process([input]) {
    const length = 128;
    if (this.#filled === 0) {
      this.#start = scope.currentTime;
    }
    for (let i = 0; i < length; i++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        const from = input[Math.min(channel, input.length - 1)];
        this.#samples[channel * FRAMES + this.#filled] = from?.[i] ?? 0;
      }
      if (++this.#filled === FRAMES) {
        const samples = this.#samples;
        this.port.postMessage({ start: this.#start, samples }, [samples.buffer]);
        this.#samples = new Float32Array(FRAMES * CHANNELS);
        this.#filled = 0;
        this.#start = scope.currentTime + (i + 1) / scope.sampleRate;
      }
    }
    return true;
  }
}

scope.registerProcessor('pcm', Pcm);

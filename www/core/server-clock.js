/** The best of so many exchanges counts; old ones leave, because clocks drift. */
const SAMPLES = 16;

/**
 * The server's clock as seen from here, in µs since 1970. The capture time in a packet is on that
 * clock, so `now() - captureMicros` is the whole way from the streamer's screen.
 */
export class ServerClock {
  #local;
  /** @type {{ roundTrip: number, offset: number }[]} */
  #samples = [];

  /** @param {() => number} [local] this machine's clock in µs since 1970, never going back */
  constructor(local = () => Math.round((performance.timeOrigin + performance.now()) * 1000)) {
    this.#local = local;
  }

  /** Whether the offset is known. */
  get known() {
    return this.#samples.length > 0;
  }

  /** @returns {import('./wire.js').Clock} the question to send now */
  ask() {
    return { type: 'clock', sent: this.#local() };
  }

  /** @param {import('./wire.js').Time} answer that has just arrived */
  receive({ sent, server }) {
    const received = this.#local();
    if (received < sent) {
      return;
    }
    this.#samples.push({ roundTrip: received - sent, offset: server - (sent + received) / 2 });
    if (this.#samples.length > SAMPLES) {
      this.#samples.shift();
    }
  }

  now() {
    const best = this.#samples.reduce(
      (least, sample) => sample.roundTrip < least.roundTrip ? sample : least,
      { roundTrip: Infinity, offset: 0 });
    return this.#local() + best.offset;
  }
}

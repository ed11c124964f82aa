/** Queueing that is no longer a jitter of the network, yet too short for a viewer to notice. */
const CONGESTED_MILLIS = 120;
/** From here on a new picture would only wait behind old ones. */
const HOLD_MILLIS = 200;
/** So little that the line has room. */
const CLEAR_MILLIS = 50;
/** Longer than most hiccups, and still soon enough to be back under half a second of delay. */
const PERSISTENT_MILLIS = 250;
/** How much slower congestion is forgotten than noticed. */
const FORGETTING = 3;
const BETWEEN_INCREASES_MILLIS = 500;
/** After a decrease what failed is not tried again at once. */
const QUIET_AFTER_DECREASE_MILLIS = 2000;
/** Room below what the line carries, so that a small surplus does not queue again. */
const DECREASE = 0.85;
/** Without an answer nobody knows what the line carries. */
const BLIND_DECREASE = 0.7;
const INCREASE = 1.08;
/** Around the rate at which the line was full the last time, for a while. */
const CAREFUL_INCREASE = 1.01;
const NEAR_BELOW = 0.85;
const NEAR_ABOVE = 1.2;
const LEAST_CAREFUL_MILLIS = 5_000;
const MOST_CAREFUL_MILLIS = 40_000;
/** Without an answer for so long the line stands still. */
const SILENCE_MILLIS = 300;
/** A route can change for the worse: a shortest round trip older than this is forgotten. */
const BASE_MEMORY_MILLIS = 30_000;
/** Below this a screen cannot be read; then fewer pictures are the better way. */
const LEAST_KBPS = 150;
/** More open questions than a line that is alive ever has. */
const MOST_OPEN = 128;

/** @typedef {{ sent: number, bytesBefore: number }} Question */
/** @typedef {{ received: number, roundTrip: number, bytes: number }} Answer */

/**
 * Keeps what is on its way to the server short in time: which bitrate the line carries, and when to
 * leave a picture out. It is the desktop program's CongestionControl, whose documentation says why
 * it decides so: `clock` questions travel behind the media, so an answer tells how long everything
 * before it took.
 *
 * Pure: times come in, in ms of a clock that never goes back.
 */
export class CongestionControl {
  #ceiling;
  #floor;
  #kbps;
  /** @type {Question[]} */
  #open = [];
  /** @type {Answer[]} */
  #answers = [];
  #bytesSent = 0;
  #bytesArrived = 0;
  #lastQueueing = 0;
  #lastRoundTrip = 0;
  #congested = 0;
  /** The first answer since the line became congested. @type {Answer | undefined} */
  #congestedSince;
  #draining = false;
  /** What the line carried when it was last full, 0 when it never was. */
  #knee = 0;
  #careful = LEAST_CAREFUL_MILLIS;
  #carefulUntil = 0;
  #adaptedAt;
  #mayIncreaseAt;

  /** @param {number} ceilingKbps what the streamer chose, never exceeded @param {number} now */
  constructor(ceilingKbps, now) {
    this.#ceiling = ceilingKbps;
    this.#floor = Math.min(LEAST_KBPS, ceilingKbps);
    this.#kbps = ceilingKbps;
    this.#adaptedAt = now;
    this.#mayIncreaseAt = now + BETWEEN_INCREASES_MILLIS;
  }

  /** A connection was made anew: nothing is on its way, the bitrate found so far still holds. @param {number} now */
  reconnected(now) {
    this.#open = [];
    this.#answers = [];
    this.#bytesArrived = this.#bytesSent;
    this.#lastQueueing = 0;
    this.#lastRoundTrip = 0;
    this.#congested = 0;
    this.#congestedSince = undefined;
    this.#draining = false;
    this.#adaptedAt = now;
    this.#mayIncreaseAt = now + BETWEEN_INCREASES_MILLIS;
  }

  /** Media of this size was handed over to be sent. @param {number} bytes */
  sent(bytes) {
    this.#bytesSent += bytes;
  }

  /** A question follows what was sent so far. @param {number} now */
  asked(now) {
    if (this.#open.length < MOST_OPEN) {
      this.#open.push({ sent: now, bytesBefore: this.#bytesSent });
    }
  }

  /** The question asked at `asked` was answered. @param {number} asked @param {number} now */
  answered(asked, now) {
    /** @type {Question | undefined} */
    let question;
    while (this.#open.length && this.#open[0].sent <= asked) {
      question = this.#open.shift();
    }
    if (question?.sent !== asked) {
      return;
    }
    this.#bytesArrived = question.bytesBefore;
    this.#answers.push({ received: now, roundTrip: now - asked, bytes: this.#bytesArrived });
    while (this.#answers[0].received < now - BASE_MEMORY_MILLIS) {
      this.#answers.shift();
    }
    this.#lastRoundTrip = now - asked;
    this.#lastQueueing = this.#lastRoundTrip - this.#baseRoundTrip();
    this.#adapt(now);
  }

  /** Whether to take a picture now; also where silence is noticed. @param {number} now */
  mayCapture(now) {
    this.#adapt(now);
    return !this.#draining && this.#queueing(now) <= HOLD_MILLIS;
  }

  /** What the encoder should aim for. */
  get kbps() {
    return Math.round(this.#kbps);
  }

  /** The last round trip in ms, 0 before the first. */
  get roundTripMillis() {
    return this.#lastRoundTrip;
  }

  /** @param {number} now */
  #adapt(now) {
    const queueing = this.#queueing(now);
    const passed = now - this.#adaptedAt;
    this.#adaptedAt = now;
    if (queueing < CLEAR_MILLIS) {
      this.#draining = false;
    }
    if (queueing > CONGESTED_MILLIS) {
      this.#congested += passed;
      this.#congestedSince ??= this.#answers.at(-1);
      if (this.#congested > PERSISTENT_MILLIS && this.#isOurs()) {
        this.#decrease(now);
      }
    } else {
      this.#congested = Math.max(0, this.#congested - passed / FORGETTING);
      this.#congestedSince = undefined;
      if (queueing < CLEAR_MILLIS && now >= this.#mayIncreaseAt) {
        this.#increase(now);
      }
    }
  }

  /** @param {number} now */
  #decrease(now) {
    const carried = this.#carriedKbps(now);
    if (carried > 0) {
      this.#careful = this.#isNear(carried)
        ? Math.min(MOST_CAREFUL_MILLIS, this.#careful * 2) : LEAST_CAREFUL_MILLIS;
      this.#carefulUntil = now + this.#careful;
      this.#knee = carried;
      this.#kbps = Math.min(this.#kbps, carried) * DECREASE;
    } else {
      this.#kbps *= BLIND_DECREASE;
    }
    this.#kbps = Math.max(this.#floor, this.#kbps);
    this.#draining = true;
    this.#congested = 0;
    this.#mayIncreaseAt = now + QUIET_AFTER_DECREASE_MILLIS;
  }

  /** @param {number} now */
  #increase(now) {
    const careful = now < this.#carefulUntil && this.#isNear(this.#kbps);
    this.#kbps = Math.min(this.#ceiling, this.#kbps * (careful ? CAREFUL_INCREASE : INCREASE));
    this.#mayIncreaseAt = now + BETWEEN_INCREASES_MILLIS;
  }

  /** @param {number} rate */
  #isNear(rate) {
    return rate > this.#knee * NEAR_BELOW && rate < this.#knee * NEAR_ABOVE;
  }

  /** Whether our own bytes are what waits: a line that others fill says nothing about what it carries. */
  #isOurs() {
    return (this.#bytesSent - this.#bytesArrived) * 8 / this.#kbps > CONGESTED_MILLIS / 2;
  }

  /** What arrived since the line became congested, kbit/s; 0 when unknown. @param {number} now */
  #carriedKbps(now) {
    const last = this.#answers.at(-1);
    if (!last || !this.#congestedSince || this.#congestedSince === last) {
      return 0;
    }
    // From answer to answer; but a long silence since the last one is part of the truth.
    const until = now - last.received > SILENCE_MILLIS ? now : last.received;
    return (last.bytes - this.#congestedSince.bytes) * 8 / (until - this.#congestedSince.received);
  }

  /** @param {number} now */
  #queueing(now) {
    return this.#open.length === 0 ? this.#lastQueueing
      : Math.max(this.#lastQueueing, now - this.#open[0].sent - this.#baseRoundTrip());
  }

  /** The shortest round trip lately: the line without any queue. */
  #baseRoundTrip() {
    return this.#answers.length ? Math.min(...this.#answers.map(({ roundTrip }) => roundTrip)) : 0;
  }
}

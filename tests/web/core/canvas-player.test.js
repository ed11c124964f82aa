import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CanvasPlayer } from '../../../www/core/canvas-player.js';
import { ServerClock } from '../../../www/core/server-clock.js';
import { bytes } from '../bytes.js';

/** A decoder that the test drives: it keeps what it is given until `finish` is called. */
class FakeDecoder {
  /** @type {FakeDecoder[]} */
  static made = [];
  state = 'unconfigured';
  /** @type {any[]} */
  queue = [];
  /** @type {any} */
  config = null;
  /** @type {() => void} */
  #dequeue = () => {};

  /** @param {{ output: (frame: any) => void, error: (error: Error) => void }} callbacks */
  constructor(callbacks) {
    this.callbacks = callbacks;
    FakeDecoder.made.push(this);
  }

  get decodeQueueSize() {
    return this.queue.length;
  }

  /** @param {string} _type @param {() => void} listener */
  addEventListener(_type, listener) {
    this.#dequeue = listener;
  }

  /** @param {any} config */
  configure(config) {
    this.config = config;
    this.state = 'configured';
  }

  /** @param {any} chunk */
  decode(chunk) {
    this.queue.push(chunk);
  }

  close() {
    this.state = 'closed';
  }

  /** Decodes one. @param {number} [width] */
  finish(width = 1280) {
    const { timestamp } = this.queue.shift();
    this.callbacks.output({ timestamp, displayWidth: width, displayHeight: 720, close: () => frames.closed++ });
    this.#dequeue();
  }

  /** @param {string} name */
  fail(name) {
    this.state = 'closed';
    this.callbacks.error(Object.assign(new Error(name), { name }));
  }
}

const frames = { closed: 0, drawn: /** @type {number[]} */ ([]) };
/** @type {Record<string, unknown>} */
const world = globalThis;
/** @type {Map<number, () => void>} */
const animations = new Map();
/** @type {string[]} */
let asked;
/** @type {any} */
let canvas;
/** @type {CanvasPlayer} */
let player;

/** @param {number} flags @param {number} micros @param {string} [payload] */
function packet(flags, micros, payload = '00') {
  const head = `01 00 ${flags.toString(16).padStart(4, '0')} 00000000 ${micros.toString(16).padStart(16, '0')} ${'0'.repeat(16)}`;
  player.push(bytes(head + payload).buffer);
}

const CONFIG = '04 61766331 00000500 000002d0 01';
const decoder = () => FakeDecoder.made[FakeDecoder.made.length - 1];
const animate = () => {
  const actions = [...animations.values()];
  animations.clear();
  actions.forEach((action) => action());
};
const types = () => decoder().queue.map(({ type }) => type).join(' ');

describe('CanvasPlayer', () => {
  beforeEach(() => {
    FakeDecoder.made = [];
    frames.closed = 0;
    frames.drawn = [];
    animations.clear();
    asked = [];
    let ids = 0;
    Object.assign(world, {
      VideoDecoder: FakeDecoder,
      EncodedVideoChunk: class {
        /** @param {object} init */
        constructor(init) {
          Object.assign(this, init);
        }
      },
      requestAnimationFrame: (/** @type {() => void} */ action) => {
        animations.set(++ids, action);
        return ids;
      },
      cancelAnimationFrame: (/** @type {number} */ id) => animations.delete(id),
    });
    canvas = {
      width: 16, height: 9,
      getContext: () => ({ drawImage: (/** @type {any} */ frame) => frames.drawn.push(frame.timestamp) }),
    };
    player = new CanvasPlayer(canvas, {
      clock: new ServerClock(() => 0),
      needKeyframe: () => asked.push('keyframe'),
      shown: () => asked.push('shown'),
      unsupported: () => asked.push('unsupported'),
      unplayable: () => asked.push('unplayable'),
    });
  });

  afterEach(() => {
    for (const name of ['VideoDecoder', 'EncodedVideoChunk', 'requestAnimationFrame', 'cancelAnimationFrame']) {
      delete world[name];
    }
  });

  it('configures the decoder for low latency and begins with a keyframe', () => {
    packet(2, 0, CONFIG);
    packet(0, 1);
    packet(1, 2);
    packet(0, 3);
    assert.equal(decoder().config.codec, 'avc1');
    assert.equal(decoder().config.optimizeForLatency, true);
    assert.deepEqual([...decoder().config.description], [1]);
    assert.equal(types(), 'key delta');
  });

  it('draws the newest decoded frame, at its own size, and closes every frame', () => {
    packet(2, 0, CONFIG);
    packet(1, 1);
    packet(0, 2);
    decoder().finish();
    decoder().finish();
    animate();
    assert.deepEqual(frames.drawn, [2]);
    assert.equal(frames.closed, 2);
    assert.equal(canvas.width, 1280);
    assert.deepEqual(asked, ['shown']);
  });

  it('gives the decoder only a few frames at once, and the rest as it takes them', () => {
    packet(2, 0, CONFIG);
    packet(1, 0);
    for (let i = 1; i < 10; i++) {
      packet(0, i);
    }
    assert.equal(decoder().queue.length, 4);
    decoder().finish();
    assert.equal(decoder().queue.length, 4);
  });

  it('does not show each late frame while it catches up', () => {
    packet(2, 0, CONFIG);
    packet(1, 0);
    for (let i = 1; i < 20; i++) {
      packet(0, i);
    }
    while (decoder().queue.length) {
      decoder().finish();
      animate();
    }
    assert.ok(frames.drawn.length <= 6, `${frames.drawn.length} drawn`);
    assert.equal(frames.drawn.at(-1), 19);
    assert.equal(frames.closed, 20);
  });

  it('goes on through a repeated configuration, and starts anew for another', () => {
    packet(2, 0, CONFIG);
    packet(1, 1);
    packet(2, 2, CONFIG);
    packet(0, 3);
    assert.equal(FakeDecoder.made.length, 1);
    assert.equal(types(), 'key delta');
    packet(2, 4, CONFIG.replace('00000500', '00000780'));
    packet(0, 5);
    packet(1, 6);
    assert.equal(FakeDecoder.made.length, 2);
    assert.equal(FakeDecoder.made[0].state, 'closed');
    assert.equal(decoder().config.codedWidth, 0x780);
    assert.equal(types(), 'key');
  });

  it('asks for a keyframe after an error and goes on with it', () => {
    packet(2, 0, CONFIG);
    packet(1, 1);
    decoder().fail('EncodingError');
    assert.deepEqual(asked, ['keyframe']);
    packet(0, 2);
    packet(1, 3);
    assert.equal(FakeDecoder.made.length, 2);
    assert.equal(types(), 'key');
  });

  it('gives up on a stream that it cannot decode', () => {
    packet(2, 0, CONFIG);
    decoder().fail('NotSupportedError');
    assert.deepEqual(asked, ['unsupported']);
  });

  it('gives up after three failures with no picture between them, and not before', () => {
    packet(2, 0, CONFIG);
    for (let i = 0; i < 2; i++) {
      packet(1, i);
      decoder().fail('EncodingError');
    }
    packet(1, 5);
    decoder().finish();
    decoder().fail('EncodingError');
    assert.ok(!asked.includes('unsupported'));
    decoder().fail('EncodingError');
    decoder().fail('EncodingError');
    assert.ok(asked.includes('unsupported'));
  });

  it('ignores what an old decoder still says', () => {
    packet(2, 0, CONFIG);
    packet(1, 1);
    const old = decoder();
    player.reset();
    old.queue = [{ timestamp: 1 }];
    old.finish();
    old.fail('AbortError');
    animate();
    assert.deepEqual(frames.drawn, []);
    assert.equal(frames.closed, 1);
    assert.deepEqual(asked, []);
  });

  it('shows nothing after it was closed', () => {
    packet(2, 0, CONFIG);
    packet(1, 1);
    decoder().finish();
    player.close();
    animate();
    assert.deepEqual(frames.drawn, []);
    assert.equal(frames.closed, 1);
  });

  it('says how much waits to be shown, as time', () => {
    packet(2, 0, CONFIG);
    assert.equal(player.statistics().bufferMillis, 0);
    packet(1, 1);
    packet(0, 2);
    assert.ok(Number.isNaN(player.statistics().bufferMillis), 'without a frame rate nobody knows');
    decoder().finish();
    animate();
    const { bufferMillis, fps } = player.statistics();
    assert.equal(bufferMillis, 1000 / fps, 'one frame waits');
  });
});

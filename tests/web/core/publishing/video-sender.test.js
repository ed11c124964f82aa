import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CONFIG, KEYFRAME, parseTrackConfig } from '../../../../www/core/packet.js';
import { VideoSender } from '../../../../www/core/publishing/video-sender.js';

/** An encoder that the test drives: it keeps what it is given until `finish` is called. */
class FakeEncoder {
  /** @type {FakeEncoder[]} */
  static made = [];
  state = 'unconfigured';
  /** @type {any} */
  config = null;
  #told = false;
  /** @type {{ timestamp: number, keyFrame: boolean }[]} */
  queue = [];

  /** @param {any} callbacks */
  constructor(callbacks) {
    this.callbacks = callbacks;
    FakeEncoder.made.push(this);
  }

  get encodeQueueSize() {
    return this.queue.length;
  }

  /** @param {any} config */
  configure(config) {
    this.#told &&= config.width === this.config.width;
    this.config = config;
    this.state = 'configured';
  }

  /** @param {{ timestamp: number }} frame @param {{ keyFrame: boolean }} options */
  encode({ timestamp }, { keyFrame }) {
    this.queue.push({ timestamp, keyFrame });
  }

  close() {
    this.state = 'closed';
  }

  /** Encodes all that it was given. */
  finish() {
    for (const { timestamp, keyFrame } of this.queue.splice(0)) {
      const metadata = this.#told ? {} : { decoderConfig: { codec: this.config.codec, codedWidth: this.config.width, codedHeight: this.config.height } };
      this.#told = true;
      this.callbacks.output({ type: keyFrame ? 'key' : 'delta', timestamp, byteLength: 1, copyTo: () => {} }, metadata);
    }
  }

  fail() {
    this.state = 'closed';
    this.callbacks.error(new Error('broken'));
  }
}

describe('VideoSender', () => {
  /** @type {string[]} */
  let sent;
  /** @type {any[]} */
  let packets;
  let now = 0;
  let may = true;
  let kbps = 1000;
  let open = 0;
  let failed = 0;
  /** @type {VideoSender} */
  let sender;
  const before = globalThis.VideoFrame;
  const encoder = () => FakeEncoder.made[FakeEncoder.made.length - 1];

  /** @param {number} [width] @param {number} [height] */
  function picture(width = 640, height = 360) {
    open++;
    return /** @type {any} */ ({ visibleRect: { x: 0, y: 0, width, height }, close: () => open-- });
  }

  /** A picture comes, is encoded and sent. @param {number} [width] @param {number} [height] */
  function show(width, height) {
    now += 33;
    sender.take(picture(width, height));
    encoder()?.finish();
  }

  beforeEach(() => {
    [sent, packets, now, may, kbps, open, failed] = [[], [], 0, true, 1000, 0, 0];
    FakeEncoder.made = [];
    globalThis.VideoFrame = /** @type {any} */ (class {
      /** @param {any} _source @param {{ timestamp: number }} init */
      constructor(_source, { timestamp }) {
        this.timestamp = timestamp;
        open++;
      }

      close() {
        open--;
      }
    });
    sender = new VideoSender('h264', 30, {
      send: (...packet) => {
        packets.push(packet);
        sent.push(packet[1] & CONFIG ? 'config' : packet[1] & KEYFRAME ? 'key' : 'delta');
      },
      mayCapture: () => may,
      kbps: () => kbps,
      now: () => now,
      captureMicros: () => 7_000_000 + now * 1000,
      failed: () => failed++,
      Encoder: /** @type {any} */ (FakeEncoder),
    });
  });
  afterEach(() => {
    globalThis.VideoFrame = before;
  });

  it('encodes nothing before there is a connection', () => {
    show();
    assert.equal(FakeEncoder.made.length, 0);
    assert.equal(sender.dropped, 0);
  });

  it('begins with the config and a keyframe, on each connection', () => {
    sender.connected();
    show();
    show();
    assert.deepEqual(sent, ['config', 'key', 'delta']);
    assert.deepEqual({ ...parseTrackConfig(packets[0][4]), description: null }, { codec: 'avc1.42E01F', a: 640, b: 360, description: null });
    sender.disconnected();
    show();
    sender.connected();
    show();
    show();
    assert.deepEqual(sent.slice(3), ['config', 'key', 'delta']);
    assert.equal(FakeEncoder.made.length, 1);
  });

  it('sends what was in the encoder when the connection was lost to nobody', () => {
    sender.connected();
    show();
    now += 33;
    sender.take(picture());
    sender.disconnected();
    sender.connected();
    encoder().finish();
    assert.deepEqual(sent, ['config', 'key']);
    show();
    assert.deepEqual(sent.slice(2), ['config', 'key']);
  });

  it('makes a keyframe when asked, and every four seconds', () => {
    sender.connected();
    show();
    sender.requestKeyframe();
    show();
    show();
    now += 4000;
    show();
    assert.deepEqual(sent, ['config', 'key', 'key', 'delta', 'key']);
  });

  it('sends the capture time, and presentation times that grow', () => {
    sender.connected();
    show();
    sender.take(picture());
    encoder().finish();
    const [first, second] = packets.filter(([, flags]) => flags !== CONFIG);
    assert.equal(first[3], 7_033_000);
    assert.ok(second[2] > first[2]);
  });

  it('counts the time that painting took as part of the way', () => {
    sender.connected();
    sender.take(picture(), 12);
    encoder().finish();
    assert.equal(packets[1][3], 7_000_000 - 12_000);
  });

  it('leaves pictures out while the line is full', () => {
    sender.connected();
    show();
    may = false;
    show();
    show();
    assert.equal(sender.dropped, 2);
    assert.equal(sender.behind, 0);
    may = true;
    show();
    assert.deepEqual(sent, ['config', 'key', 'delta']);
  });

  it('leaves pictures out while the encoder is behind', () => {
    sender.connected();
    for (let i = 0; i < 10; i++) {
      now += 33;
      sender.take(picture());
    }
    assert.equal(encoder().queue.length, 3);
    assert.deepEqual([sender.dropped, sender.behind, sender.encoded], [7, 7, 3]);
  });

  it('sends a still picture again until it is sharp, and when a keyframe is wanted', () => {
    sender.connected();
    show();
    const tick = () => {
      now += 200;
      sender.again();
      encoder().finish();
    };
    for (let i = 0; i < 20; i++) {
      tick();
    }
    const still = sent.length;
    assert.ok(still > 4 && still < 12, `${still} packets`);
    sender.requestKeyframe();
    tick();
    tick();
    assert.deepEqual(sent.slice(still), ['key']);
  });

  it('sends a new config and a keyframe when the picture has another size', () => {
    sender.connected();
    show(640, 360);
    show(641, 361);
    show(320, 200);
    show(320, 200);
    assert.deepEqual(sent, ['config', 'key', 'delta', 'config', 'key', 'delta']);
    assert.deepEqual([sender.width, sender.height], [320, 200]);
  });

  it('tells the encoder of another bitrate, but not of every small change', () => {
    sender.connected();
    show();
    kbps = 950;
    now += 1000;
    show();
    assert.equal(encoder().config.bitrate, 1_000_000);
    kbps = 600;
    now += 1000;
    show();
    assert.equal(encoder().config.bitrate, 600_000);
    assert.deepEqual(sent, ['config', 'key', 'delta', 'delta']);
  });

  it('begins anew when the encoder fails, and gives up when it does nothing else', () => {
    sender.connected();
    show();
    encoder().fail();
    show();
    assert.equal(failed, 0);
    assert.equal(FakeEncoder.made.length, 2);
    for (let i = 0; i < 3; i++) {
      sender.take(picture());
      encoder().fail();
    }
    assert.equal(failed, 1);
  });

  it('closes every picture', () => {
    sender.connected();
    for (let i = 0; i < 5; i++) {
      show();
    }
    sender.close();
    assert.equal(open, 0);
    assert.equal(encoder().state, 'closed');
  });
});

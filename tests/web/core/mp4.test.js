import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeInit, parseMp4Message, startOf } from '../../../www/core/mp4.js';
import { bytes, random } from '../bytes.js';

/** @param {string} type @param {...(string)} contents hex @returns {string} a box in hex */
function box(type, ...contents) {
  const body = contents.join('').replace(/\s/g, '');
  const size = (8 + body.length / 2).toString(16).padStart(8, '0');
  return size + Buffer.from(type, 'latin1').toString('hex') + body;
}

/** @param {string} version @param {string} entry */
function movie(version, entry) {
  const times = version === '01' ? '00'.repeat(16) : '00'.repeat(8);
  return bytes(box('ftyp', '69736f35') + box('moov', box('mvhd', '00'.repeat(100)), box('trak',
    box('mdia', box('mdhd', version, '000000', times, '000f4240', '00000000'),
      box('minf', box('stbl', box('stsd', '00000000 00000001', entry)))))));
}

const AVC = box('avc1', '00'.repeat(78), box('avcC', '01 42c01f ff'));

describe('parseMp4Message', () => {
  it('reads kind, capture time and segment', () => {
    const message = parseMp4Message(bytes('01 000000000000000f aabb').buffer);
    assert.deepEqual({ ...message, bytes: [...message.bytes] }, { kind: 'keyframe', captureMicros: 15, bytes: [0xaa, 0xbb] });
  });

  it('reads the codec of a picture that is left out', () => {
    const { kind, bytes: codec } = parseMp4Message(bytes('03 000000000000000f 767038').buffer);
    assert.equal(kind, 'left-out');
    assert.equal(String.fromCharCode(...codec), 'vp8');
  });

  it('refuses an unknown kind and an empty segment', () => {
    assert.throws(() => parseMp4Message(bytes('04 000000000000000f aabb').buffer));
    assert.throws(() => parseMp4Message(bytes('00 000000000000000f').buffer));
  });
});

describe('describeInit', () => {
  it('finds codec and time scale in either version of the header', () => {
    for (const version of ['00', '01']) {
      assert.deepEqual(describeInit(movie(version, AVC)), { type: 'video/mp4; codecs="avc1.42C01F"', timescale: 1_000_000 });
    }
  });

  it('finds the codec of VP9 and AV1 in their boxes', () => {
    const typeOf = (/** @type {string} */ entry, /** @type {string} */ configuration) =>
      describeInit(movie('00', box(entry, '00'.repeat(78), configuration))).type;
    assert.equal(typeOf('vp09', box('vpcC', '01000000 00 1f 82 01 01 01 0000')), 'video/mp4; codecs="vp09.00.31.08"');
    assert.equal(typeOf('av01', box('av1C', '81 05 0c 00')), 'video/mp4; codecs="av01.0.05M.08"');
    assert.equal(typeOf('av01', box('av1C', '81 2c cc 00')), 'video/mp4; codecs="av01.1.12H.10"');
  });

  it('refuses a segment without a track', () => {
    assert.throws(() => describeInit(bytes(box('moov', ''))));
  });
});

describe('startOf', () => {
  it('reads 32-bit and 64-bit decode times', () => {
    const fragment = (/** @type {string} */ time) => bytes(box('moof', box('mfhd', '0000000000000001'), box('traf', box('tfdt', time))));
    assert.equal(startOf(fragment('00000000 001e8480'), 1_000_000), 2);
    assert.equal(startOf(fragment('01000000 00000001 00000000'), 1 << 16), 65_536);
  });

  it('is unknown when the fragment does not say', () => {
    assert.ok(Number.isNaN(startOf(bytes(box('mdat', '00')), 1)));
  });
});

describe('damaged segments', () => {
  it('are described or refused, and never read past their end', () => {
    const next = random(7);
    const good = movie('00', AVC);
    for (let i = 0; i < 10_000; i++) {
      const damaged = good.slice(0, 1 + next() % good.length);
      damaged[next() % damaged.length] = next() & 255;
      try {
        describeInit(damaged);
        startOf(damaged, 1);
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }
  });
});

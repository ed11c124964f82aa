import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { AUDIO, CONFIG, KEYFRAME, VIDEO } from '../../../www/core/packet.js';
import { PacketWriter, writeTrackConfig } from '../../../www/core/publishing/packet-writer.js';
import { WebmSegments } from '../../../www/core/webm-segments.js';
import { VIDEO_TRACK, heldByWebm, opusMicros, webmCluster, webmHeader } from '../../../www/core/webm.js';
import { bytes, random } from '../bytes.js';

const NOTHING = new Uint8Array();
const VP8 = { codec: 'vp8', a: 16, b: 16, description: NOTHING };
const OPUS = { codec: 'opus', a: 48_000, b: 2, description: NOTHING };
/** Red, 16 × 16, as libvpx encodes it, and a frame that changes nothing; 20 ms of silence in Opus. */
const VP8_KEYFRAME = bytes(`f002009d012a100010000047088585888584880202 0275aa03f803fa020d4d1800fefd6e
  f3ffe3993730c4ff8e6dfff1613c0e28c8fff15100`);
const VP8_FRAME = bytes('b10100 0510ac00180018582ff400080000');
const OPUS_SILENCE = bytes('fc ff fe');

describe('webmHeader', () => {
  it('says which tracks there are, in a segment that ends with the stream', () => {
    const header = Buffer.from(webmHeader(VP8, OPUS)).toString('hex');
    assert.match(header, /^1a45dfa3/);
    assert.match(header, /1853806701ffffffffffffff1549a966/);
    for (const text of ['webm', 'V_VP8', 'A_OPUS', 'OpusHead']) {
      assert.ok(header.includes(Buffer.from(text).toString('hex')), text);
    }
    assert.ok(!Buffer.from(webmHeader(VP8)).includes('A_OPUS'));
  });
});

describe('webmCluster', () => {
  it('holds one block, its time in microseconds, and says that a keyframe needs no other', () => {
    const cluster = (/** @type {boolean} */ keyframe) =>
      Buffer.from(webmCluster(VIDEO_TRACK, 0x0123456789, keyframe, bytes('aabb'))).toString('hex');
    const times = 'e7 10000005 0123456789';
    const block = 'a1 10000006 81000000 aabb  9b 10000003 07a120';
    assert.equal(cluster(true), `1f43b675 10000022 ${times} a0 10000013 ${block}`.replace(/ /g, ''));
    assert.equal(cluster(false), `1f43b675 10000028 ${times} a0 10000019 ${block} fb 10000001 00`.replace(/ /g, ''));
  });
});

describe('opusMicros', () => {
  it('reads how long a packet lasts from its first bytes', () => {
    assert.equal(opusMicros(OPUS_SILENCE), 20_000); // one frame of CELT
    assert.equal(opusMicros(bytes('18')), 60_000); // SILK
    assert.equal(opusMicros(bytes('60')), 10_000); // hybrid
    assert.equal(opusMicros(bytes('81')), 5000); // two frames of 2.5 ms
    assert.equal(opusMicros(bytes('fb 03')), 60_000);
    assert.equal(opusMicros(bytes('fb')), 0);
    assert.equal(opusMicros(NOTHING), 0);
  });
});

describe('heldByWebm', () => {
  it('is what is made for it', () => {
    assert.deepEqual(['vp8', 'vp09.00.31.08', 'opus', 'avc1.42E01F', 'av01.0.04M.08', ''].map(heldByWebm),
      [true, true, true, false, false, false]);
  });
});

describe('WebmSegments', () => {
  /** @param {...[track: number, flags: number, micros: number, payload: Uint8Array]} packets */
  const read = (...packets) => {
    const writer = new PacketWriter();
    const segments = new WebmSegments();
    return packets.flatMap(([track, flags, micros, payload]) => segments.read(writer.write(track, flags, micros, 7, payload)));
  };
  const kinds = (/** @type {import('../../../www/core/segment.js').Segment[]} */ segments) => segments.map(({ kind }) => kind);
  const picture = writeTrackConfig('vp8', 16, 16);
  const sound = writeTrackConfig('opus', 48_000, 2);

  it('begin at the keyframe after a config, and again when another config has come', () => {
    const segments = read(
      [VIDEO, 0, 0, VP8_FRAME], [VIDEO, CONFIG, 0, picture], [AUDIO, CONFIG, 0, sound], [AUDIO, 0, 0, OPUS_SILENCE],
      [VIDEO, 0, 0, VP8_FRAME], [VIDEO, KEYFRAME, 2e6, VP8_KEYFRAME], [AUDIO, 0, 2e6, OPUS_SILENCE], [VIDEO, 0, 3e6, VP8_FRAME],
      [AUDIO, CONFIG, 0, sound], [AUDIO, 0, 4e6, OPUS_SILENCE], [VIDEO, KEYFRAME, 5e6, VP8_KEYFRAME]);
    assert.deepEqual(kinds(segments), ['init', 'keyframe', 'sound', 'frame', 'init', 'keyframe']);
    const [init, keyframe] = segments;
    assert.equal(init.kind === 'init' && init.type, 'video/webm; codecs="vp8, opus"');
    assert.deepEqual(keyframe.kind === 'keyframe' && [keyframe.start, keyframe.captureMicros], [2, 7]);
  });

  it('leave sound out that WebM has no room for', () => {
    const segments = read([VIDEO, CONFIG, 0, picture], [AUDIO, CONFIG, 0, writeTrackConfig('mp4a.40.2', 48_000, 2)],
      [VIDEO, KEYFRAME, 0, VP8_KEYFRAME], [AUDIO, 0, 0, OPUS_SILENCE]);
    assert.deepEqual(kinds(segments), ['init', 'keyframe']);
  });

  it('say at each keyframe that a picture has no room', () => {
    const segments = read([VIDEO, CONFIG, 0, writeTrackConfig('avc1.42E01F', 16, 16)],
      [VIDEO, KEYFRAME, 0, VP8_KEYFRAME], [VIDEO, 0, 0, VP8_FRAME], [VIDEO, KEYFRAME, 0, VP8_KEYFRAME]);
    assert.deepEqual(segments, Array(2).fill({ kind: 'left-out', codec: 'avc1.42E01F' }));
  });

  it('are made or refused of damaged packets, and never read past their end', () => {
    const next = random(11);
    const writer = new PacketWriter();
    const good = [writer.write(VIDEO, CONFIG, 0, 0, picture), writer.write(AUDIO, CONFIG, 0, 0, sound),
      writer.write(VIDEO, KEYFRAME, 0, 0, VP8_KEYFRAME), writer.write(AUDIO, 0, 0, 0, OPUS_SILENCE)];
    const segments = new WebmSegments();
    for (let i = 0; i < 10_000; i++) {
      const damaged = new Uint8Array(good[next() % good.length]).slice();
      damaged[next() % damaged.length] = next() & 255;
      try {
        segments.read(damaged.buffer.slice(0, 1 + next() % damaged.length));
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }
  });

  it('are read by ffmpeg as they were meant', { skip: spawnSync('ffprobe', ['-version']).error && 'ffmpeg is not installed' }, () => {
    const segments = read([VIDEO, CONFIG, 0, picture], [AUDIO, CONFIG, 0, sound],
      [VIDEO, KEYFRAME, 1_000_000, VP8_KEYFRAME], [AUDIO, 0, 1_000_000, OPUS_SILENCE], [AUDIO, 0, 1_020_000, OPUS_SILENCE],
      [VIDEO, 0, 1_033_334, VP8_FRAME]);
    const input = Buffer.concat(segments.map((segment) => 'bytes' in segment ? segment.bytes : NOTHING));
    const probe = spawnSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_entries',
      'stream=codec_name,width,sample_rate,channels:packet=stream_index,pts,duration,flags,size', '-f', 'matroska', '-'], { input, encoding: 'utf8' });
    assert.equal(probe.stderr, '');
    assert.equal(spawnSync('ffmpeg', ['-v', 'error', '-xerror', '-f', 'matroska', '-i', '-', '-f', 'null', '-'], { input, encoding: 'utf8' }).stderr, '');
    const { streams, packets } = JSON.parse(probe.stdout);
    assert.deepEqual(streams, [{ codec_name: 'vp8', width: 16 }, { codec_name: 'opus', sample_rate: '48000', channels: 2 }]);
    assert.deepEqual(packets.map((/** @type {any} */ { stream_index, pts, flags }) => [stream_index, pts, flags.startsWith('K')]),
      [[0, 1_000_000, true], [1, 1_000_000, true], [1, 1_020_000, true], [0, 1_033_334, false]]);
  });
});

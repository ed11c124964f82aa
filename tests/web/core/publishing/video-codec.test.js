import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { avcCodec, encoderConfig, suitableKbps } from '../../../../www/core/publishing/video-codec.js';

describe('avcCodec', () => {
  it('names the smallest level that the picture fits in', () => {
    assert.equal(avcCodec(1280, 720, 30), 'avc1.42E01F');
    assert.equal(avcCodec(1280, 800, 30), 'avc1.42E020');
    assert.equal(avcCodec(1920, 1080, 30), 'avc1.42E028');
    assert.equal(avcCodec(1920, 1080, 60), 'avc1.42E02A');
    assert.equal(avcCodec(3840, 2160, 60), 'avc1.42E034');
  });

  it('names the highest level for what fits in none', () => {
    assert.equal(avcCodec(16_384, 16_384, 60), 'avc1.42E034');
  });
});

describe('encoderConfig', () => {
  it('asks for frames as they come, in AVC format', () => {
    assert.deepEqual(encoderConfig('h264', 640, 360, 30, 500), {
      codec: 'avc1.42E01F', width: 640, height: 360, bitrate: 500_000, framerate: 30, latencyMode: 'realtime', avc: { format: 'avc' },
    });
    assert.equal(encoderConfig('vp8', 640, 360, 30, 500).avc, undefined);
  });

  it('names the smallest level of VP9 and AV1 that the picture fits in', () => {
    const codecs = (/** @type {'vp9' | 'av1'} */ family) => [[854, 480, 15], [1280, 720, 30], [1920, 1080, 30], [1920, 1080, 60]]
      .map(([width, height, fps]) => encoderConfig(family, width, height, fps, 500).codec);
    assert.deepEqual(codecs('vp9'), ['vp09.00.30.08', 'vp09.00.31.08', 'vp09.00.40.08', 'vp09.00.41.08']);
    assert.deepEqual(codecs('av1'), ['av01.0.04M.08', 'av01.0.05M.08', 'av01.0.08M.08', 'av01.0.09M.08']);
  });
});

describe('suitableKbps', () => {
  it('suits the picture, and stays within bounds', () => {
    assert.equal(suitableKbps(1280, 720, 30), 2500);
    assert.equal(suitableKbps(1280, 720, 60), 3700);
    assert.equal(suitableKbps(64, 64, 5), 300);
    assert.equal(suitableKbps(7680, 4320, 60), 12_000);
  });
});

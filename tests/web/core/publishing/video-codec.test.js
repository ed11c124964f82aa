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
});

describe('suitableKbps', () => {
  it('suits the picture, and stays within bounds', () => {
    assert.equal(suitableKbps(1280, 720, 30), 2500);
    assert.equal(suitableKbps(1280, 720, 60), 3700);
    assert.equal(suitableKbps(64, 64, 5), 300);
    assert.equal(suitableKbps(7680, 4320, 60), 12_000);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MalformedPacket, parsePacket, parseTrackConfig } from '../../../www/core/packet.js';
import { bytes, random } from '../bytes.js';

describe('parsePacket', () => {
  it('reads the example of PROTOCOL.md', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../PROTOCOL.md'), 'utf8');
    const example = /Example, a keyframe.*?```\n(.*?)\n```/s.exec(document)?.[1] ?? '';
    const packet = parsePacket(bytes(example).buffer);
    assert.deepEqual({ ...packet, payload: [...packet.payload] }, {
      track: 0, keyframe: true, config: false, disposable: false, sequence: 42,
      presentationMicros: 1_000_000, captureMicros: Number(0x645a1c2d30000n), payload: [0, 0, 0, 1, 0x65],
    });
  });

  it('reads flags, the largest sequence number and a time before zero', () => {
    const packet = parsePacket(bytes('01 01 0006 ffffffff ffffffffffffffff 0000000000000000').buffer);
    assert.equal(packet.track, 1);
    assert.equal(packet.keyframe, false);
    assert.equal(packet.config, true);
    assert.equal(packet.disposable, true);
    assert.equal(packet.sequence, 0xffff_ffff);
    assert.equal(packet.presentationMicros, -1);
    assert.equal(packet.payload.length, 0);
  });

  it('refuses a cut header and another version', () => {
    assert.throws(() => parsePacket(new ArrayBuffer(23)), MalformedPacket);
    assert.throws(() => parsePacket(bytes(`02${'00'.repeat(23)}`).buffer), MalformedPacket);
  });
});

describe('parseTrackConfig', () => {
  it('reads codec, size and description', () => {
    const config = parseTrackConfig(bytes('04 61766331 00000500 000002d0 0142c01f'));
    assert.deepEqual({ ...config, description: [...config.description] },
      { codec: 'avc1', a: 1280, b: 720, description: [1, 0x42, 0xc0, 0x1f] });
  });

  it('reads one that needs no description', () => {
    assert.equal(parseTrackConfig(bytes('03 767038 00000010 00000010')).description.length, 0);
  });

  it('refuses what is cut short or has no codec', () => {
    assert.throws(() => parseTrackConfig(bytes('')), MalformedPacket);
    assert.throws(() => parseTrackConfig(bytes('00 00000010 00000010')), MalformedPacket);
    assert.throws(() => parseTrackConfig(bytes('04 61766331 00000500 000002')), MalformedPacket);
  });
});

describe('random bytes', () => {
  it('are a packet, a configuration or refused', () => {
    const next = random(1);
    for (let i = 0; i < 20_000; i++) {
      const data = Uint8Array.from({ length: next() % 60 }, () => next() & 255);
      data[0] = next() % 3;
      for (const parse of [() => parsePacket(data.buffer), () => parseTrackConfig(data)]) {
        try {
          parse();
        } catch (error) {
          assert.ok(error instanceof MalformedPacket, String(error));
        }
      }
    }
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CONFIG, KEYFRAME, VIDEO, parsePacket, parseTrackConfig } from '../../../../www/core/packet.js';
import { PacketWriter, writeTrackConfig } from '../../../../www/core/publishing/packet-writer.js';
import { bytes } from '../../bytes.js';

/** @param {ArrayBuffer} buffer */
const hex = (buffer) => Buffer.from(buffer).toString('hex');

describe('PacketWriter', () => {
  it('writes the example of PROTOCOL.md', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../../PROTOCOL.md'), 'utf8');
    const example = /Example, a keyframe.*?```\n(.*?)\n```/s.exec(document)?.[1] ?? '';
    const writer = new PacketWriter();
    for (let i = 0; i < 42; i++) {
      writer.write(VIDEO, 0, 0, 0, bytes('00'));
    }
    assert.equal(hex(writer.write(VIDEO, KEYFRAME, 1e6, 0x645a1c2d30000, bytes('0000000165'))), hex(bytes(example).buffer));
  });

  it('numbers each track by itself', () => {
    const writer = new PacketWriter();
    const number = (/** @type {number} */ track) => parsePacket(writer.write(track, 0, 0, 0, bytes('00'))).sequence;
    assert.deepEqual([number(0), number(2), number(0), number(2), number(0)], [0, 0, 1, 1, 2]);
  });

  it('lets an encoder copy its chunk into the packet', () => {
    const chunk = { byteLength: 2, copyTo: (/** @type {Uint8Array} */ to) => to.set([7, 8]) };
    const packet = parsePacket(new PacketWriter().write(VIDEO, CONFIG, -1, 5.6, /** @type {any} */ (chunk)));
    assert.deepEqual([...packet.payload], [7, 8]);
    assert.equal(packet.presentationMicros, -1);
    assert.equal(packet.captureMicros, 6);
  });
});

describe('writeTrackConfig', () => {
  it('writes what parseTrackConfig reads', () => {
    for (const description of [[], [1, 0x42, 0xc0, 0x1f]]) {
      const config = parseTrackConfig(writeTrackConfig('avc1.42E01F', 1280, 720, Uint8Array.from(description)));
      assert.deepEqual({ ...config, description: [...config.description] }, { codec: 'avc1.42E01F', a: 1280, b: 720, description });
    }
  });

  it('takes a description as buffer or as a view of one', () => {
    const buffer = bytes('09 01 02 09').buffer;
    assert.deepEqual([...parseTrackConfig(writeTrackConfig('vp8', 2, 2, new Uint8Array(buffer, 1, 2))).description], [1, 2]);
    assert.deepEqual([...parseTrackConfig(writeTrackConfig('vp8', 2, 2, buffer)).description], [9, 1, 2, 9]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PacketQueue } from '../../../www/core/packet-queue.js';

/** @param {string} kind `K` keyframe, `d` disposable, anything else a frame that others need */
function packet(kind, sequence = 0) {
  return {
    track: 0, keyframe: kind === 'K', config: false, disposable: kind === 'd', sequence,
    presentationMicros: 0, captureMicros: 0, payload: new Uint8Array(0),
  };
}

/** @param {PacketQueue} queue @param {string} kinds */
function offer(queue, kinds) {
  return [...kinds].map((kind, i) => queue.offer(packet(kind, i)));
}

/** @param {PacketQueue} queue @returns {string} */
function drain(queue) {
  let kinds = '';
  for (let next = queue.take(); next; next = queue.take()) {
    kinds += next.keyframe ? 'K' : next.disposable ? 'd' : 'p';
  }
  return kinds;
}

describe('PacketQueue', () => {
  it('begins with a keyframe', () => {
    const queue = new PacketQueue();
    offer(queue, 'pdpKpp');
    assert.equal(drain(queue), 'Kpp');
    assert.equal(queue.dropped, 3);
  });

  it('keeps a whole group of pictures for a decoder that catches up', () => {
    const queue = new PacketQueue();
    offer(queue, `K${'p'.repeat(300)}`);
    assert.equal(drain(queue).length, 301);
  });

  it('skips to the newest keyframe when it is behind', () => {
    const queue = new PacketQueue();
    offer(queue, 'KppppKp');
    assert.equal(drain(queue), 'Kp');
    assert.equal(queue.dropped, 5);
  });

  it('keeps what waits before a keyframe when it is nearly caught up', () => {
    const queue = new PacketQueue();
    offer(queue, 'KpK');
    assert.equal(drain(queue), 'KpK');
  });

  it('drops disposable frames first', () => {
    const queue = new PacketQueue();
    offer(queue, 'Kdpdd');
    assert.equal(drain(queue), 'Kdp');
    assert.equal(queue.dropped, 2);
  });

  it('asks for a keyframe when it is full, and waits for it', () => {
    const queue = new PacketQueue();
    assert.ok(offer(queue, `K${'p'.repeat(599)}`).every((taken) => taken));
    assert.deepEqual(offer(queue, 'p'), [false]);
    assert.ok(queue.needsKeyframe);
    offer(queue, 'ppKp');
    assert.equal(drain(queue), 'Kp');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownOf, newlyLive, parseKnown } from '../../../www/core/newly-live.js';

/** @param {string} name @param {'live' | 'away' | 'offline'} presence @param {number} started */
const channel = (name, presence, started) => ({ name, presence, started, title: '', description: '', game: '', viewers: 0 });
const names = (/** @type {{ name: string }[]} */ channels) => channels.map(({ name }) => name);

describe('who has gone live', () => {
  const before = [channel('alva', 'live', 100), channel('bo', 'offline', 0), channel('cia', 'away', 300)];
  const known = parseKnown(JSON.stringify(knownOf(before)));

  it('is nobody for who looks for the first time', () => assert.deepEqual(newlyLive(before, null), []));
  it('is who was not live before', () =>
    assert.deepEqual(names(newlyLive([channel('alva', 'live', 100), channel('bo', 'live', 400)], known)), ['bo']));
  it('is who has begun another stream', () =>
    assert.deepEqual(names(newlyLive([channel('alva', 'live', 500)], known)), ['alva']));
  it('is not who was away for a moment', () =>
    assert.deepEqual(newlyLive([channel('cia', 'live', 300)], known), []));
  it('is nobody when the browser kept something else', () => {
    for (const text of [null, '', '{', '7', '[1]', '"x"']) {
      assert.equal(parseKnown(text), null);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LEAST_SIZE, MOST_SIZE, MOST_TEXT, SCENES, readScenes, sceneWith } from '../../../../www/core/composing/scene.js';

describe('readScenes', () => {
  it('gives back what was written', () => {
    const settings = { scene: /** @type {const} */ ('side'), inset: { x: 0.25, y: 0, size: 0.5, round: true }, text: 'Hej\nallihop' };
    assert.deepEqual(readScenes(JSON.stringify(settings)), settings);
  });

  it('begins with the screen, and the webcam in the lower right corner', () => {
    const { scene, inset } = readScenes(null);
    assert.equal(scene, 'screen');
    assert.deepEqual([inset.x, inset.y, inset.round], [1, 1, false]);
  });

  it('takes each setting by itself, within its bounds', () => {
    const { scene, inset, text } = readScenes(JSON.stringify({ scene: 'zoo', inset: { x: -3, y: 'low', size: 9, round: 1 }, text: 'å'.repeat(999) }));
    assert.equal(scene, 'screen');
    assert.deepEqual(inset, { x: 0, y: 1, size: MOST_SIZE, round: false });
    assert.equal(text.length, MOST_TEXT);
  });

  it('makes settings of whatever is stored', () => {
    const written = JSON.stringify({ scene: 'corner', inset: { x: 1, y: 0.5, size: 0.3, round: true }, text: 'a"b' });
    let chance = 1;
    const random = (/** @type {number} */ n) => {
      chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor(chance / 2 ** 32 * n);
    };
    const values = ['null', '[]', '{}', '-1e999', '"x"', 'true', '{"inset":null}', '{"inset":[]}', '7', ''];
    for (let round = 0; round < 2000; round++) {
      const at = random(written.length);
      const { scene, inset: { x, y, size, round: isRound }, text } = readScenes(
        written.slice(0, at) + values[random(values.length)] + written.slice(at + random(20)));
      assert.ok(SCENES.includes(scene));
      assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1 && size >= LEAST_SIZE && size <= MOST_SIZE);
      assert.equal(typeof isRound, 'boolean');
      assert.ok(text.length <= MOST_TEXT);
    }
  });
});

describe('sceneWith', () => {
  const having = (/** @type {string[]} */ ...sources) => (/** @type {string} */ source) => sources.includes(source);

  it('shows what was added, and both when there are two', () => {
    assert.equal(sceneWith('screen', 'camera', having('camera'), false), 'camera');
    assert.equal(sceneWith('camera', 'display', having('camera', 'display'), false), 'corner');
    assert.equal(sceneWith('pause', 'display', having('display'), false), 'screen');
  });

  it('keeps a scene that shows what was added', () => {
    assert.equal(sceneWith('side', 'camera', having('camera'), false), 'side');
    assert.equal(sceneWith('screen', 'display', having('display', 'camera'), true), 'screen');
  });

  it('shows viewers nothing new before the streamer says so', () => {
    assert.equal(sceneWith('camera', 'display', having('camera', 'display'), true), 'camera');
    assert.equal(sceneWith('pause', 'camera', having('camera'), true), 'pause');
  });

  it('helps a scene out that has nothing left to show', () => {
    assert.equal(sceneWith('screen', 'camera', having('camera'), true), 'camera');
  });
});

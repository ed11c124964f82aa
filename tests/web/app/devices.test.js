import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choicesOf, deviceOf } from '../../../www/app/studio/devices.js';

/** @param {string} kind @param {string} deviceId @param {string} label @param {string} [groupId] */
const device = (kind, deviceId, label, groupId = '') => /** @type {MediaDeviceInfo} */ ({ kind, deviceId, label, groupId });

const DEVICES = [
  device('audioinput', 'default', 'Default - Headset', 'b'),
  device('audioinput', 'one', 'Built-in', 'a'),
  device('audioinput', 'two', 'Headset', 'b'),
  device('videoinput', 'cam', 'Webcam', 'c'),
  device('audiooutput', 'out', 'Speakers', 'a'),
];

describe('the devices to choose from', () => {
  it('are those of the kind, each once', () => {
    assert.deepEqual(choicesOf(DEVICES, 'audioinput'), [{ id: 'one', label: 'Built-in' }, { id: 'two', label: 'Headset' }]);
    assert.deepEqual(choicesOf(DEVICES, 'videoinput'), [{ id: 'cam', label: 'Webcam' }]);
  });

  it('are none before the browser names them', () => {
    assert.deepEqual(choicesOf([device('audioinput', '', ''), device('audioinput', 'x', '')], 'audioinput'), []);
  });

  it('hold the one that the system’s own is', () => {
    assert.equal(deviceOf(DEVICES, 'audioinput', 'default'), 'two');
    assert.equal(deviceOf(DEVICES, 'audioinput', 'one'), 'one');
    assert.equal(deviceOf(DEVICES, 'audioinput', 'communications'), 'communications');
    assert.equal(deviceOf(DEVICES, 'videoinput', ''), '');
  });
});

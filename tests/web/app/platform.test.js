import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { offersFor, platformHere } from '../../../www/app/platform.js';

const LINUX = { platform: 'linux-x64' };
const ANY = { platform: 'any' };

describe('offersFor', () => {
  it('finds the file of this system, and the one for any computer', () => {
    assert.deepEqual(offersFor([ANY, LINUX], 'linux'), { own: LINUX, portable: ANY });
    assert.deepEqual(offersFor([ANY, LINUX], 'windows'), { own: undefined, portable: ANY });
    assert.deepEqual(offersFor([LINUX], ''), { own: undefined, portable: undefined });
  });

  it('takes a phone for no system that the desktop app runs on', () => {
    assert.equal(platformHere({ userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/150' }), '');
  });
});

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { notify } from '../../../www/app/notifications.js';

describe('notify', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'Notification');
  });

  it('shows a notification', () => {
    /** @type {unknown[]} */
    const shown = [];
    Reflect.set(globalThis, 'Notification', class {
      /** @param {unknown[]} what */
      constructor(...what) {
        shown.push(what);
      }

      addEventListener() {}
    });
    assert.equal(notify('Alva is live', 'Kodar', '/alva'), true);
    assert.deepEqual(shown, [['Alva is live', { body: 'Kodar', icon: '/favicon.svg', tag: '/alva' }]]);
  });

  it('says so where the browser has none without a service worker, as on Android', () => {
    Reflect.set(globalThis, 'Notification', class {
      constructor() {
        throw new TypeError('Illegal constructor');
      }
    });
    assert.equal(notify('Alva is live', '', '/alva'), false);
  });
});

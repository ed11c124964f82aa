import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { begin } from '../../../www/app/begin.js';

describe('begin', () => {
  const world = /** @type {any} */ (globalThis);
  const before = { document: world.document, fetch: world.fetch, addEventListener: world.addEventListener };
  /** @type {EventTarget & { hidden?: boolean }} */
  let page;
  /** @type {EventTarget} */
  let window;
  /** @type {string[]} */
  let calls;

  beforeEach(async () => {
    page = new EventTarget();
    page.hidden = false;
    window = new EventTarget();
    calls = [];
    world.document = page;
    world.addEventListener = window.addEventListener.bind(window);
    world.fetch = async () => { throw new TypeError('the server is away'); };
    const viewing = { start: () => calls.push('start'), retryNow: () => calls.push('retry'), rest: (/** @type {boolean} */ on) => calls.push(`rest ${on}`) };
    await begin('bo', /** @type {any} */ (viewing), () => {}, () => calls.push('unknown'));
    assert.deepEqual(calls.splice(0), ['start'], 'a server that is away may be back soon');
  });

  afterEach(() => {
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange')); // ends its timer
    Object.assign(world, before);
  });

  it('tries at once when the network returns', () => {
    window.dispatchEvent(new Event('online'));
    assert.deepEqual(calls, ['retry']);
  });

  it('tries at once when the tab is looked at again, and plays on', () => {
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    assert.deepEqual(calls, [], 'a glance at another page stops nothing');
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    assert.deepEqual(calls, ['rest false', 'retry']);
  });
});

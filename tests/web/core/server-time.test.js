import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { learnServerTime, serverNow } from '../../../www/core/server-time.js';

const HOUR = 3_600_000;

describe('serverNow', () => {
  afterEach(() => {
    mock.timers.reset();
    learnServerTime(new Date().toUTCString());
  });

  it('goes by the server, however wrong the clock here is', () => {
    const server = Date.UTC(2026, 11, 1, 12);
    for (const off of [-9 * HOUR, 5 * HOUR, 40 * 365 * 24 * HOUR]) {
      mock.timers.enable({ apis: ['Date'], now: server + off });
      learnServerTime(new Date(server).toUTCString());
      assert.ok(Math.abs(serverNow() - server) <= 500);
      mock.timers.reset();
    }
  });

  it('keeps to the clock here where the difference may be the coarseness of the header', () => {
    const now = Date.UTC(2026, 11, 1, 12);
    mock.timers.enable({ apis: ['Date'], now });
    learnServerTime(new Date(now - 1000).toUTCString());
    assert.equal(serverNow(), now);
  });

  it('passes over answers without a date', () => {
    learnServerTime(null);
    learnServerTime('yesterday');
    assert.ok(Math.abs(serverNow() - Date.now()) < 10);
  });
});

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

describe('nextPage', () => {
  /** @type {(search: string) => string} */
  let nextPage;
  before(async () => {
    ({ nextPage } = await import('../../../www/app/session.js'));
  });

  it('is a page of this site', () => {
    assert.equal(nextPage('?next=/dashboard'), '/dashboard');
    assert.equal(nextPage('?next=%2Fbo%3Fplayer%3Dmp4'), '/bo?player=mp4');
    assert.equal(nextPage(''), '/');
  });

  it('is never another site', () => {
    for (const next of ['https://a.se', '//a.se', '/\\a.se', '\\/a.se', 'javascript:alert(1)', '/\t/a.se', '/\n/a.se', ' /a']) {
      const page = nextPage(`?next=${encodeURIComponent(next)}`);
      assert.equal(new URL(page, 'https://here').origin, 'https://here', next);
    }
  });
});

describe('platformHere', () => {
  it('knows the system from what the browser tells', async () => {
    const { platformHere, platformName } = await import('../../../www/app/platform.js');
    assert.equal(platformHere({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }), 'linux');
    assert.equal(platformHere({ userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' }), 'windows');
    assert.equal(platformHere({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' }), 'macos');
    assert.equal(platformHere({ userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9)' }), '');
    assert.equal(platformName('linux-x64'), 'Linux x64');
    assert.equal(platformName('any'), null);
  });
});

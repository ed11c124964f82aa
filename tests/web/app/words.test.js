import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import en from '../../../www/languages/en.js';
import moderationEn from '../../../www/languages/moderation-en.js';
import moderationSv from '../../../www/languages/moderation-sv.js';
import studioEn from '../../../www/languages/studio-en.js';
import studioSv from '../../../www/languages/studio-sv.js';
import sv from '../../../www/languages/sv.js';

const WWW = join(import.meta.dirname, '../../../www');
/** @type {Record<string, string | { one: string, other: string }>} */
const english = { ...en, ...studioEn, ...moderationEn };
const swedish = { ...sv, ...studioSv, ...moderationSv };

/** @param {unknown} phrase @returns {string[]} */
const placeholders = (phrase) => [...new Set(JSON.stringify(phrase).match(/\{\w+\}/g))].sort();

describe('the catalogues', () => {
  it('have the same phrases', () => {
    assert.deepEqual(Object.keys(sv), Object.keys(en));
    assert.deepEqual(Object.keys(moderationSv), Object.keys(moderationEn));
    assert.deepEqual(Object.keys(studioSv), Object.keys(studioEn));
  });

  it('have the same placeholders in each phrase', () => {
    for (const [key, phrase] of Object.entries(swedish)) {
      assert.deepEqual(placeholders(phrase), placeholders(english[key]), key);
    }
  });

  for (const page of readdirSync(WWW).filter((name) => name.endsWith('.html'))) {
    it(`have every phrase of ${page}, with its English in the page`, () => {
      const html = readFileSync(join(WWW, page), 'utf8');
      for (const [, key, text] of html.matchAll(/data-t="([^"]+)"[^>]*>([^<]*)</g)) {
        assert.equal(text.trim(), english[key], key);
      }
      for (const [, key] of html.matchAll(/data-t-(?:label|placeholder)="([^"]+)"/g)) {
        assert.ok(key in english, key);
      }
    });
  }

  it('have no phrase that nothing uses', () => {
    const sources = readdirSync(WWW, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(html|js)$/.test(name) && !name.startsWith('languages'))
      .map((name) => readFileSync(join(WWW, name), 'utf8')).join('\n');
    const computed = ['presence.', 'save.', 'problem.', 'nav.sign-', 'mod.action.', 'studio.state-', 'studio.smaller-', 'scene.'];
    const unused = Object.keys(english).filter((key) => !sources.includes(`'${key}'`) && !sources.includes(`"${key}"`)
      && !computed.some((prefix) => key.startsWith(prefix)));
    assert.deepEqual(unused, []);
  });
});

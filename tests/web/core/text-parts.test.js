import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { characters, isOnlyEmoji, isVisible, mentions, textParts } from '../../../www/core/text-parts.js';

/** @param {string} text @returns {string[]} the parts that are not plain */
const found = (text) => textParts(text).filter(({ kind }) => kind !== 'text').map(({ kind, text: part }) => `${kind} ${part}`);

describe('textParts', () => {
  it('gives back the whole text', () => {
    for (const text of ['', 'hej', 'see https://a.se/b?c=1#d, @bo!', '@@bo @b', 'http://', 'https://<b>x</b>']) {
      assert.equal(textParts(text).map((part) => part.text).join(''), text);
    }
  });

  it('finds addresses and leaves the punctuation after them', () => {
    assert.deepEqual(found('(see https://a.se/x, or http://b.se?q=1).'), ['link https://a.se/x', 'link http://b.se?q=1']);
  });

  it('makes no link of anything but http and https', () => {
    assert.deepEqual(found('javascript:alert(1) data:text/html,x ftp://a.se //a.se www.a.se'), []);
  });

  it('finds names that are spoken to', () => {
    assert.deepEqual(found('@bosse hej @Alva_1, mail a@bosse.se https://a.se/@bosse'),
      ['mention @bosse', 'mention @Alva_1', 'link https://a.se/@bosse']);
  });
});

describe('mentions', () => {
  it('knows a name whatever its case, and only the whole name', () => {
    assert.ok(mentions('hej @ALVA!', 'alva'));
    assert.ok(!mentions('hej @alvar', 'alva'));
    assert.ok(!mentions('hej @alva', ''));
  });
});

describe('isOnlyEmoji', () => {
  it('is true of one to three emoji', () => {
    assert.ok(isOnlyEmoji('🔥'));
    assert.ok(isOnlyEmoji(' 👍🏽 ❤️ 👩‍💻'));
    assert.ok(!isOnlyEmoji('🔥🔥🔥🔥'));
    assert.ok(!isOnlyEmoji('🔥!'));
    assert.ok(!isOnlyEmoji('12'));
    assert.ok(!isOnlyEmoji(''));
  });
});

describe('isVisible', () => {
  it('finds nothing in what only looks empty', () => {
    for (const text of ['', ' \n', '\u00a0', '\u200b', '\u3164', '\u2800', '\uffa0', '\u2060\ufeff', '\u0301', '\u{e0041}']) {
      assert.equal(isVisible(text), false, JSON.stringify(text));
    }
  });

  it('finds nothing in the characters in which the server finds nothing', () => {
    const invisible = new Set();
    const lines = readFileSync(new URL('invisible.txt', import.meta.url), 'utf8').split('\n');
    for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
      const [first, last = first] = line.split('-').map((hex) => parseInt(hex, 16));
      for (let c = first; c <= last; c++) {
        invisible.add(c);
      }
    }
    for (let c = 0; c <= 0x10FFFF; c++) {
      const character = String.fromCodePoint(c);
      assert.equal(isVisible(character), !invisible.has(c) && !/\p{M}/u.test(character), c.toString(16));
    }
  });

  it('finds letters, signs and emoji', () => {
    for (const text of ['a', '\u200b.', '漢', '👩‍💻', '❤️', '1️⃣']) {
      assert.equal(isVisible(text), true, text);
    }
  });
});

describe('characters', () => {
  it('counts as the protocol does', () => {
    assert.equal(characters('hej'), 3);
    assert.equal(characters('🌊'.repeat(500)), 500);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseView, select, valuesOf, writeView } from '../../../www/app/directory.js';

/** @param {string} name @param {number} viewers @param {number} started @param {string} title @param {string} game */
function channel(name, viewers, started, title, game) {
  return { name, viewers, started, title, game, language: game === 'Art' ? 'sv' : 'en', description: '', presence: /** @type {const} */ ('live') };
}

const CHANNELS = [
  channel('bo', 5, 100, 'Målar havet', 'Art'),
  channel('Alva', 5, 300, 'Kodar en kodek', 'Programming'),
  channel('cia', 50, 200, 'Speedrun', 'Celeste'),
];

/** @param {string} search */
const names = (search) => select(CHANNELS, parseView(search)).map(({ name }) => name).join(' ');

describe('the directory', () => {
  it('sorts by viewers, and those with as many by name', () => assert.equal(names(''), 'cia Alva bo'));
  it('sorts by fewest viewers', () => assert.equal(names('?sort=fewest'), 'Alva bo cia'));
  it('sorts by newest', () => assert.equal(names('?sort=newest'), 'Alva cia bo'));
  it('sorts by name whatever the case', () => assert.equal(names('?sort=name'), 'Alva bo cia'));
  it('shows one language', () => assert.equal(names('?language=sv'), 'bo'));
  it('shows one game', () => assert.equal(names('?game=Art'), 'bo'));
  it('finds all words anywhere, without accents too', () => {
    assert.equal(names('?q=malar'), 'bo');
    assert.equal(names('?q=kod+alva'), 'Alva');
    assert.equal(names('?q=kod+bo'), '');
    assert.equal(names('?q=CELESTE'), 'cia');
  });

  it('is kept in the address and read back', () => {
    for (const search of ['', '?q=a+b', '?q=%C3%A5&game=Art&sort=name', '?sort=newest', '?game=Art&language=sv', '?followed=first']) {
      assert.equal(writeView(parseView(search)), search);
    }
    assert.equal(parseView('?sort=constructor').sort, 'viewers');
  });

  it('shows those whom one follows first, when asked to', () => {
    const them = new Set(['bo']);
    assert.equal(select(CHANNELS, parseView('?followed=first'), them)[0].name, 'bo');
    assert.equal(select(CHANNELS, parseView(''), them)[0].name, 'cia');
  });

  it('lists the games that are on', () => assert.deepEqual(valuesOf(CHANNELS, 'game'), ['Art', 'Celeste', 'Programming']));
});

describe('the languages to choose from', () => {
  it('are those of PROTOCOL.md', () => {
    const root = join(import.meta.dirname, '../../..');
    const line = /^The language of a stream.*$/m.exec(readFileSync(join(root, 'PROTOCOL.md'), 'utf8'))?.[0] ?? '';
    const list = /TAGS = \[[^\]]*\]/.exec(readFileSync(join(root, 'www/app/stream-languages.js'), 'utf8'))?.[0] ?? '';
    const documented = Array.from(line.matchAll(/`(\w+)`/g), ([, tag]) => tag);
    assert.ok(documented.length > 20);
    assert.deepEqual(Array.from(list.matchAll(/'(\w+)'/g), ([, tag]) => tag), documented);
  });
});

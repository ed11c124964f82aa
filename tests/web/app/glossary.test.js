import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAM = 'modules/stream.client/src/stream/client/window';

/** @param {string} path @param {RegExp} phrase @returns {string[]} what is said in a catalogue */
const said = (path, phrase) => Array.from(readFileSync(join(ROOT, path), 'utf8').matchAll(phrase), ([, text]) => text);
const catalogues = readdirSync(join(ROOT, 'www/languages')).map((file) => `www/languages/${file}`);
const swedish = (/** @type {string} */ path) => /\bsv\.js$/.test(path);
const phrases = {
  English: [...catalogues.filter((path) => !swedish(path)).flatMap((path) => said(path, /^ {2}'[^']+': (.*),$/gm)),
    ...said(`${PROGRAM}/texts_en.properties`, /^[^#=]+=(.*)$/gm)],
  Swedish: [...catalogues.filter(swedish).flatMap((path) => said(path, /^ {2}'[^']+': (.*),$/gm)),
    ...said(`${PROGRAM}/texts_sv.properties`, /^[^#=]+=(.*)$/gm)],
};

/** The cells of the glossary's rows. */
const rows = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8').split('\n')
  .filter((line) => line.startsWith('| ')).map((line) => line.split('|').map((cell) => cell.trim()));

describe('the glossary', () => {
  for (const [language, column] of /** @type {const} */ ([['English', 4], ['Swedish', 5]])) {
    const avoided = rows.flatMap((cells) => Array.from(cells[column].matchAll(/`([^`]+)`/g), ([, phrase]) => phrase));

    it(`knows ${language} phrases to avoid, and ${language} catalogues`, () => {
      assert.ok(avoided.length > 20 && phrases[language].length > 400);
    });

    for (const phrase of avoided) {
      it(`keeps “${phrase}” out of the ${language} catalogues`, () => {
        const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        const found = new RegExp(`(?<!\\p{L})${escaped}(?!\\p{L})`, 'iu');
        assert.deepEqual(phrases[language].filter((text) => found.test(text)), []);
      });
    }
  }
});

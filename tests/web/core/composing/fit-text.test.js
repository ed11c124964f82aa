import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LINE_HEIGHT, fitText } from '../../../../www/core/composing/fit-text.js';

/** Letters half as wide as they are high. @param {string} line @param {number} size */
const measure = (line, size) => line.length * size / 2;

describe('fitText', () => {
  it('sets a short text in large letters on one line', () => {
    assert.deepEqual(fitText('Hej', 1000, 500, measure), { size: 100, lines: ['Hej'] });
  });

  it('breaks between words, and keeps the lines that were written', () => {
    const { lines } = fitText('Vi börjar klockan åtta\nVälkomna', 500, 500, measure);
    assert.equal(lines.at(-1), 'Välkomna');
    assert.equal(lines.slice(0, -1).join(' '), 'Vi börjar klockan åtta');
    assert.ok(lines.length > 2);
  });

  it('stays within the box', () => {
    for (const text of ['a', 'word '.repeat(40), 'long'.repeat(20), 'x\n'.repeat(12)]) {
      const { size, lines } = fitText(text, 800, 450, measure);
      assert.ok(lines.length * size * LINE_HEIGHT <= 450, text);
      assert.ok(lines.every((line) => measure(line, size) <= 800), text);
    }
  });

  it('leaves out what cannot be read anyway', () => {
    const { lines } = fitText('x\n'.repeat(100), 800, 450, measure);
    assert.ok(lines.length > 5 && lines.length < 40, String(lines.length));
  });

  it('has one empty line for no text', () => {
    assert.deepEqual(fitText(' ', 800, 450, measure).lines, ['']);
  });
});

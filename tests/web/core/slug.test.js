import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gameAddress, slugOf } from '../../../www/core/slug.js';

// The server's SlugTest has the same.
const SLUGS = [
  ['Baldur\'s Gate 3', 'baldurs-gate-3'], ['Ghost of Yōtei', 'ghost-of-yotei'], ['  Osu! ', 'osu'],
  ['Tony Hawk\'s Pro Skater 3 + 4', 'tony-hawks-pro-skater-3-4'], ['原神', '原神'],
  ['Pokémon: Let’s Go', 'pokemon-lets-go'], ['!?', ''],
];

describe('slugOf', () => {
  for (const [name, slug] of SLUGS) {
    it(`says ${name} as an address has it`, () => assert.equal(slugOf(name), slug));
  }

  it('gives an address that needs nothing escaped, and none without a letter', () => {
    assert.equal(gameAddress('原神'), '/game/%E5%8E%9F%E7%A5%9E');
    assert.equal(gameAddress('!?'), '');
  });
});

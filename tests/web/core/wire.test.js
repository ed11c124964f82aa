import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseMessage } from '../../../www/core/wire.js';

const FOR_PAGES = ['welcome', 'channel', 'viewers', 'chat', 'time', 'notice', 'removed', 'rules', 'standing', 'keyframe'];

describe('parseMessage', () => {
  const document = readFileSync(join(import.meta.dirname, '../../../PROTOCOL.md'), 'utf8');
  for (const [, example, type] of document.matchAll(/^(\{"type":"(\w+)".*\})$/gm)) {
    it(`${FOR_PAGES.includes(type) ? 'reads' : 'passes over'} the example of ${type} in PROTOCOL.md`, () => {
      assert.deepEqual(parseMessage(example), FOR_PAGES.includes(type) ? JSON.parse(example) : null);
    });
  }

  it('passes over what is malformed or unknown', () => {
    for (const text of ['', '[]', 'null', '3', '{}', '{"type":"viewers"}', '{"type":"viewers","count":"3"}',
      '{"type":"viewers","count":1.5}', '{"type":"constructor"}', '{"type":"chat","messages":[{"id":1}]}',
      '{"type":"welcome","user":"a","channel":{"name":"b"}}', '{"type":"later","x":1}',
      '{"type":"removed","ids":["1"]}', '{"type":"standing","role":"king","silent":0}']) {
      assert.equal(parseMessage(text), null, text);
    }
  });

  it('passes over members that it does not know', () => {
    assert.equal(parseMessage('{"type":"viewers","count":3,"new":true}')?.type, 'viewers');
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';

const WWW = join(import.meta.dirname, '../../../www');
const PAGES = readdirSync(WWW).filter((name) => name.endsWith('.html'));

/**
 * @param {string} module its address
 * @param {Set<string>} [found]
 * @returns {Set<string>} all modules that it imports, directly or not
 */
function imports(module, found = new Set()) {
  const source = readFileSync(join(WWW, module), 'utf8');
  for (const [, path] of source.matchAll(/^import\s(?:[^;]*?from\s)?'([^']+)'/gm)) {
    const imported = normalize(join(dirname(module), path));
    if (!found.has(imported)) {
      found.add(imported);
      imports(imported, found);
    }
  }
  return found;
}

for (const page of PAGES) {
  describe(page, () => {
    const html = readFileSync(join(WWW, page), 'utf8');

    it('refers only to files that are there, on this site', () => {
      for (const [, address] of html.matchAll(/(?:src|href)="([^"#?]+\.\w+)"/g)) {
        assert.match(address, /^\//);
        assert.ok(existsSync(join(WWW, address)), address);
      }
    });

    it('preloads the modules that it needs, so that none is found late', () => {
      const script = /<script type="module" src="([^"]+)"/.exec(html)?.[1] ?? '';
      const preloaded = Array.from(html.matchAll(/rel="modulepreload" href="([^"]+)"/g), ([, address]) => address);
      assert.deepEqual(preloaded.sort(), [...imports(script)].sort());
    });

    it('says in both languages that it needs JavaScript', () => {
      const [, note] = /<noscript>(.*?)<\/noscript>/s.exec(html) ?? [];
      assert.match(note, /needs JavaScript/);
      assert.match(note, /lang="sv">[^<]*behöver JavaScript/);
    });

    it('has no inline script, style or handler, which the security policy forbids', () => {
      assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    });
  });
}

describe('/favicon.ico', () => {
  it('is there for who asks for it without reading a page', () => {
    // ICONDIR: one icon, which is a PNG.
    const icon = readFileSync(join(WWW, 'favicon.ico'));
    assert.deepEqual([...icon.subarray(0, 6)], [0, 0, 1, 0, 1, 0]);
    assert.equal(icon.subarray(icon.readUInt32LE(18) + 1).toString('latin1', 0, 3), 'PNG');
  });
});

describe('the modules', () => {
  const modules = readdirSync(WWW, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

  for (const module of modules) {
    const source = readFileSync(join(WWW, module), 'utf8');

    // A catalogue is a table, which is as long as it is.
    if (!module.startsWith('languages/')) {
      it(`${module} is short enough to be one thing`, () => assert.ok(source.split('\n').length <= 300));
    }

    it(`${module} never makes markup of text`, () => {
      assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/);
    });
  }

  for (const module of modules.filter((name) => name.startsWith('core/'))) {
    it(`${module} does not know the page`, () => {
      const source = readFileSync(join(WWW, module), 'utf8');
      assert.doesNotMatch(source, /\bdocument\.|from '\.\.\/app\//);
    });
  }
});

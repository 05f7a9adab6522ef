import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { marked } from 'marked';

const root = resolve(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/*.md'], { cwd: root });
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  marked.walkTokens(marked.lexer(read(page)), (token) => {
    if (token.type !== 'heading') return;
    const plain = token.text.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{Pc} -]/gu, '');
    anchors.add(plain.replaceAll(' ', '-'));
  });
  return anchors;
}

test('links into a page lead to one of its headings', () => {
  let seen = 0;
  for (const page of pages) {
    for (const [link, file, anchor = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)) {
      const target = file ? join(dirname(page), file) : page;
      assert.ok(anchorsOf(target).has(anchor), `${page}: ${link}`);
      seen += 1;
    }
  }
  assert.ok(seen > 20, `only ${seen} links with an anchor`);
});

test('tests and scripts that a page names are there', () => {
  let seen = 0;
  for (const page of pages.filter((one) => !one.endsWith('architecture.md'))) {
    for (const [, file = ''] of read(page).matchAll(
      /`((?:test|scripts|src|examples|docs)\/[\w./*-]+\.\w+)`/g,
    )) {
      assert.notDeepEqual(globSync(file, { cwd: root }), [], `${page}: ${file}`);
      seen += 1;
    }
  }
  assert.ok(seen > 10, `only ${seen} files`);
});

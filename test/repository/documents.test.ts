/** What the documents say of other files is true, and they have the size and the form that readers need. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { marked } from 'marked';
import { withTables, withTested } from '../../scripts/docs.ts';
import { CLAIMS } from '../../src/confluent/claims.ts';
import { ERROR_CODES } from '../../src/errors.ts';
import { CLIENTS } from '../clients/interop/clients.ts';
import { FACTS } from '../clients/interop/table.ts';
import { VERSIONS } from '../clients/interop/versions.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = globSync(['*.md', 'docs/*.md'], { cwd: root }).map((page) => page.replaceAll('\\', '/'));
const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set(['']);
  marked.walkTokens(marked.lexer(read(page)), (token) => {
    if (token.type !== 'heading') return;
    const plain = token.text.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{Pc} -]/gu, '');
    anchors.add(plain.replaceAll(' ', '-'));
  });
  return anchors;
}

const anchors = new Map(pages.map((page) => [page, anchorsOf(page)]));

describe('the documents', () => {
  test('have links that lead to a file, and to a heading of a page', () => {
    let seen = 0;
    for (const page of pages) {
      for (const [link, file = '', anchor = ''] of read(page).matchAll(
        /\]\((?!https?:)([^)#]*)#?([^)]*)\)/g,
      )) {
        const target = file === '' ? page : join(dirname(page), file);
        assert.equal(globSync(target, { cwd: root }).length, 1, `${page}: ${link}`);
        if (target.endsWith('.md')) assert.ok(anchors.get(target)?.has(anchor), `${page}: ${link}`);
        seen += 1;
      }
    }
    assert.ok(seen > 60, `only ${seen} links`);
  });

  test('name files that are there', () => {
    let seen = 0;
    for (const page of pages) {
      const named = read(page).matchAll(
        /`((?:(?:test|scripts|src|examples|docs)\/[\w./*-]+\.\w+)|[\w./-]+\.(?:ts|mjs|cjs))`/g,
      );
      for (const [, file = ''] of named) {
        const found = globSync([file, `{src,scripts,test}/**/${file}`], { cwd: root });
        assert.notDeepEqual(found, [], `${page}: ${file}`);
        seen += 1;
      }
    }
    assert.ok(seen > 40, `only ${seen} files`);
  });

  test('have the tables that npm run docs makes', () => {
    assert.equal(withTables(read('README.md'), read('action.yml')), read('README.md'));
    assert.equal(withTested(read('docs/tested.md')), read('docs/tested.md'));
    const ids = FACTS.map(({ id }) => id).sort();
    assert.deepEqual([Object.keys(CLIENTS).sort(), Object.keys(VERSIONS).sort()], [ids, ids]);
    for (const [id, version] of Object.entries(VERSIONS)) assert.match(version(), /^\d+\.\d+/, id);
  });

  test('name the claims that a refusal shows, in their order', () => {
    const [, listed = ''] = /<!-- claims -->(.*)<!-- \/claims -->/s.exec(read('docs/setup.md')) ?? [];
    const names = [...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    assert.deepEqual(names, [...CLAIMS], 'change the list between the markers <!-- claims -->');
  });
});

describe('docs/troubleshooting.md', () => {
  const sections = read('docs/troubleshooting.md').split(/^## /m).slice(1);
  // Words alone: a message stands in several strings, with values between them.
  const plain = (text: string) => text.replaceAll(/\W+/g, ' ').trim();
  const source = plain(globSync('src/**/*.ts', { cwd: root }).map(read).join(' '));

  test('has an entry for each error code, and for no other', () => {
    const codes = sections.map((one) => one.split('\n', 1)[0]).filter((name = '') => /^[A-Z_]+$/.test(name));
    assert.deepEqual(codes.sort(), [...ERROR_CODES].sort());
  });

  for (const code of ERROR_CODES) {
    test(`${code}: the entry has a cause, a fix, and words that its messages still have`, () => {
      const section = sections.find((one) => one.startsWith(`${code}\n`)) ?? '';
      assert.match(section, /^> .+[\s\S]+\*\*Cause\.\*\*[\s\S]+\*\*Fix\.\*\*/m);
      const quoted = section.split('\n').filter((line) => line.startsWith('> '));
      const isKnown = (line: string) => {
        const words = plain(line).split(' ');
        return words.slice(0, -3).some((_, at) => source.includes(words.slice(at, at + 4).join(' ')));
      };
      assert.ok(quoted.some(isKnown), `none of ${quoted.join('\n')} is in src/`);
    });
  }
});

describe('the pages for users', () => {
  test('README has at most 1,400 words, and its first command after at most 100, code aside', () => {
    const readme = read('README.md');
    assert.ok(wordsOf(readme) <= 1400, `${wordsOf(readme)}`);
    const [before = '', command = ''] = readme.split(/^ *```sh$/m, 2);
    const prose = before.replaceAll(/```[\s\S]*?```/g, '');
    assert.ok(wordsOf(prose) <= 100, prose);
    assert.match(command, /^\n +gh /);
  });

  test('have at most 11,000 words, and none of them more than 2,000', () => {
    const notForUsers = ['docs/tested.md', 'docs/architecture.md'];
    const forUsers = pages.filter(
      (page) => /^(README|docs\/.*)\.md$/.test(page) && !notForUsers.includes(page),
    );
    const counted = forUsers.map((page) => [page, wordsOf(read(page))] as const);
    for (const [page, count] of counted) assert.ok(count <= 2000, `${page}: ${count}`);
    const sum = counted.reduce((all, [, count]) => all + count, 0);
    assert.ok(sum <= 11_000, `${sum}: ${counted.map((one) => one.join(' ')).join(', ')}`);
  });
});

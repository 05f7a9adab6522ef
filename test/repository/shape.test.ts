import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const read = (page: string) => readFileSync(resolve(root, page), 'utf8');
/** As `wc -w` counts them. */
const words = (page: string) => read(page).split(/\s+/).filter(Boolean).length;
/** Generated, or for contributors. */
const notForUsers = /^docs\/(tested|architecture|develop.*)\.md$/;
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root }).map((page) => page.replaceAll('\\', '/'))]
  .filter((page) => !notForUsers.test(page))
  .sort();

describe('the pages for users', () => {
  test('README has the workflow to copy in its first 25 lines, and at most 1,400 words', () => {
    const top = read('README.md').split('\n').slice(0, 25).join('\n');
    assert.match(top, /```yaml\n[\s\S]*uses: OWNER\/confluent-cloud-auth@v1\n[\s\S]*\n```/);
    assert.ok(words('README.md') <= 1400, `${words('README.md')}`);
  });

  test('README has its first command after at most 100 words, code aside', () => {
    const [before = '', command] = read('README.md').split(/^ *```sh$/m, 2);
    const prose = before.replaceAll(/```[\s\S]*?```/g, '');
    assert.ok(prose.split(/\s+/).filter(Boolean).length <= 100, prose);
    assert.match(command ?? '', /^\n +gh /);
  });

  test('README has the two commands for contributors on lines of their own', () => {
    for (const command of ['npm ci && npm start', 'npm ci && npm test']) {
      assert.ok(read('README.md').split('\n').includes(command), command);
    }
  });

  test('have at most 11,000 words, none of them more than 2,000', () => {
    assert.ok(pages.length > 8, pages.join());
    const counted = pages.map((page) => [page, words(page)] as const);
    for (const [page, count] of counted) assert.ok(count <= 2000, `${page}: ${count}`);
    const sum = counted.reduce((all, [, count]) => all + count, 0);
    assert.ok(sum <= 11_000, `${sum}: ${counted.map((one) => one.join(' ')).join(', ')}`);
  });
});

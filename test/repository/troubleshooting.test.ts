import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { ERROR_CODES } from '../../src/errors.ts';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(resolve(root, 'docs/troubleshooting.md'), 'utf8');
const sections = text.split(/^## /m).slice(1);
// Words alone: a message stands in several strings, with values between them.
const source = globSync('src/**/*.ts', { cwd: root })
  .map((file) => readFileSync(resolve(root, file), 'utf8'))
  .join(' ')
  .replaceAll(/\W+/g, ' ');

describe('docs/troubleshooting.md', () => {
  for (const code of ERROR_CODES) {
    test(`${code} has an entry, with words that its messages still have`, () => {
      const section = sections.find((one) => one.startsWith(`${code}\n`)) ?? '';
      const quoted = section.split('\n').filter((line) => line.startsWith('> '));
      const found = quoted.filter((line) => {
        const words = line.replaceAll(/\W+/g, ' ').trim().split(' ');
        const parts = words.slice(0, -3).map((_, at) => words.slice(at, at + 4).join(' '));
        return parts.some((part) => source.includes(part));
      });
      assert.notDeepEqual(found, [], `none of ${quoted.join('\n')} is in src/`);
    });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { ERROR_CODES } from '../../src/errors.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../docs/troubleshooting.md'), 'utf8');
const [top = '', ...sections] = text.split(/^## /m);
const rows = top.split('\n').filter((line) => line.startsWith('| `'));

describe('the table at the top of docs/troubleshooting.md', () => {
  for (const code of ERROR_CODES) {
    test(`leads to ${code} from words of its message`, () => {
      const section = sections.find((one) => one.startsWith(`${code}\n`)) ?? '';
      const messages = section.split('\n').filter((line) => line.startsWith('> '));
      const leading = rows.filter((row) => row.includes(`](#${code.toLowerCase()})`));
      const words = leading.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
      const found = words.filter((word) => messages.some((message) => message.includes(word)));
      assert.notDeepEqual(found, [], `${words} in ${messages}`);
    });
  }
});

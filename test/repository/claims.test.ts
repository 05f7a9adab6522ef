import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLAIMS } from '../../src/confluent/claims.ts';

test('docs/setup.md names the claims that a refusal shows, in their order', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/setup.md'), 'utf8');
  const [, listed = ''] = /<!-- claims -->(.*)<!-- \/claims -->/s.exec(page) ?? [];
  const names = [...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  assert.deepEqual(names, [...CLAIMS], 'change the list between the markers <!-- claims -->');
});

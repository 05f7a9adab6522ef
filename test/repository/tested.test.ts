import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { withTested } from '../../scripts/docs.ts';
import { CLIENTS } from '../clients/interop/clients.ts';
import { FACTS } from '../clients/interop/table.ts';
import { VERSIONS } from '../clients/interop/versions.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/tested.md'), 'utf8');

describe('the tables of docs/tested.md', () => {
  test('are those made from test/clients/interop/table.ts and the locks (npm run docs)', () => {
    assert.equal(withTested(page), page);
  });

  test('have each client that test:interop runs, and no other', () => {
    const ids = FACTS.map(({ id }) => id).sort();
    assert.deepEqual(Object.keys(CLIENTS).sort(), ids);
    assert.deepEqual(Object.keys(VERSIONS).sort(), ids);
    for (const [id, version] of Object.entries(VERSIONS)) assert.match(version(), /^\d+\.\d+/, id);
  });
});

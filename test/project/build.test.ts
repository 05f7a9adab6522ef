import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutUnused } from '../../scripts/bundle/unused.ts';

test('functions and methods of packages that nothing calls are left out of the bundle', () => {
  const packages = new Map([
    [
      'client.js',
      'export class Client {\n    constructor() { }\n    send() { return helper(); }\n    sendJson() { return this.parse(); }\n    parse() { return only(); }\n}\nfunction helper() { }\nfunction only() { }\n',
    ],
    ['other.js', 'export function used() { }\nexport function alone() { }\nexport const kept = () => { };\n'],
  ]);
  const left = withoutUnused(packages, ["import { used } from 'other';\nnew Client().send(used);\n"]);
  assert.deepEqual(
    Object.fromEntries(left),
    {
      'client.js':
        'export class Client {\n    constructor() { }\n    send() { return helper(); }\n}\nfunction helper() { }\n',
      'other.js': 'export function used() { }\nexport const kept = () => { };\n',
    },
    'sendJson is called by nobody, parse by sendJson alone, only by parse alone',
  );
});

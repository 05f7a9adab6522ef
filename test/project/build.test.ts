import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eager } from '../../scripts/bundle/eager.ts';
import { withoutUnused } from '../../scripts/bundle/unused.ts';

test('functions and methods of packages that nothing calls are left out of the bundle', () => {
  const packages = new Map([
    [
      'client.js',
      'export class Client {\n    constructor() { }\n    send() { return helper(); }\n    sendJson() { return this.parse(); }\n    parse() { return only(); }\n}\nfunction helper() { }\nfunction only() { }\nfunction never() { }\n',
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
    'sendJson and never are called by nobody, parse by sendJson alone, only by parse alone',
  );
});

test('functions that each run calls are in parentheses, before all else of their file, in their order', () => {
  const lines = [
    'var modules = ({ 1: ((exports, load) => {',
    'load.d(exports, {});',
    'var __nccwpck_require__ = load;',
    'var errors = __nccwpck_require__(247);',
    'const RULES = { a: parse };',
    'function seldom() { return 1; }',
    'function parse() { function inner() { } return inner; }',
    ';// CONCATENATED MODULE: ./src/b.js',
    'const LIMIT = 2;',
    'async function second() { return LIMIT; }',
    'function* third() { }',
    'class C { run() { nested(); function nested() { } } }',
    '})});',
    'function top() { }',
    '',
  ];
  const code = lines.join('\n');
  const names = [
    'function parse',
    'function inner',
    'async function second',
    'function* third',
    'function nested',
    'function top',
  ];
  const called = new Set(names.map((name) => code.indexOf(name)));
  assert.deepEqual(eager(code, called).split('\n'), [
    'var modules = ({ 1: ((exports, load) => {',
    'load.d(exports, {});',
    'var __nccwpck_require__ = load;',
    'var errors = __nccwpck_require__(247);',
    'var parse = (function parse() { function inner() { } return inner; });',
    'const RULES = { a: parse };',
    'function seldom() { return 1; }',
    ';// CONCATENATED MODULE: ./src/b.js',
    'var second = (async function second() { return LIMIT; });',
    'var third = (function* third() { });',
    'const LIMIT = 2;',
    'class C { run() { nested(); function nested() { } } }',
    '})});',
    'function top() { }',
    '',
  ]);
});

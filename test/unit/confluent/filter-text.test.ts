import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { run } from '@bufbuild/cel';
import fc from 'fast-check';
import { celString, oddCharacters } from '../../../src/confluent/filter-text.ts';
import { anyText } from '../../helpers/text.ts';

const awkward = fc.constantFrom(
  ...'"\\\'`#[%\n\r\t\u0000\u007f\u0085\u00a0\u200b\u202e\u2028\u2029\ufeff\ue000\uffff\ufffd漢😀\u{e0041}\u{10ffff}',
  ...['\\u0041', '\\n', 'e\u0301', '"""', '" || true || "'],
);
const text = fc.oneof(
  anyText(),
  fc.string(),
  fc.array(fc.oneof(awkward, fc.string({ maxLength: 3 }))).map((parts) => parts.join('')),
);

describe('celString', () => {
  const written: [string, string][] = [
    ['', '""'],
    ['repo:a/b:ref:refs/heads/main', '"repo:a/b:ref:refs/heads/main"'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
    ['a\nb', '"a\\U0000000ab"'],
    ['a\u2028b', '"a\\U00002028b"'],
    ['\u{e0041}', '"\\U000e0041"'],
    ['\u00a0', '"\\U000000a0"'],
    ['漢字 😀', '"漢字 😀"'],
    ['a\ud800b', '"a\ufffdb"'],
  ];
  for (const [value, literal] of written) {
    test(`writes ${literal}`, () => assert.equal(celString(value), literal));
  }

  test('is one printable line, and gives the same text back when evaluated', () => {
    fc.assert(
      fc.property(text, (value) => {
        const literal = celString(value);
        assert.match(literal, /^"[^\p{C}\p{Zl}\p{Zp}]*"$/u);
        assert.equal(run(literal, {}), value.toWellFormed());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('oddCharacters', () => {
  const odd = (ref: string) =>
    oddCharacters('claims.ref == "…" && claims.event_name == "…"', { ref, sub: 'ж' });
  const names: [string, string[]][] = [
    ['refs/heads/a-b_c/#1,(2)+3@x=y:z.9 Z', []],
    ['refs/heads/a’b‘c’', ['U+2019', 'U+2018']],
    ['\u2800\u0430\u200b\u{e0041}', ['U+2800', 'U+0430', 'U+200B', 'U+E0041']],
    [
      '\'"`$;&|<>{}[]!*?~^%\\\n\0',
      [...'\'"`$;&|<>{}[]!*?~^%\\\n\0'].map(
        (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      ),
    ],
  ];
  for (const [name, expected] of names) {
    test(`of ${JSON.stringify(name)}`, () => assert.deepEqual(odd(name), expected));
  }
});

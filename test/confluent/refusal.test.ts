import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CLAIMS } from '../../src/confluent/refusal.ts';
import type { Claims } from '../../src/tokens.ts';
import { claims, explain, filtersOf, TOKEN } from '../support/refusals.ts';
import { anyText } from '../support/text.ts';

describe('claims of a remote that lies', () => {
  test('a secret in a claim is in no line, and no filter is shown that could not be pasted', () => {
    const { lines, all } = explain({}, { sub: `repo:o/r:ref:${TOKEN}` });
    assert.ok(!all.includes(TOKEN));
    assert.ok(lines.includes('  (none can be shown for these claims)'));
    assert.equal(filtersOf(lines).length, 1);
  });

  test('a claim of any length or depth costs neither the log nor the explanation', () => {
    const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`) as unknown;
    const { error, lines } = explain(
      {},
      { sub: 'x'.repeat(200_000), environment: deep, aud: { toString: null }, ref: 'y'.repeat(200_000) },
    );
    assert.ok(error.message.length + error.remedy.length < 1_900);
    assert.ok(lines.every((line) => line.length < 2_500));
    assert.ok(lines.some((line) => line.startsWith('  repository_id ')));
  });
});

describe('the error', () => {
  const start = 'Confluent refused the exchange for identity pool pool-a with status 403';
  const [error, hostile] = [{ title: 'Forbidden', detail: 'No match' }, `##[add-mask]${TOKEN}`];
  const messages: [string, Parameters<typeof explain>[0], string][] = [
    ['nothing', {}, `${start}. (x-request-id: none)`],
    ['a title', { errors: [{ title: 'Forbidden' }] }, `${start}: Forbidden. (x-request-id: none)`],
    [
      'a stop inside',
      { errors: [{ title: 'v1.2 says no' }] },
      `${start}: v1.2 says no. (x-request-id: none)`,
    ],
    ['a detail', { errors: [{ detail: 'No match.' }] }, `${start}: No match. (x-request-id: none)`],
    ['the same twice', { errors: [{ title: 'No.', detail: 'No.' }] }, `${start}: No. (x-request-id: none)`],
    ['all', { errors: [error], requestId: 'id-1' }, `${start}: Forbidden: No match. (x-request-id: id-1)`],
    [
      'a code and its sources',
      { errors: [{ ...error, code: 'pool_filter', parameter: 'subject_token', pointer: '/a', id: 'e-1' }] },
      `${start}: Forbidden: No match (code pool_filter, parameter subject_token, pointer /a). (error id: e-1)`,
    ],
    [
      'a code that says no more than the title',
      { errors: [{ ...error, code: 'forbidden' }] },
      `${start}: Forbidden: No match. (x-request-id: none)`,
    ],
    [
      'a code that is the status',
      { errors: [{ ...error, code: '403', status: '403' }] },
      `${start}: Forbidden: No match. (x-request-id: none)`,
    ],
    ['a code alone', { errors: [{ code: 'x1' }] }, `${start}: (code x1). (x-request-id: none)`],
    [
      'two errors',
      {
        errors: [
          { title: 'One', id: 'e-1' },
          { detail: 'Two', id: 'e-2' },
        ],
      },
      `${start}: One; Two. (error id: e-1)`,
    ],
    [
      'three errors, one of them without words, with full stops',
      { errors: [{ title: 'One. Two.' }, { id: 'e-2' }, { detail: 'Three.' }], requestId: 'id-1' },
      `${start}: One. Two; Three. (x-request-id: id-1)`,
    ],
    [
      'an error and a code',
      { errors: [{ title: 'One' }, { code: 'x1', id: 'e-2' }] },
      `${start}: One; (code x1). (error id: e-2)`,
    ],
    ['a question', { errors: [{ title: 'Why?' }] }, `${start}: Why? (x-request-id: none)`],
    [
      'a code that is the title in other signs',
      { errors: [{ title: 'Not - Found', code: 'NOT_found' }] },
      `${start}: Not - Found. (x-request-id: none)`,
    ],
    [
      'a code that is not quite the title',
      { errors: [{ title: 'Not Found', code: 'notfound' }] },
      `${start}: Not Found (code notfound). (x-request-id: none)`,
    ],
    [
      'a code that is no text',
      { errors: [{ title: 'No', code: JSON.parse('{"toString":null,"valueOf":null}') }] },
      `${start}: No (code {"toString":null,"valueOf":null}). (x-request-id: none)`,
    ],
    [
      'a code that is the number of the status',
      { errors: [{ title: 'No', code: 403, status: 403 }] },
      `${start}: No. (x-request-id: none)`,
    ],
    [
      'hostile words',
      { errors: [{ title: '\n::error::x', detail: hostile }], requestId: `\r\n${TOKEN}` },
      `${start}: : :error::x: # #[add-mask]***. (x-request-id: ***)`,
    ],
  ];
  for (const [name, refusal, expected] of messages) {
    test(`says what Confluent said: ${name}`, () => {
      const { error } = explain(refusal);
      assert.equal(error.message, expected);
      assert.equal(error.code, 'CONFLUENT_REFUSED');
    });
  }

  test('cuts what is long', () => {
    const long = 'x'.repeat(5000);
    const { error } = explain(
      { errors: Array(10).fill({ title: long, detail: `y${long}`, code: long }), requestId: long },
      {},
      { inputs: { identityPoolId: long } },
    );
    assert.ok(error.message.length < 1_050, `${error.message.length}`);
    assert.match(error.message, /x… \(x-request-id: x{99}…\)$/);
  });

  test('names the likeliest cause as the fix, and of 401 that the token was not accepted', () => {
    const vague =
      'Check identity-pool-id, and compare the filter of the pool with the claims of this run. A likely cause: ';
    for (const status of [400, 401, 403, 404, 422]) {
      for (const changed of [{}, { ref: 'refs/tags/v1' }]) {
        const { error, causes } = explain({ status }, changed);
        assert.match(error.message, new RegExp(`with status ${status}\\.`));
        const token = status === 401 ? 'Confluent did not accept the ID token. ' : '';
        const start = status === 404 || 'ref' in changed ? 'Most likely: ' : vague;
        const more = 'More causes, the claims of this run and filters to paste are printed above.';
        assert.equal(error.remedy, `${token}${start}${causes[0]} ${more}`);
      }
    }
  });
});

describe('the errors of the reply', () => {
  test('are all listed if there are several', () => {
    const errors = [{ title: 'One', parameter: 'p' }, { id: 'of no words' }, { detail: 'Two' }];
    const { lines } = explain({ errors });
    const at = lines.indexOf('Errors in the reply:');
    assert.deepEqual(lines.slice(at + 1, at + 4), ['  One (parameter p)', '  (without words)', '  Two']);
  });

  test('no parts make a command together', () => {
    const { lines } = explain({
      errors: [
        { title: ':', detail: 'error::x' },
        { title: ':', detail: '' },
      ],
    });
    const at = lines.indexOf('Errors in the reply:');
    assert.deepEqual(lines.slice(at + 1, at + 3), ['  : : error::x', '  : :']);
  });

  test('are not repeated if there is one', () => {
    assert.doesNotMatch(explain({ errors: [{ title: 'One' }] }).all, /Errors in the reply/);
    assert.match(explain({ errors: [{ title: 'One' }, { title: 'Two' }] }).all, /Errors in the reply/);
    for (const errors of [[], [{ title: 'One' }]]) {
      assert.equal(explain({ errors }).lines[0], 'Likely causes, the most likely first:');
    }
  });
});

describe('the claims', () => {
  test('are listed, each that matters and no other', () => {
    const { lines, all } = explain();
    assert.ok(lines.includes('Claims of the ID token that was sent:'));
    for (const name of CLAIMS) {
      const value = (claims as Claims)[name] ?? '(absent)';
      assert.ok(lines.includes(`  ${name.padEnd(19)}  ${value}`), `${name} in\n${all}`);
    }
    assert.ok(!all.includes('not-of-interest'));
  });

  test('of any type are shown as one clean line', () => {
    const { lines } = explain(
      {},
      { aud: ['a', 'b\n'], repository_id: 7, ref: null, environment: `x\n${TOKEN}` },
    );
    assert.ok(lines.includes('  aud                  ["a","b\\n"]'));
    assert.ok(lines.includes('  repository_id        7'));
    assert.ok(lines.includes('  ref                  null'));
    assert.ok(lines.includes('  environment          x***'));
  });
});

test('every line is one line without commands, whatever claims and reply hold', () => {
  const nasty = fc.oneof(
    anyText(),
    fc.constantFrom(
      '::error::x',
      '\n::error::x',
      '##[error]',
      '#\u200b#[x',
      TOKEN,
      `${TOKEN.slice(0, 5)}\n${TOKEN.slice(5)}`,
    ),
    fc.constantFrom('expires_in', 'refs/pull/1', 'refs/tags/v1', 'pull_request', "it's", 'repo:o/r:ref:x'),
    fc.jsonValue(),
  );
  const anyClaims = fc.record(Object.fromEntries(CLAIMS.map((name) => [name, nasty])), { requiredKeys: [] });
  const members = ['title', 'detail', 'code', 'status', 'parameter', 'pointer', 'id'];
  const anyError = fc.record(Object.fromEntries(members.map((name) => [name, nasty])), { requiredKeys: [] });
  const anyRefusal = fc.record({
    status: fc.constantFrom(400, 401, 403, 404),
    errors: fc.array(anyError, { maxLength: 10 }),
    requestId: nasty,
  });
  const anyOther = fc.record({ eventName: fc.string(), clockDifference: fc.integer() });
  fc.assert(
    fc.property(anyClaims, anyRefusal, anyOther, (changed, refusal, other) => {
      const { error, lines, title } = explain(refusal, changed, other);
      for (const line of [error.message, error.remedy, title, ...lines]) {
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s*::|##\[/u);
        assert.ok(!line.includes(TOKEN));
      }
      assert.ok(error.message.length + error.remedy.length < 1_950);
    }),
  );
});

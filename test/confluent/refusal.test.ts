import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CLAIMS } from '../../src/confluent/claims.ts';
import { readRefusal } from '../../src/confluent/refusal.ts';
import type { Claims, HttpReply } from '../../src/tokens.ts';
import { claims, explain, TOKEN } from '../support/refusals.ts';
import { anyText } from '../support/text.ts';

describe('claims of a remote that lies', () => {
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

  test('names the claims that filters test, whatever the status', () => {
    for (const status of [400, 401, 403, 404, 422]) {
      const { error } = explain({ status }, { repository_id: '778899', ref: 'refs/heads/master' });
      assert.match(error.message, new RegExp(`with status ${status}\\.`));
      const compared =
        'The filter of the pool must be true for repository_id 778899, ref refs/heads/master, environment (none), event_name push, aud https://api.confluent.cloud. See the group "How to fix the identity pool" above.';
      assert.ok(error.remedy.endsWith(compared), error.remedy);
    }
    assert.match(explain({}, { environment: 'prod' }).error.remedy, /, environment prod, /);
    assert.match(explain({}, { ref: `${TOKEN}\n::x` }).error.remedy, /, ref \*\*\*::x, /);
    assert.match(explain({}, { ref: 'x'.repeat(90) }).error.remedy, /, ref x{79}…, /);
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
      errors: [{ title: ':', detail: 'error::x' }, { title: 'B' }],
    });
    const at = lines.indexOf('Errors in the reply:');
    assert.deepEqual(lines.slice(at + 1, at + 3), ['  : : error::x', '  B']);
  });

  test('are not repeated if there is one', () => {
    assert.doesNotMatch(explain({ errors: [{ title: 'One' }] }).all, /Errors in the reply/);
    assert.match(explain({ errors: [{ title: 'One' }, { title: 'Two' }] }).all, /Errors in the reply/);
    for (const errors of [[], [{ title: 'One' }]]) {
      assert.match(explain({ errors }).lines[0] ?? '', /^This command shows the filter/);
    }
  });
});

describe('the group', () => {
  test('has the command that shows the filter, then the claims, then what else must fit', () => {
    const { lines, all } = explain();
    assert.deepEqual(lines.slice(0, 3), [
      'This command shows the filter of the pool (op-… is the id of its provider: confluent iam provider list):',
      '  confluent iam pool describe pool-a --provider op-…',
      'The filter must be true for the claims of the ID token that was sent:',
    ]);
    const shown = lines.slice(3).filter((line) => /^ {2}\w+ {2,}/.test(line));
    assert.deepEqual(
      shown,
      CLAIMS.map((name) => `  ${name.padEnd(19)}  ${(claims as Claims)[name] ?? '(absent)'}`),
    );
    const fits = `If it is: the pool must be of this organisation, the issuer of its provider exactly ${claims.iss}, and its JWKS current.`;
    assert.ok(lines.indexOf(fits) > lines.indexOf(shown.at(-1) ?? ''));
    assert.ok(
      lines.indexOf(fits) < lines.indexOf('Filters that this run satisfies, to paste into the pool:'),
    );
    assert.ok(!all.includes('not-of-interest'));
  });

  test('has a word on what is easily missed', () => {
    const { lines } = explain();
    const after = (name: string) => lines[lines.findIndex((line) => line.startsWith(`  ${name} `)) + 1];
    assert.equal(
      after('sub'),
      '    (sub may have the form repo:OWNER@ID/REPO@ID:…, which a filter on repo:OWNER/REPO:… does not match)',
    );
    assert.equal(
      after('environment'),
      '    (environment: NAME of the job puts the environment into sub in place of the ref; a filter that names an environment needs environment: NAME in the job)',
    );
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
    requestId: fc.option(anyText(), { nil: undefined }),
  });
  const anyOther = fc.record({ clockDifference: fc.integer() });
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

const reply = (body: unknown, status: number, headers: HttpReply['headers'] = {}): HttpReply => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('readRefusal', () => {
  const error = { id: 'id-1', status: '403', code: 'forbidden', title: 'Forbidden', detail: 'No match.' };
  const told = (...errors: object[]) => ({ errors, requestId: undefined });
  const none = told();
  const refusals: [string, HttpReply, object][] = [
    [
      "Confluent's shape",
      reply({ errors: [error, { title: 'second' }] }, 403),
      told(error, { title: 'second' }),
    ],
    [
      'the source of an error',
      reply({ errors: [{ source: { parameter: 'p', pointer: '/q' } }, { source: { pointer: '/r' } }] }, 403),
      told({ parameter: 'p', pointer: '/q' }, { pointer: '/r' }),
    ],
    [
      'the request id of the header beside the id of the error',
      reply({ errors: [error] }, 403, { 'x-request-id': 'header-1' }),
      { errors: [error], requestId: 'header-1' },
    ],
    [
      'ten errors, and no more',
      reply({ errors: Array.from({ length: 12 }, (_, index) => ({ detail: `error ${index}` })) }, 403),
      told(...Array.from({ length: 10 }, (_, index) => ({ detail: `error ${index}` }))),
    ],
    [
      'the shape of RFC 6749',
      reply({ error: 'invalid_grant', error_description: 'Expired.' }, 403),
      told({ title: 'invalid_grant', detail: 'Expired.' }),
    ],
    [
      'both: the errors',
      reply({ errors: [{ detail: 'A' }], error: 'B', error_description: 'C' }, 403),
      told({ detail: 'A' }),
    ],
    [
      'both, but the errors say nothing',
      reply({ errors: [{ detail: ' ' }], error: 'B' }, 403),
      told({ title: 'B' }),
    ],
    ['blank members', reply({ errors: [{ title: ' ', detail: '', id: '\n' }] }, 403), none],
    [
      'members of other types',
      reply({ errors: [{ title: 1, detail: {}, id: [], code: 7, source: 'x' }], error: {} }, 403),
      none,
    ],
    ['sources of other types', reply({ errors: [{ source: { parameter: {}, pointer: 1 } }] }, 403), none],
    ['no list', reply({ errors: error }, 403), none],
    ['an empty list', reply({ errors: [] }, 403), none],
    ['a list of texts', reply({ errors: ['x'] }, 403), none],
    ['HTML', reply('<html>Forbidden</html>', 403), none],
    ['nothing, but the header', reply('', 403, { 'x-request-id': 'h' }), { errors: [], requestId: 'h' }],
  ];
  for (const [name, given, expected] of refusals) {
    test(`reads ${name}`, () => {
      // Members that are absent are undefined here, and not there in JSON.
      const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
      assert.deepEqual(plain(readRefusal(given)), plain({ status: 403, ...expected }));
    });
  }

  test('survives any body; what it gives is text or nothing', () => {
    const members = ['title', 'detail', 'id', 'code', 'status', 'source'];
    const anyError = fc.record(Object.fromEntries(members.map((name) => [name, fc.jsonValue()])));
    const shape = fc.record({ errors: fc.oneof(fc.jsonValue(), fc.array(anyError)), error: fc.jsonValue() });
    const body = fc.oneof(
      shape.map((value) => JSON.stringify(value)),
      fc.json(),
      anyText(),
    );
    fc.assert(
      fc.property(body, fc.integer({ min: 400, max: 499 }), (text, status) => {
        const { status: same, errors, requestId } = readRefusal(reply(text, status));
        assert.equal(same, status);
        assert.ok(errors.length <= 10);
        for (const value of [requestId, ...errors.flatMap((error) => Object.values(error))]) {
          assert.ok(value === undefined || (typeof value === 'string' && value.trim() !== ''));
        }
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CLAIMS } from '../../../src/confluent/claims.ts';
import { readRefusal } from '../../../src/confluent/reply.ts';
import { Redactor } from '../../../src/secret.ts';
import type { Claims } from '../../../src/tokens.ts';
import { claims, explain, TOKEN } from '../../helpers/refusals.ts';
import { anyText } from '../../helpers/text.ts';

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
    assert.ok(error.message.length < 1_250, `${error.message.length}`);
    assert.match(error.message, /x… \(x-request-id: x{285}…\)$/);
  });

  test('names the claims that filters test, whatever the status', () => {
    for (const status of [400, 401, 403, 404, 422]) {
      const { error } = explain({ status }, { repository_id: '778899', ref: 'refs/heads/master' });
      assert.match(error.message, new RegExp(`with status ${status}\\.`));
      const compared =
        'If the filter of the pool refused it: it must be true for repository_id 778899, ref refs/heads/master, environment (none), event_name push, aud https://api.confluent.cloud. See the group "How to fix the identity pool" in the log of this step.';
      assert.ok(error.remedy.endsWith(compared), error.remedy);
    }
    const ofAudience = (audience: string) =>
      explain({}, { aud: 'own' }, { inputs: { audience } }).error.remedy;
    assert.match(ofAudience('own'), /, aud own \(input audience\)\. See/);
    assert.match(ofAudience(''), /, aud own\. See/);
    assert.match(
      explain({}, { ref: '' }).error.remedy,
      /, ref \(this run has no ref: a release or a deployment of a commit\), environment/,
    );
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
    assert.deepEqual(lines.slice(at + 1, at + 4), ['  One (parameter p)', '  Two', lines[at + 3]]);
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
    const optional = ['workflow', 'base_ref', 'head_ref', 'actor', 'ref_protected'];
    assert.deepEqual(
      shown,
      CLAIMS.slice(0, -5).map((name) => `  ${name.padEnd(19)}  ${(claims as Claims)[name] ?? '(absent)'}`),
    );
    assert.deepEqual(CLAIMS.slice(-5), optional);
    const fits = `If it is: the pool must be of this organisation, the issuer of its provider exactly ${claims.iss}, and its JWKS current.`;
    assert.ok(lines.indexOf(fits) > lines.indexOf(shown.at(-1) ?? ''));
    assert.ok(
      lines.indexOf(fits) < lines.indexOf('Filters that this run satisfies, to paste into the pool:'),
    );
    assert.ok(!all.includes('not-of-interest'));
  });

  test('shows the claims that a token does not always have where it has them', () => {
    const { lines } = explain(
      {},
      { workflow: 'Deploy', base_ref: '', actor: 'octocat', ref_protected: 'false' },
    );
    for (const line of [
      'workflow             Deploy',
      'base_ref             (empty)',
      'ref_protected        false',
    ])
      assert.ok(lines.includes(`  ${line}`), line);
    assert.ok(!lines.some((line) => line.startsWith('  head_ref ')));
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
  const anyOther = fc.record({ proxy: fc.oneof(anyText(), fc.constant('http://p.example:1')) });
  fc.assert(
    fc.property(anyClaims, anyRefusal, anyOther, (changed, refusal, other) => {
      const { error, lines } = explain(refusal, changed, other);
      for (const line of [error.message, error.remedy, ...lines]) {
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s*::|##\[/u);
        assert.ok(!line.includes(TOKEN));
      }
      assert.ok(error.message.length + error.remedy.length < 1_950);
    }),
  );
});

describe('readRefusal', () => {
  const read = (body: unknown, headers = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return readRefusal({ status: 403, headers, body: text }, new Redactor(() => {}));
  };
  const error = { id: 'id-1', status: '403', code: 'forbidden', title: 'Forbidden', detail: 'No match.' };
  const none = '. (x-request-id: none)';
  const many = Array.from({ length: 12 }, (_, index) => ({ detail: `error ${index}` }));
  const refusals: [string, unknown, string, object?][] = [
    [
      "Confluent's shape",
      { errors: [error, { title: '2nd' }] },
      ': Forbidden: No match; 2nd. (error id: id-1)',
    ],
    [
      'the request id of the header beside the id of the error',
      { errors: [error] },
      ': Forbidden: No match. (x-request-id: header-1)',
      { 'x-request-id': 'header-1' },
    ],
    [
      'ten errors, and no more',
      { errors: many },
      `: ${many
        .slice(0, 10)
        .map(({ detail }) => detail)
        .join('; ')}${none}`,
    ],
    [
      'the shape of RFC 6749',
      { error: 'invalid_grant', error_description: 'No.' },
      `: invalid_grant: No${none}`,
    ],
    ['a message', { message: 'Blocked.' }, `: Blocked${none}`],
    ['a message beside an error', { error: 'Forbidden', message: 'Blocked.' }, `: Forbidden: Blocked${none}`],
    ['both', { errors: [{ detail: 'A' }], error: 'B', message: 'C' }, `: A; B: C${none}`],
    ['both, but the errors say nothing', { errors: [{ detail: ' ' }], error: 'B' }, `: B${none}`],
    ['blank members', { errors: [{ title: ' ', detail: '', id: '\n' }] }, none],
    ['members of other types', { errors: [{ title: 1, id: [], code: 7, source: 'x' }], error: {} }, none],
    ['sources of other types', { errors: [{ source: { parameter: {}, pointer: 1 } }] }, none],
    ['no list', { errors: error }, none],
    ['an empty list', { errors: [] }, none],
    ['a list of texts', { errors: ['x'] }, none],
    ['HTML', '<html>Forbidden</html>', none],
    ['nothing, but the header', '', '. (x-request-id: h)', { 'x-request-id': 'h' }],
  ];
  for (const [name, body, expected, headers] of refusals) {
    test(`reads ${name}`, () => assert.equal(read(body, headers).said, expected));
  }

  test('survives any body', () => {
    const members = ['title', 'detail', 'id', 'code', 'status', 'source'];
    const anyError = fc.record(Object.fromEntries(members.map((name) => [name, fc.jsonValue()])));
    const shape = fc.record({ errors: fc.oneof(fc.jsonValue(), fc.array(anyError)), error: fc.jsonValue() });
    const body = fc.oneof(
      shape.map((value) => JSON.stringify(value)),
      fc.json(),
      anyText(),
    );
    fc.assert(
      fc.property(body, (text) => {
        const { said, lines, words } = read(text);
        assert.ok(lines.length <= 10 && words.length === lines.length);
        assert.match(said, /^(: .*)?[.!?…] \((x-request-id|error id): \S.*\)$/su);
      }),
    );
  });
});

describe('a 4xx that is not in a form of Confluent', () => {
  const PAGE =
    "api.confluent.cloud answered 403 with a page that is not in Confluent's form: a proxy, firewall or gateway may have answered.";
  const pages = [
    '<html>Blocked</html>',
    'Blocked',
    '[]',
    '"x"',
    'null',
    '{"code":1}',
    '{"errors":',
    ` ${'\n'.repeat(9)}x`,
  ];
  for (const body of pages) {
    test(`is no refusal of the pool: ${JSON.stringify(body)}`, () => {
      const { error, lines } = explain({}, {}, { body, proxy: 'http://user:pw@proxy.example:3128' });
      assert.equal(error.code, 'CONFLUENT_REFUSED');
      assert.equal(error.message, PAGE);
      const way =
        'Check the way from the runner to api.confluent.cloud, through the proxy proxy.example:3128.';
      assert.equal(error.remedy, way);
      assert.deepEqual(lines, []);
      const elsewhere = explain({}, {}, { body, inputs: { endpoint: 'https://x.example' } });
      assert.equal(
        elsewhere.error.remedy,
        'Check the way from the runner to x.example, and the input endpoint.',
      );
      assert.match(explain({ requestId: 'r-1' }, {}, { body }).error.remedy, /^If the filter of the pool/);
    });
  }

  for (const body of ['', ' \n', '{}', ' { } ', '{"errors":[]}', '{"errors":"x"}', '{"error":"x"}']) {
    test(`stays a refusal of the pool: ${JSON.stringify(body)}`, () => {
      const { error, lines } = explain({}, {}, { body });
      assert.match(error.message, /^Confluent refused the exchange for identity pool pool-a with status 403/);
      assert.match(error.remedy, /^If the filter of the pool refused it: /);
      assert.notDeepEqual(lines, []);
    });
  }

  test('with a message alone: its words, and a gateway as a possibility', () => {
    const body = JSON.stringify({ message: 'Denied\n::error::x' });
    const { error } = explain({}, {}, { body });
    assert.match(error.message, / with status 403: Denied ::error::x\. \(x-request-id: none\)$/);
    assert.match(
      error.remedy,
      /^A gateway may have answered in place of Confluent\. If the filter of the pool /,
    );
    assert.doesNotMatch(explain({ requestId: 'r' }, {}, { body }).error.remedy, /gateway/);
    const both = JSON.stringify({ error: 'x', message: 'y' });
    assert.doesNotMatch(explain({}, {}, { body: both }).error.remedy, /gateway/);
  });
});

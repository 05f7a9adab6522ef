import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CLAIMS, explainRefusal } from '../../src/confluent/refusal.ts';
import { Redactor } from '../../src/secret.ts';
import type { Claims, Refusal } from '../../src/tokens.ts';
import { matches } from '../fakes/cel.ts';
import { anyText } from '../support/text.ts';

const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'https://api.confluent.cloud',
  sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  repository: 'octo-org/octo-repo',
  repository_id: '456789',
  repository_owner: 'octo-org',
  repository_owner_id: '123456',
  ref: 'refs/heads/main',
  workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  event_name: 'push',
  runner_environment: 'github-hosted',
  jti: 'not-of-interest',
};
const TOKEN = 'the-id-token-of-this-run';

function explain(refusal: Partial<Refusal> = {}, changed: Claims = {}) {
  const redactor = new Redactor(() => {});
  redactor.protect(TOKEN);
  const { error, lines } = explainRefusal(
    { status: 403, ...refusal },
    { ...claims, ...changed },
    'pool-a',
    redactor,
  );
  return { error, lines, all: lines.join('\n') };
}

describe('claims of a remote that lies', () => {
  test('a secret in a claim is in no line, and no filter is shown that could not be pasted', () => {
    const { lines, all } = explain({}, { sub: `x${TOKEN}` });
    assert.ok(!all.includes(TOKEN));
    assert.ok(lines.includes('  (none can be shown for these claims)'));
    assert.equal(filtersOf(lines).length, 1);
  });

  test('a claim of any length or depth costs neither the log nor the explanation', () => {
    const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`) as unknown;
    const { lines } = explain({}, { sub: 'x'.repeat(200_000), environment: deep, aud: { toString: null } });
    assert.ok(lines.every((line) => line.length < 2_500));
    assert.ok(lines.some((line) => line.startsWith('  repository_id ')));
  });
});

const filtersOf = (lines: readonly string[]) => lines.filter((line) => line.startsWith('  claims.'));

describe('the error', () => {
  const start = 'Confluent refused the exchange for identity pool pool-a with status 403';
  const messages: [string, Partial<Refusal>, string][] = [
    ['nothing', {}, `${start}. (x-request-id: none)`],
    ['a title', { title: 'Forbidden' }, `${start}: Forbidden. (x-request-id: none)`],
    ['a stop inside', { title: 'v1.2 says no' }, `${start}: v1.2 says no. (x-request-id: none)`],
    ['a detail', { detail: 'No match.' }, `${start}: No match. (x-request-id: none)`],
    [
      'all',
      { title: 'Forbidden', detail: 'No match', requestId: 'id-1' },
      `${start}: Forbidden: No match. (x-request-id: id-1)`,
    ],
    [
      'hostile words',
      { title: '\n::error::x', detail: `##[add-mask]${TOKEN}`, requestId: `\r\n${TOKEN}` },
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
    const { error } = explain({ title: long, detail: long, requestId: long });
    assert.ok(error.message.length < 900);
    assert.match(error.message, /x… \(x-request-id: x{99}…\)$/);
  });

  const remedies: [number, RegExp][] = [
    [400, /^Fix the identity pool: check identity-pool-id/],
    [401, /^Confluent did not accept the ID token: check identity-pool-id/],
    [403, /^Fix the identity pool: /],
    [404, /^Either the input endpoint or the pool is wrong: /],
    [422, /^Fix the identity pool: /],
  ];
  for (const [status, remedy] of remedies) {
    test(`names the fix of ${status}`, () => {
      const { error } = explain({ status });
      assert.match(error.remedy, remedy);
      assert.match(error.message, new RegExp(`with status ${status}\\.`));
    });
  }
});

describe('the claims', () => {
  test('are listed, each that matters and no other', () => {
    const { lines, all } = explain();
    assert.equal(lines[0], 'Claims of the ID token that was sent:');
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

describe('the filters', () => {
  test('are two: by sub, and by immutable ids with the ref', () => {
    assert.deepEqual(filtersOf(explain().lines), [
      '  claims.aud == "https://api.confluent.cloud" && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main"',
      '  claims.aud == "https://api.confluent.cloud" && claims.repository_id == "456789" && claims.ref == "refs/heads/main"',
    ]);
  });

  test('name the environment instead of the ref if there is one', () => {
    assert.match(
      filtersOf(explain({}, { environment: 'eu "prod"' }).lines)[1] ?? '',
      /"456789" && claims\.environment == "eu \\"prod\\""$/,
    );
  });

  test('come with a word of warning if longer than 300 characters, and only then', () => {
    const short = filtersOf(explain({}, { sub: '' }).lines)[0]?.trim().length ?? 0;
    const warning = (length: number) => explain({}, { sub: 'x'.repeat(length - short) }).all;
    assert.doesNotMatch(warning(300), /characters: Confluent may refuse/);
    assert.match(warning(301), /\(301 characters: Confluent may refuse a filter of more than 300;/);
    assert.doesNotMatch(explain({}, { sub: '😀'.repeat(300 - short) }).all, /may refuse/);
  });

  test('hold for the claims, whatever these are', () => {
    const value = fc.oneof(fc.string(), anyText());
    const any = fc.record({ aud: value, sub: value, repository_id: value, ref: value, environment: value });
    fc.assert(
      fc.property(any, (own) => {
        const filters = filtersOf(explain({}, own).lines);
        assert.equal(filters.length, 2);
        for (const filter of filters) assert.equal(matches(filter, own), true);
      }),
    );
  });
});

describe('the hints', () => {
  const immutable = 'sub has the immutable form repo:OWNER@ID/REPO@ID:…';
  const plain = 'sub has the form repo:OWNER/REPO:…';
  const subs: [string, string | undefined][] = [
    ['repo:octo-org/octo-repo:ref:refs/heads/main', plain],
    ['repo:octo-org/octo-repo:ref:refs/heads/a@1/b@2:c', plain],
    ['repo:octo-org@123/octo-repo:environment:prod', plain],
    ['repo:octo-org@x/octo-repo@y:environment:prod', plain],
    ['repo:octo-org@123/octo-repo@456:ref:refs/heads/main', immutable],
    ['repo:octo-org@123/octo-repo@456', immutable],
    ['repository_owner:octo-org', undefined],
    ['', undefined],
  ];
  for (const [sub, hint] of subs) {
    test(`on the form of sub ${JSON.stringify(sub)}`, () => {
      const found = explain({}, { sub }).lines.filter((line) => line.startsWith('sub has'));
      assert.equal(found.length, hint === undefined ? 0 : 1);
      assert.ok((found[0] ?? '').startsWith(hint ?? ''));
    });
  }

  test('are none on a sub that is no text', () => {
    assert.doesNotMatch(explain({}, { sub: undefined }).all, /sub has/);
  });

  test('say that the ref of a pull request is of that one only', () => {
    assert.match(
      explain({}, { ref: 'refs/pull/7/merge' }).all,
      /ref names this one pull request: .*event_name == "pull_request"/,
    );
    assert.doesNotMatch(explain().all, /this one pull request/);
    assert.doesNotMatch(explain({}, { ref: undefined }).all, /this one pull request/);
  });

  test('end with the causes that claims do not show', () => {
    assert.match(explain().lines.at(-1) ?? '', /^Two more causes: the provider has another issuer than iss/);
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
    fc.jsonValue(),
  );
  const anyClaims = fc.record(Object.fromEntries(CLAIMS.map((name) => [name, nasty])), { requiredKeys: [] });
  const anyRefusal = fc.record({ status: fc.constant(403), title: nasty, detail: nasty, requestId: nasty });
  fc.assert(
    fc.property(anyClaims, anyRefusal, (changed, refusal) => {
      const { error, lines } = explain(refusal, changed);
      for (const line of [error.message, error.remedy, ...lines]) {
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s*::|##\[/u);
      }
      for (const line of [error.message, ...lines.filter((line) => !line.startsWith('  claims.'))]) {
        assert.ok(!line.includes(TOKEN));
      }
    }),
  );
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Claims } from '../../src/tokens.ts';
import { claims, explain, type Otherwise, type Said } from '../support/refusals.ts';

interface Scene {
  readonly said?: Said;
  readonly claims?: Claims;
  readonly more?: Otherwise;
}

const detail = (text: string): Scene => ({ said: { errors: [{ detail: text }] } });
const REUSED = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';

/** What is seen, the only cause that it makes, and what is too little to support it. In the order of the table. */
const CAUSES: [string, RegExp, Scene[], Scene][] = [
  [
    'expires_in among other errors',
    /^Confluent does not grant the lifetime that was asked for: lower the input expires-in \(it is 900\)\.$/,
    [
      { said: { errors: [{ detail: 'bad' }, { detail: 'expires_in: too long' }] } },
      { said: { errors: [{ detail: 'bad' }, { pointer: '/expires_in' }] } },
      { said: { errors: [{ detail: 'bad' }, { parameter: 'expires_in' }] } },
    ],
    detail('expires too late'),
  ],
  [
    'a key that Confluent does not know',
    /^Confluent does not know the key \(kid\) that signed the ID token: refresh the JWKS of the identity provider\.$/,
    [
      detail('KID LOOKUP FAILED'),
      { said: { errors: [{ code: 'KID_LOOKUP_FAILED' }] } },
      detail('unknown key'),
      detail('No matching key in the JWKS'),
      detail('The signing key was not found'),
    ],
    detail('Do not skid on the keyboard'),
  ],
  [
    'a token that was not processed',
    /^The reply speaks of the signature or the issuer: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss \(https:\/\/token\.actions\.githubusercontent\.com\) and the jwks_uri in its \/\.well-known\/openid-configuration\.$/,
    [
      { said: { errors: [{ code: 'JWT_PROCESSING_FAILED' }] } },
      detail('JWT processing failed'),
      detail('Invalid signature'),
      detail('The issuer is not known'),
      detail('unexpected "iss" claim value'),
    ],
    detail('The processing was fine'),
  ],
  [
    'a token that is expired or not yet valid',
    /^The reply says that the ID token is expired or not yet valid: run the job again; if that does not help, compare the clocks of GitHub \(your own GitHub Enterprise Server\) and Confluent\.$/,
    [
      detail('The token has expired.'),
      detail('Token not yet valid'),
      detail('Token not valid before 12:00'),
      detail('Token not valid yet'),
      detail('issued in the future'),
      detail('"exp" check failed'),
    ],
    detail('The token expires too late and is not valid'),
  ],
  [
    'an IP filter',
    /^The reply speaks of an IP address: compare the addresses of the runner with the IP filters of the organisation\.$/,
    [
      detail('The IP filter does not allow this'),
      detail('Your IP address is not allowed'),
      { said: { errors: [{ code: 'ip_filter_denied' }] } },
      detail('denied by an ip-filter'),
      detail('denied by an IPfilter (ip)'),
    ],
    detail('The zip is broken'),
  ],
  [
    'something that does not exist',
    /^The pool or the URL may not exist: check that pool-a is a pool of this organisation and was not deleted, and the input endpoint \(it is https:\/\/api\.confluent\.cloud\)\.$/,
    [
      { said: { status: 404 } },
      detail('Identity pool pool-a does not exist.'),
      detail("The pool doesn't exist"),
      detail('This pool was\nnot found'),
      detail('The pool could not be found'),
      detail('no such pool'),
      detail('unknown identity pool'),
      { said: { errors: [{ parameter: 'identity_pool_id' }] } },
    ],
    detail('Not Found. Pool pool-a exists.'),
  ],
  [
    'a filter that is not satisfied',
    /^The reply speaks of the filter or the claims: compare the two\.$/,
    [detail('The filter of the pool is false'), detail('The claims do not match')],
    detail('Nobody claimed this'),
  ],
  [
    'a runner whose clock is ahead',
    /^The clock of this runner is 95 s ahead of the clock of the server: synchronise the runner with NTP\.$/,
    [{ more: { clockDifference: 95 } }, { more: { clockDifference: 1, ofGitHub: 95 } }],
    { more: { clockDifference: 30 } },
  ],
  [
    'a runner whose clock is behind',
    /^The clock of this runner is 31 s behind the clock of the server: /,
    [{ more: { clockDifference: -31 } }],
    { more: { clockDifference: -30 } },
  ],
  [
    'a pool id that is none',
    /^identity-pool-id begins with op-, so it is the id of an identity provider: /,
    [{ more: { inputs: { identityPoolId: 'pool-a,op-1' } } }],
    { more: { inputs: { identityPoolId: 'pool-a,pool-op-1' } } },
  ],
  [
    'an endpoint that is not the default',
    /^The reply may be that of another server: the input endpoint is http:\/\/127\.0\.0\.1:1, not the default\.$/,
    [{ more: { inputs: { endpoint: 'http://127.0.0.1:1' } } }],
    {},
  ],
  [
    'another issuer',
    /^iss is https:\/\/ghes\.example\/_services\/token and not https:\/\/token\.actions\.githubusercontent\.com: the identity provider must have exactly this issuer, and its JWKS URI\.$/,
    [{ claims: { iss: 'https://ghes.example/_services/token' } }],
    { claims: { iss: undefined } },
  ],
  [
    'an issuer with a slash at its end',
    /^iss is https:\/\/token\.actions\.githubusercontent\.com\/ and not/,
    [{ claims: { iss: `${claims.iss}/` } }],
    {},
  ],
  [
    'an audience of the own',
    /^aud is https:\/\/api\.confluent\.cloud\/, and not the default https:\/\/api\.confluent\.cloud: the filter must compare claims\.aud with the same text, letter by letter, a slash at the end included\.$/,
    [{ claims: { aud: `${claims.aud}/` }, more: { inputs: { audience: `${claims.aud}/` } } }],
    { claims: { aud: undefined } },
  ],
  [
    "GitHub's own audience",
    /^aud is https:\/\/github\.com\/o, GitHub's own, since the input audience is empty: the filter must/,
    [{ claims: { aud: 'https://github.com/o' }, more: { inputs: { audience: '' } } }],
    {},
  ],
  [
    'a tag',
    /^ref is the tag refs\/tags\/v1\.2, which a filter on a branch does not match: use claims\.ref\.startsWith\("refs\/tags\/v"\)\.$/,
    [{ claims: { ref: 'refs/tags/v1.2' } }],
    { claims: { ref: 'refs/heads/refs/tags/v1.2' } },
  ],
  [
    'a tag without letters',
    /: use claims\.ref == "refs\/tags\/2026\.1"\.$/,
    [{ claims: { ref: 'refs/tags/2026.1' } }],
    { claims: { ref: undefined } },
  ],
  [
    'pull_request_target',
    /^The event is pull_request_target, .*: use pull_request, or run this job on push after the merge\.$/,
    [{ claims: { event_name: 'pull_request_target' } }],
    {},
  ],
  [
    'an open pull request',
    /^The run is for an open pull request, and ref is refs\/pull\/7\/merge: use claims\.ref\.startsWith\("refs\/pull\/"\) with claims\.event_name\.$/,
    [
      { claims: { event_name: 'pull_request', ref: 'refs/pull/7/merge' } },
      { claims: { ref: 'refs/pull/7/merge' } },
    ],
    { claims: { ref: 'refs/heads/refs/pull/7' } },
  ],
  [
    'a merged pull request',
    /^The run is for a closed pull request, and ref is refs\/heads\/main: use claims\.ref == "refs\/heads\/main" with claims\.event_name\.$/,
    [{ claims: { event_name: 'pull_request' } }, { claims: { event_name: 'pull_request_review' } }],
    { claims: { event_name: 'my_pull_request' } },
  ],
  [
    'a merge queue',
    /^ref \(refs\/heads\/gh-readonly-queue\/main\/pr-7-0a\) is one entry of a merge queue, which a filter on the branch does not match: use claims\.ref\.startsWith\("refs\/heads\/gh-readonly-queue\/main\/"\)\.$/,
    [{ claims: { event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-0a' } }],
    { claims: { ref: 'refs/heads/gh-readonly-queue/main' } },
  ],
  [
    'a reusable workflow',
    /^The job is in a reusable workflow, so repository, ref and sub are those of its caller: /,
    [{ claims: { job_workflow_ref: REUSED } }],
    { claims: { job_workflow_ref: `${claims.workflow_ref}2` } },
  ],
  [
    'a customised sub',
    /^sub has neither of GitHub's default forms, .*: filter by other claims, such as repository_id, ref or environment\.$/,
    [{ claims: { sub: 'repository_owner:octo-org' } }],
    { claims: { sub: undefined } },
  ],
  [
    'an immutable sub',
    /^sub has the immutable form .* July 2026: a filter that compares it with repo:OWNER\/REPO:… never matches, so use one of the filters below\.$/,
    [{ claims: { sub: 'repo:o@1/r@2:ref:refs/heads/main' } }],
    { claims: { sub: 'repo:o@1/r:ref:refs/heads/main' } },
  ],
];

const causesOf = ({ said, claims: changed, more }: Scene) => explain(said, changed, more).causes;

describe('a cause is named where there is evidence for it, and no other', () => {
  for (const [name, cause, enough, tooLittle] of CAUSES) {
    for (const scene of enough) {
      test(`${name}: ${JSON.stringify(scene)}`, () => {
        const { causes, error } = explain(scene.said, scene.claims, scene.more);
        assert.equal(causes.length, 1, causes.join('\n'));
        assert.match(causes[0] ?? '', cause);
        assert.ok(
          error.remedy.startsWith(`Likely cause: ${causes[0]} The filter of the pool must be true for `),
        );
      });
    }
    test(`${name}: not for ${JSON.stringify(tooLittle)}`, () => {
      const found = causesOf(tooLittle).filter((line) => cause.test(line));
      assert.deepEqual(found, []);
    });
  }

  test('an ordinary run and a terse reply are no evidence', () => {
    for (const status of [400, 401, 403, 422]) {
      for (const environment of [undefined, 'production']) {
        const { causes, error, all } = explain({ status }, { environment });
        assert.deepEqual(causes, []);
        assert.match(error.remedy, /^The filter of the pool must be true for repository_id 456789, /);
        assert.doesNotMatch(
          `${error.message} ${error.remedy} ${all}`,
          /has no environment|add environment:|[Ll]ikely/,
        );
      }
    }
  });

  test('the surest is first: the words of the reply, the step, the run', () => {
    const all = explain(
      { errors: [{ detail: 'KID' }, { detail: 'the claims' }] },
      { iss: 'i', aud: 'a', ref: 'refs/tags/v1', job_workflow_ref: REUSED, sub: 'custom' },
      { clockDifference: 60, inputs: { identityPoolId: 'op-1', endpoint: 'https://x.example' } },
    );
    assert.deepEqual(
      all.causes.map((line) => line.split(' ').slice(0, 3).join(' ')),
      [
        'Confluent does not',
        'The reply speaks',
        'The clock of',
        'identity-pool-id begins with',
        'The reply may',
        'iss is i',
        'aud is a,',
        'ref is the',
        'The job is',
        'sub has neither',
      ],
    );
    assert.equal(all.lines[0], 'Likely causes, the most likely first:');
    assert.equal(all.lines[1], `  1. ${all.causes[0]}`);
  });

  test('words are searched, but not without end', () => {
    const late = `${'x'.repeat(4_000)} expires_in`;
    assert.equal(explain({ errors: [{ detail: late }] }).causes.length, 0);
    assert.equal(explain({ errors: [{ detail: 'expires_in' }, { detail: late }] }).causes.length, 1);
  });
});

describe('404', () => {
  test('says nothing of the claims as a cause: nobody has looked at them', () => {
    const { causes } = explain({ status: 404 }, { ref: 'refs/tags/v1', iss: 'x', aud: 'y', sub: 'z' });
    assert.equal(causes.length, 1);
    assert.match(causes[0] ?? '', /^The pool or the URL may not exist/);
  });
});

describe('a reply that names expires_in alone', () => {
  const replies: [string, NonNullable<Said['errors']>][] = [
    ['in its words', [{ detail: 'expires_in must be at most 600' }]],
    ['as parameter', [{ title: 'Bad Request', parameter: 'expires_in' }]],
    ['as pointer', [{ title: 'Bad Request', pointer: '/expires_in' }]],
    ['in each error', [{ detail: 'expires_in: x' }, { pointer: '/expires_in' }]],
  ];
  for (const [name, errors] of replies) {
    test(`${name}: lower expires-in, and no word of the filter`, () => {
      const { error, title, all } = explain({ status: 400, errors });
      assert.equal(title, 'How to fix the input expires-in');
      assert.match(error.remedy, /^Confluent .*: lower the input expires-in \(it is 900\)\.$/);
      assert.ok(all.startsWith(error.remedy));
      assert.equal(/Errors in the reply/.test(all), errors.length > 1);
      assert.doesNotMatch([title, error.message, error.remedy, all].join('\n'), /filter|claim|audience/i);
    });
  }

  test('is of the pool too if another error of the reply is', () => {
    const { title, all } = explain({ status: 400, errors: [{ detail: 'expires_in' }, { detail: 'No.' }] });
    assert.equal(title, 'How to fix the identity pool');
    assert.match(all, /claims\.aud ==/);
  });
});

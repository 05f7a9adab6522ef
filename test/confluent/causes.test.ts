import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Claims, Refusal } from '../../src/tokens.ts';
import { claims, explain, type Otherwise } from '../support/refusals.ts';

interface Scene {
  readonly refusal?: Partial<Refusal>;
  readonly claims?: Claims;
  readonly more?: Otherwise;
}

/** What is seen, what it makes the first cause, and what is too little to support that cause. */
const CAUSES: [string, RegExp, Scene, Scene][] = [
  [
    'a parameter of the reply',
    /^The reply names identity_pool_id, which is the input identity-pool-id: /,
    { refusal: { errors: [{ parameter: 'identity_pool_id' }] } },
    { refusal: { errors: [{ id: 'identity_pool_id' }] } },
  ],
  [
    'a pointer of the reply',
    /^The reply names subject_token, which is the ID token: check the filter of the pool, the issuer of its provider, and the clock\.$/,
    { refusal: { errors: [{ pointer: '#/body/subject_token' }] } },
    { refusal: { errors: [{ pointer: '/subject_token_type' }] } },
  ],
  [
    'a parameter that no input sets',
    /^The reply names grant_type, which no input of this action sets\.$/,
    { refusal: { errors: [{ parameter: 'grant_type' }] } },
    { refusal: { errors: [{ parameter: 'expires_in' }] } },
  ],
  [
    'expires_in among other errors',
    /lower the input expires-in \(it is 900\)\.$/,
    { refusal: { status: 400, errors: [{ detail: 'bad' }, { detail: 'expires_in: too long' }] } },
    { refusal: { status: 400, errors: [{ detail: 'bad' }, { detail: 'expires_in_x: too long' }] } },
  ],
  [
    'expires_in as the source of another status',
    /^The reply names expires_in, which is the input expires-in: lower it\.$/,
    { refusal: { status: 422, errors: [{ pointer: '/expires_in' }] } },
    { refusal: { status: 422, errors: [] } },
  ],
  [
    'a runner whose clock is ahead',
    /^The clock of this runner is 95 s ahead of the clock of the server: synchronise the runner with NTP\.$/,
    { more: { clockDifference: 95 } },
    { more: { clockDifference: 30 } },
  ],
  [
    'a runner whose clock is behind',
    /^The clock of this runner is 31 s behind the clock/,
    { more: { clockDifference: -31 } },
    { more: { clockDifference: -30 } },
  ],
  [
    'a reply that says expired',
    /^The reply speaks of the time in the ID token, .*: synchronise the clock of a self-hosted runner with NTP, and run/,
    { refusal: { errors: [{ detail: 'The token has expired.' }] } },
    { refusal: { errors: [{ detail: 'The token expires too late.' }] } },
  ],
  [
    'a reply that says not yet valid, from clocks that agree',
    /: the clocks agree \(they differ by 2 s\), and run the job again\.$/,
    { refusal: { errors: [{ title: 'Token not yet valid' }] }, more: { clockDifference: -2 } },
    { refusal: { errors: [{ title: 'Token not valid' }] }, more: { clockDifference: -2 } },
  ],
  [
    '404',
    /^Nothing was found at the URL: check first the input endpoint \(it is https:\/\/x\.example, while the default is https:\/\/api\.confluent\.cloud\)\.$/,
    { refusal: { status: 404 }, more: { inputs: { endpoint: 'https://x.example' } } },
    { refusal: { status: 403 }, more: { inputs: { endpoint: 'https://x.example' } } },
  ],
  [
    'a pool id that is none',
    /^identity-pool-id begins with op-, so it is the id of an identity provider: /,
    { more: { inputs: { identityPoolId: 'pool-a,op-1' } } },
    { more: { inputs: { identityPoolId: 'pool-a,pool-op-1' } } },
  ],
  [
    'a reply that says that something does not exist',
    /^The pool may not exist: check that pool-a is a pool of the right organisation/,
    { refusal: { errors: [{ detail: 'Pool pool-a does not exist.' }] } },
    { refusal: { errors: [{ detail: 'Pool pool-a exists.' }] } },
  ],
  [
    'pull_request_target',
    /^The event is pull_request_target, and no filter that admits it is offered: .* Use pull_request, or run this job on push after the merge\.$/,
    { claims: { event_name: 'pull_request_target' } },
    { claims: { event_name: 'push' } },
  ],
  [
    'another issuer',
    /^iss is https:\/\/github\.corp\.example\/_services\/token and not .*: the identity provider must have exactly this issuer, and its JWKS URI\.$/,
    { claims: { iss: 'https://github.corp.example/_services/token' } },
    { claims: { iss: undefined } },
  ],
  [
    'an issuer with a slash at its end',
    /^iss is https:\/\/token\.actions\.githubusercontent\.com\/ and not/,
    { claims: { iss: `${claims.iss}/` } },
    {},
  ],
  [
    'an audience that is the default but for a slash',
    /^aud is https:\/\/api\.confluent\.cloud\/, and the default .* differ by the slash at the end/,
    { claims: { aud: 'https://api.confluent.cloud/' } },
    { claims: { aud: 'https://api.confluent.cloud//' } },
  ],
  [
    'an audience of the own',
    /^aud is mine \(from the input audience; the default is https:\/\/api\.confluent\.cloud\): the filter must/,
    { claims: { aud: 'mine' }, more: { inputs: { audience: 'mine' } } },
    {},
  ],
  [
    'a pull request',
    /^The run is for a pull request, and ref \(refs\/pull\/7\/merge\) .*: filter by claims\.event_name == "pull_request" in place of ref\.$/,
    { claims: { event_name: 'pull_request', ref: 'refs/pull/7/merge' } },
    { claims: { ref: 'refs/heads/refs/pull/7' } },
  ],
  [
    'the ref of a pull request, of another event',
    /filter by claims\.event_name == "pull_request_review" in place of ref\.$/,
    { claims: { event_name: 'pull_request_review', ref: 'refs/pull/7/merge' } },
    { claims: { event_name: 'pull_request_review' } },
  ],
  [
    'a tag',
    /^ref is the tag refs\/tags\/v1\.2, which a filter on a branch does not match: use claims\.ref\.startsWith\("refs\/tags\/v"\), or give the job an environment/,
    { claims: { ref: 'refs/tags/v1.2' } },
    { claims: { ref: 'refs/heads/refs/tags/v1.2' } },
  ],
  [
    'a customised sub',
    /^sub has neither of GitHub's default forms, .*: filter by other claims/,
    { claims: { sub: 'repository_owner:octo-org' } },
    { claims: { sub: undefined } },
  ],
  [
    'an immutable sub',
    /^sub has the immutable form .* July 2026: a filter that compares it with repo:OWNER\/REPO:… never matches\./,
    { claims: { sub: 'repo:o@1/r@2:ref:refs/heads/main' } },
    { claims: { sub: 'repo:o@1/r:ref:refs/heads/main' } },
  ],
  [
    'an environment',
    /^The job has the environment prod, so sub ends with environment:NAME in place of the ref/,
    { claims: { environment: 'prod', sub: 'repo:o/r:environment:prod' } },
    { claims: { environment: undefined } },
  ],
  [
    'no environment',
    /^The job has no environment: if the filter names one, add environment: NAME to the job, and do not widen the filter\.$/,
    {},
    { claims: { environment: 'prod', sub: 'repo:o/r:environment:prod' } },
  ],
];

describe('the likeliest cause', () => {
  for (const [name, cause, enough, tooLittle] of CAUSES) {
    const causesOf = ({ refusal = {}, claims: changed = {}, more = {} }: Scene) =>
      explain(refusal, changed, more).causes;
    test(`of ${name}`, () => {
      assert.match(causesOf(enough)[0] ?? '', cause);
      assert.deepEqual(
        causesOf(tooLittle).filter((line) => cause.test(line)),
        [],
      );
    });
  }
});

describe('the causes of every run', () => {
  test('are told from the most likely to the least, and no other', () => {
    assert.deepEqual(
      explain().causes.map((line) => line.split(/[ :(]/, 4).join(' ')),
      ['The job has no', 'aud is https //api.confluent.cloud', 'sub has the form', 'What this run cannot'],
    );
  });

  const audiences: [string, Claims, Otherwise, RegExp][] = [
    [
      'the default',
      {},
      {},
      /^aud is https:\/\/api\.confluent\.cloud \(the default of the input audience\): .*, a slash at the end included\.$/,
    ],
    [
      'an own one',
      { aud: 'mine' },
      { inputs: { audience: 'mine' } },
      /^aud is mine \(from the input audience; the default is https:\/\/api\.confluent\.cloud\): /,
    ],
    [
      'none',
      { aud: 'https://github.com/o' },
      { inputs: { audience: '' } },
      /^aud is https:\/\/github\.com\/o \(GitHub's own, since the input audience is empty\): /,
    ],
  ];
  for (const [name, changed, more, line] of audiences) {
    test(`say where the audience comes from: ${name}`, () => {
      assert.equal(explain({}, changed, more).causes.filter((cause) => line.test(cause)).length, 1);
    });
  }

  test('end with those that the run cannot show, its own issuer in them', () => {
    const last = explain({}, { iss: 'https://i.example' }).causes.at(-1) ?? '';
    assert.match(last, /^What this run cannot show: .* not exactly https:\/\/i\.example, .*refresh the JWKS/);
  });
});

describe('the form of sub', () => {
  const [custom, immutable, plain] = [
    "sub has neither of GitHub's",
    'sub has the immutable form',
    'sub has the form',
  ];
  const subs: [string, string][] = [
    ['repo:octo-org/octo-repo:ref:refs/heads/main', plain],
    ['repo:octo-org/octo-repo:ref:refs/heads/a@1/b@2', plain],
    ['repo:octo-org/octo-repo:environment:eu%3Aprod', plain],
    ['repo:octo-org/octo-repo:pull_request', plain],
    ['repo:octo-org@123/octo-repo:environment:prod', plain],
    ['repo:octo-org@x/octo-repo@y:environment:prod', plain],
    ['repo:octo-org@123/octo-repo@456:ref:refs/heads/main', immutable],
    ['repo:octo-org@123/octo-repo@456:pull_request', immutable],
    ['repo:octo-org@123/octo-repo@456', custom],
    ['repo:octo-org/octo-repo:ref:refs/heads/main:job_workflow_ref:x', custom],
    ['repo:octo-org/octo-repo:pull_requests', custom],
    ['repository_owner:octo-org', custom],
    ['', custom],
  ];
  for (const [sub, hint] of subs) {
    test(JSON.stringify(sub), () => {
      const found = explain({}, { sub }).causes.filter((line) => line.startsWith('sub has'));
      assert.equal(found.length, 1);
      assert.ok((found[0] ?? '').startsWith(hint));
    });
  }

  test('of a sub that is no text is none', () => {
    assert.doesNotMatch(explain({}, { sub: undefined }).all, /sub has/);
  });

  test('an environment says nothing of a customised sub', () => {
    assert.doesNotMatch(explain({}, { sub: 'own', environment: 'prod' }).all, /sub ends with environment/);
  });
});

describe('404', () => {
  test('puts the endpoint first, then the pool, and the claims have no part in it', () => {
    const { causes } = explain({ status: 404 }, { ref: 'refs/tags/v1', iss: 'x' });
    assert.equal(causes.length, 2);
    assert.match(
      causes[0] ?? '',
      /input endpoint \(it is https:\/\/api\.confluent\.cloud, which is the default\)/,
    );
    assert.match(causes[1] ?? '', /^The pool may not exist/);
  });
});

describe('400 that names expires_in', () => {
  const replies: [string, Refusal['errors']][] = [
    ['in its words', [{ detail: 'expires_in must be at most 600' }]],
    ['as parameter', [{ title: 'Bad Request', parameter: 'expires_in' }]],
    ['as pointer', [{ title: 'Bad Request', pointer: '/expires_in' }]],
    ['in each error', [{ detail: 'expires_in: x' }, { pointer: '/expires_in' }]],
  ];
  for (const [name, errors] of replies) {
    test(`${name}: lower expires-in, and no word of the filter`, () => {
      const { error, title, all } = explain({ status: 400, errors });
      assert.equal(title, 'How to fix the input expires-in');
      assert.match(error.remedy, /: lower the input expires-in \(it is 900\)\.$/);
      const { message, remedy } = error;
      assert.doesNotMatch([title, message, remedy, all].join('\n'), /filter|claim|audience/i);
    });
  }

  test('is of the pool too if another error of the reply is', () => {
    const { title, all } = explain({ status: 400, errors: [{ detail: 'expires_in' }, { detail: 'No.' }] });
    assert.equal(title, 'How to fix the identity pool');
    assert.match(all, /claims\.aud ==/);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Claims } from '../../../src/tokens.ts';
import { claims, explain, type Otherwise, type Said } from '../../helpers/refusals.ts';

const detail = (text: string): Said => ({ errors: [{ detail: text }] });

/** What proves a cause, and what comes near and does not. */
const CAUSES: [string, RegExp, [Said, Otherwise?][], [Said, Otherwise?][]][] = [
  [
    'expires_in among other errors',
    /^Confluent does not grant the lifetime that was asked for: lower the input expires-in \(it is 900\)\.$/,
    [
      [{ errors: [{ detail: 'bad' }, { detail: 'expires_in: too long' }] }],
      [{ errors: [{ detail: 'bad' }, { pointer: '/expires_in' }] }],
      [{ errors: [{ detail: 'bad' }, { parameter: 'expires_in' }] }],
    ],
    [
      [detail('expires too late')],
      [detail('The form has subject_token, expires_in.')],
      [{ errors: [{ parameter: 'expires_in_s' }] }],
      [detail('claims.expires_in is not known')],
    ],
  ],
  [
    'a key that Confluent does not know',
    /^Confluent does not know the key \(kid\) that signed the ID token: refresh the JWKS of the identity provider, and check its JWKS URI\.$/,
    [[detail('KID LOOKUP FAILED')], [{ errors: [{ code: 'KID_LOOKUP_FAILED' }] }]],
    [[detail('The kid of a lookup failed')], [detail('unknown key')], [detail('SKID LOOKUP FAILED')]],
  ],
  [
    'a token that was not verified',
    /^Confluent could not verify the ID token: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss \(https:\/\/token\.actions\.githubusercontent\.com\) and the jwks_uri in its \/\.well-known\/openid-configuration\.$/,
    [
      [{ errors: [{ code: 'JWT_PROCESSING_FAILED' }] }],
      [detail('JWT processing failed')],
      [detail('Invalid signature.')],
    ],
    [
      [detail('Processing failed')],
      [detail('Filter claims.iss == "https://x.example" is not satisfied')],
      [detail('unexpected "iss" claim value')],
      [detail('Invalid signatures')],
      [detail('The issuer is not known')],
    ],
  ],
  [
    'an IP filter',
    /^An IP filter of Confluent refused the runner: compare its address with the IP filters of the organisation\.$/,
    [
      [detail('The IP filter does not allow this')],
      [{ errors: [{ code: 'ip_filter_denied' }] }],
      [detail('denied by IP filtering')],
    ],
    [[detail('The zip filter is broken')], [detail('The ip of the filter')], [detail('The filter is false')]],
  ],
  [
    'something that does not exist',
    /^The pool or the URL may not exist: check that pool-a is a pool of this organisation and was not deleted, and the input endpoint \(it is https:\/\/api\.confluent\.cloud\)\.$/,
    [
      [{ status: 404 }],
      [{ errors: [{ parameter: 'identity_pool_id' }] }],
      [{ errors: [{ pointer: '/identity_pool_id' }] }],
    ],
    [
      [detail('Identity claim claims.email not found')],
      [detail('The identity pool is disabled')],
      [detail('The form must have identity_pool_id')],
      [{ status: 405 }],
    ],
  ],
  [
    'a pool id that is none',
    /^identity-pool-id begins with op-, so it is the id of an identity provider: /,
    [[{}, { inputs: { identityPoolId: 'pool-a,op-1' } }]],
    [[{}, { inputs: { identityPoolId: 'pool-a,pool-op-1' } }]],
  ],
];

describe('a cause is named where it is proven, and only there', () => {
  for (const [name, cause, enough, near] of CAUSES) {
    test(name, () => {
      for (const [said, more] of enough) {
        const { likely = '', error } = explain(said, {}, more);
        assert.match(likely, cause);
        assert.match(error.remedy, / If the filter of the pool refused it: it must be true for /);
      }
    });
    test(`${name}: not for what comes near`, () => {
      for (const [said, more] of near) assert.equal(explain(said, {}, more).likely, undefined);
    });
  }

  test('whatever the run is', () => {
    const runs: Claims[] = [
      ...['repo:o@1/r@2:ref:refs/heads/main', 'of our own'].map((sub) => ({ sub })),
      ...['refs/tags/v1', 'refs/pull/7/merge', 'refs/heads/gh-readonly-queue/m/pr-7-0a', ''].map((ref) => ({
        ref,
      })),
      ...['pull_request', 'pull_request_target', 'issue_comment'].map((event_name) => ({ event_name })),
      { iss: 'https://ghes.example', aud: 'own', environment: 'x', job_workflow_ref: 'a/b/c.yml@x' },
    ];
    for (const status of [400, 401, 402, 403, 405, 422])
      for (const changed of runs) assert.equal(explain({ status }, changed).likely, undefined);
  });

  test('several, if several are proven', () => {
    const { likely } = explain(detail('KID LOOKUP FAILED'), {}, { inputs: { identityPoolId: 'op-1' } });
    assert.match(likely ?? '', /^Confluent does not know the key .* identity-pool-id begins with op-/);
  });

  test('words are searched, but not without end', () => {
    const late = `${'x'.repeat(4_000)}\nexpires_in`;
    assert.equal(explain(detail(late)).likely, undefined);
    assert.match(
      explain({ errors: [{ detail: 'expires_in' }, { detail: late }] }).likely ?? '',
      /expires-in/,
    );
  });
});

const REUSED = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';
const LOCAL = 'octo-org/octo-repo/.github/workflows/shared.yml@refs/heads/main';
const NO_ENVIRONMENT =
  'If the filter names an environment: this job has none, so add environment: NAME to the job.';
const OLD_SUB =
  'If the filter names sub: here it has the form repo:OWNER/REPO:…, which repo:OWNER@ID/REPO@ID:… does not match.';

/** What stands beside the claims, in place of the form of `sub` and the environment of an ordinary run. */
const CONDITIONS: [string, Claims, Otherwise, string[]][] = [
  ['an ordinary run', {}, {}, []],
  [
    'an endpoint that is not the default',
    {},
    { inputs: { endpoint: 'http://127.0.0.1:1' } },
    [
      'If it is no API of Confluent: the input endpoint is http://127.0.0.1:1, so another server may have answered.',
    ],
  ],
  [
    'another issuer',
    { iss: `${claims.iss}/` },
    {},
    [
      'If the provider of the pool is for https://token.actions.githubusercontent.com: iss is https://token.actions.githubusercontent.com/ here, and the provider of the pool must have exactly this issuer.',
    ],
  ],
  [
    'another audience',
    { aud: 'own' },
    { inputs: { audience: 'own' } },
    [
      'If the filter names aud: here it is own, and the two must be the same letter by letter, a slash at the end included.',
    ],
  ],
  [
    "GitHub's own audience",
    { aud: 'https://github.com/o' },
    { inputs: { audience: '' } },
    [
      "If the filter names aud: here it is https://github.com/o, GitHub's own, since the input audience is empty, and the two must be the same letter by letter, a slash at the end included.",
    ],
  ],
  [
    'no ref',
    { ref: '' },
    {},
    ['If the filter names ref or sub: this run has no ref: a release or a deployment of a commit.'],
  ],
  [
    'a tag',
    { ref: 'refs/tags/v1.2' },
    {},
    ['If the filter names a branch: ref (refs/tags/v1.2) is a tag, which it does not match.'],
  ],
  ['a branch that is called like a tag', { ref: 'refs/heads/refs/tags/v1.2' }, {}, []],
  [
    'an open pull request',
    { event_name: 'pull_request', ref: 'refs/pull/7/merge' },
    {},
    [
      'If the filter names a branch: ref (refs/pull/7/merge) is that of an open pull request, which it does not match.',
    ],
  ],
  [
    'a merged pull request',
    { event_name: 'pull_request' },
    {},
    ['If the filter names refs/pull/: this pull request is closed, and ref is refs/heads/main.'],
  ],
  [
    'a merge queue',
    { event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-0a' },
    {},
    [
      'If the filter names a branch: ref (refs/heads/gh-readonly-queue/main/pr-7-0a) is that of an entry of a merge queue, which it does not match.',
    ],
  ],
  [
    'a reusable workflow of another repository',
    { job_workflow_ref: REUSED },
    {},
    [
      'If the filter names repository, ref or sub: this job is in a reusable workflow of another repository, and these claims are those of its caller, so filter by the caller.',
    ],
  ],
  [
    'a reusable workflow of the same repository',
    { job_workflow_ref: LOCAL },
    {},
    [`If the filter names a workflow: this job is in ${LOCAL}.`],
  ],
  [
    'pull_request_target',
    { event_name: 'pull_request_target' },
    {},
    [
      'If the filter excludes pull_request_target, as each of ours does: such a run may run code from a fork, so use pull_request, or push after the merge.',
    ],
  ],
  ...['issue_comment', 'workflow_run'].map((event): [string, Claims, Otherwise, string[]] => [
    event,
    { event_name: event },
    {},
    [`If the filter lists events: ${event} runs on the default branch, whoever has caused it.`],
  ]),
];

describe('what is only the shape of the run stands beside the claims, as a condition', () => {
  const conditionsOf = (changed: Claims, more: Otherwise = {}) => {
    const { lines } = explain({}, changed, more);
    const at = lines.findIndex((line) => line.startsWith('If it is: '));
    return lines.slice(at + 1).filter((line) => line.startsWith('If '));
  };
  for (const [name, changed, more, expected] of CONDITIONS) {
    test(name, () => {
      const others = conditionsOf(changed, more).filter(
        (line) => line !== OLD_SUB && line !== NO_ENVIRONMENT,
      );
      assert.deepEqual(others, expected);
    });
  }

  const SUBS: [string, Claims, string[]][] = [
    ['plain', {}, [OLD_SUB, NO_ENVIRONMENT]],
    [
      'immutable',
      { sub: 'repo:o@1/r@2:ref:refs/heads/main' },
      [
        'If the filter names sub: here it has the immutable form repo:OWNER@ID/REPO@ID:…, which repo:OWNER/REPO:… does not match.',
        NO_ENVIRONMENT,
      ],
    ],
    [
      'customised',
      { sub: 'repository_owner:o', environment: 'x' },
      [
        "If the filter names sub: here it has neither of GitHub's default forms, so the organisation or the repository has customised it.",
      ],
    ],
    [
      'of an environment',
      { sub: 'repo:o/r:environment:x', environment: 'x' },
      [OLD_SUB, 'If the filter names sub: environment: NAME of the job stands in it in place of the ref.'],
    ],
    ['absent', { sub: undefined }, [NO_ENVIRONMENT]],
  ];
  for (const [name, changed, expected] of SUBS) {
    test(`sub: ${name}`, () => assert.deepEqual(conditionsOf(changed), expected));
  }
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
      const { error, lines } = explain({ status: 400, errors });
      assert.match(error.remedy, /^Likely cause: Confluent .*: lower the input expires-in \(it is 900\)\.$/);
      assert.deepEqual(lines, []);
      assert.doesNotMatch([error.message, error.remedy].join('\n'), /filter|claim|audience/i);
    });
  }

  test('is of the pool too if another error of the reply is', () => {
    const { all } = explain({ status: 400, errors: [{ detail: 'expires_in' }, { detail: 'No.' }] });
    assert.match(all, /claims\.aud ==/);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { filtersFor } from '../../../src/confluent/filters.ts';
import type { Texts } from '../../../src/confluent/run-kinds.ts';
import { claims } from '../../helpers/refusals.ts';
import { admitted, BY_PLACE, claimsOf, PUSH, type Run, siblingsOf } from '../../helpers/siblings.ts';
import { matches } from '../../servers/cel.ts';

const AUD = 'claims.aud == "https://api.confluent.cloud"';
const IDS = `${AUD} && claims.repository_id == "456789"`;
const NO_TARGET = 'claims.event_name != "pull_request_target"';
const REUSED = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';

describe('the filters that are offered, in words', () => {
  const CASES: [string, Texts, string[]][] = [
    [
      'a branch',
      {},
      [
        `${IDS} && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
        `${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${NO_TARGET}`,
      ],
    ],
    [
      'an environment: with the ref first, then alone',
      { environment: 'eu "prod"', sub: 'repo:o/r:environment:eu "prod"' },
      [
        `${IDS} && claims.environment == "eu \\"prod\\"" && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
        `${IDS} && claims.environment == "eu \\"prod\\"" && !claims.ref.startsWith("refs/pull/") && ${NO_TARGET}`,
        `${AUD} && claims.sub == "repo:o/r:environment:eu \\"prod\\"" && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
      ],
    ],
    [
      'an open pull request with an environment',
      { event_name: 'pull_request', ref: 'refs/pull/7/merge', environment: 'x', sub: 'of its own' },
      [
        `${IDS} && claims.environment == "x" && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"`,
        `${IDS} && claims.environment == "x" && claims.event_name == "pull_request"`,
      ],
    ],
    [
      'a push whose ref is that of a pull request',
      { ref: 'refs/pull/7/merge', sub: 'repo:o/r:ref:refs/pull/7/merge' },
      [
        `${IDS} && claims.ref.startsWith("refs/pull/") && claims.event_name == "push"`,
        `${AUD} && claims.sub.startsWith("repo:o/r:ref:refs/pull/") && claims.event_name == "push"`,
      ],
    ],
    [
      'the review of a pull request that was merged',
      { event_name: 'pull_request_review', sub: undefined },
      [`${IDS} && claims.ref == "refs/heads/main" && claims.event_name == "pull_request_review"`],
    ],
    [
      'a merge queue',
      { event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/a/pr-7-0a', sub: undefined },
      [
        `${IDS} && claims.ref.startsWith("refs/heads/gh-readonly-queue/a/") && claims.event_name == "merge_group"`,
      ],
    ],
    [
      'a reusable workflow of the same repository, run for a tag',
      { ref: 'refs/tags/v1', workflow_ref: 'a@refs/tags/v1', job_workflow_ref: 'b@refs/tags/v1', sub: '' },
      [
        `${IDS} && claims.ref.startsWith("refs/tags/v") && ${NO_TARGET}`,
        `${IDS} && claims.ref.startsWith("refs/tags/v") && claims.job_workflow_ref.startsWith("b@refs/tags/v") && ${NO_TARGET}`,
      ],
    ],
    [
      'a tag with a quote in its name',
      { ref: 'refs/tags/v"1', sub: '' },
      [`${IDS} && claims.ref.startsWith("refs/tags/v\\"") && ${NO_TARGET}`],
    ],
    [
      'no repository_id: by sub alone',
      { repository_id: undefined, environment: 'x', job_workflow_ref: REUSED },
      [`${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${NO_TARGET}`],
    ],
    [
      'an empty ref with an environment: by that alone',
      { ref: '', environment: 'x', sub: 'repo:o/r:environment:x', job_workflow_ref: REUSED },
      [`${IDS} && claims.environment == "x" && !claims.ref.startsWith("refs/pull/") && ${NO_TARGET}`],
    ],
    ['an empty ref', { ref: '', sub: 'repo:o/r:ref:' }, []],
    ...['aud', 'ref', 'event_name'].map((name): [string, Texts, string[]] => [
      `no ${name}`,
      { [name]: undefined, environment: 'x' },
      [],
    ]),
  ];
  for (const [name, changed, expected] of CASES) {
    test(name, () => {
      const filters = filtersFor({ ...claims, ...changed });
      assert.deepEqual(
        filters.map(([, text]) => text),
        expected,
      );
    });
  }
});

/** The filters that a refusal of this run offers. */
const offered = (run: Run) => filtersFor(claimsOf(run)).map(([, text]) => text);

/** An environment alone stands for its branches: the text above it says so. */
const isEnvironmentAlone = (filter: string) =>
  filter.includes('claims.environment ==') &&
  !/claims\.(?:ref|sub)(?: ==|\.startsWith)/.test(filter.replace('!claims.ref.startsWith', ''));

function assertTight(run: Run): void {
  const filters = offered(run);
  const own = claimsOf(run);
  for (const filter of filters) {
    assert.equal(matches(filter, own), true, `does not admit the run itself: ${filter}`);
    const alone = isEnvironmentAlone(filter);
    const siblings = siblingsOf(run).filter(({ name }) => !(alone && name.startsWith(BY_PLACE)));
    assert.deepEqual(admitted(filter, siblings), [], filter);
  }
}

const PULL_REQUEST = { ...PUSH, event: 'pull_request', ref: 'refs/pull/7/merge' };
const QUEUE = { ...PUSH, event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/rel/1.0/pr-7-0a' };

/** How many filters a run is offered, and a run of the same kind that they admit as well. */
const SCENES: [string, Run, number, kin?: Partial<Run>][] = [
  ['a push to main', PUSH, 2, { event: 'workflow_dispatch' }],
  ['an environment', { ...PUSH, environment: 'production' }, 3, { event: 'workflow_dispatch' }],
  ['a pull request', PULL_REQUEST, 2, { ref: 'refs/pull/8/merge' }],
  ['a pull request with an environment', { ...PULL_REQUEST, environment: 'preview' }, 3],
  ['an environment that is called like the ref', { ...PULL_REQUEST, environment: PULL_REQUEST.ref }, 3],
  ['a review of a pull request', { ...PULL_REQUEST, event: 'pull_request_review' }, 2],
  ['a merged pull request', { ...PUSH, event: 'pull_request' }, 2],
  ['a merged pull request with an environment', { ...PUSH, event: 'pull_request', environment: 'x' }, 3],
  ['a tag of a version', { ...PUSH, ref: 'refs/tags/release-1.2' }, 2, { ref: 'refs/tags/release-10' }],
  ['a tag without letters', { ...PUSH, ref: 'refs/tags/2026.1' }, 2],
  ['a tag without digits', { ...PUSH, ref: 'refs/tags/nightly' }, 2],
  ['a merge queue', QUEUE, 2, { ref: 'refs/heads/gh-readonly-queue/rel/1.0/pr-8-1b' }],
  ['a branch like a queue', { ...PUSH, ref: 'refs/heads/gh-readonly-queue/x' }, 2],
  ['a customised sub', { ...PUSH, form: 'custom' }, 1],
  ['a release without a ref', { ...PUSH, event: 'release', ref: '' }, 0],
  ['a deployment of a commit', { ...PUSH, event: 'deployment', ref: '', environment: 'production' }, 1],
  ['pull_request_target', { ...PUSH, event: 'pull_request_target' }, 0],
  ['a reusable workflow', { ...PUSH, jobWorkflow: REUSED }, 3],
];

describe('the filters that are offered admit the run, and none of its siblings', () => {
  for (const [name, scene, count, kin] of SCENES) {
    test(name, () => {
      for (const form of scene.form === 'custom'
        ? (['custom'] as const)
        : (['plain', 'immutable'] as const)) {
        const run = { ...scene, form };
        assertTight(run);
        const other = claimsOf({ ...run, ...kin });
        assert.deepEqual(
          offered(run).map((filter) => matches(filter, other)),
          Array(count).fill(true),
        );
      }
    });
  }

  test('whatever the run', () => {
    const odd = fc.constantFrom(
      ...['"', '\\', "'", '" || true || "', '\\"', '%3A', ':'],
      ...['a', 'é', ' ', '#', '/', '1', '-'],
    );
    const name = fc.array(odd, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const ref = fc.oneof(
      fc.constantFrom('', 'refs/heads/main', 'refs/pull/7/merge', 'refs/tags/v1.2', 'refs/tags/2026.1'),
      fc.constantFrom('refs/heads/gh-readonly-queue/main/pr-7-0abc', 'refs/tags/release-2', 'refs/tags/-1a'),
      name.map((text) => `refs/heads/${text.replaceAll(':', '')}`),
      name.map((text) => `refs/tags/${text.replaceAll(':', '')}`),
    );
    const event = fc.constantFrom(
      ...['push', 'pull_request', 'pull_request_target', 'pull_request_review', 'merge_group'],
      ...['workflow_dispatch', 'workflow_run', 'issue_comment', 'schedule', 'release'],
    );
    const orNone = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
    const run = fc.record({
      event,
      ref,
      environment: orNone(fc.oneof(name, fc.constantFrom('production', 'ref:refs/pull/7/merge'))),
      repository: fc.constantFrom('octo-org/orders', 'a-b/c.d_e'),
      repositoryId: fc.constantFrom('456789', '1'),
      ownerId: fc.constant('123456'),
      form: fc.constantFrom<Run['form']>('plain', 'immutable', 'custom'),
      jobWorkflow: orNone(ref.map((at) => `octo-org/orders/.github/workflows/y.yml@${at}`)),
      audience: fc.constantFrom('https://api.confluent.cloud', 'mine "own"'),
    });
    let count = 0;
    fc.assert(
      fc.property(run, (one) => {
        assertTight(one);
        count += offered(one).length;
      }),
      { numRuns: 60 },
    );
    assert.ok(count > 60, `only ${count} filters were tried`);
  });
});

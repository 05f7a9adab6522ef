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
      'a reusable workflow of the same repository, run for a tag',
      { ref: 'refs/tags/v1', workflow_ref: 'a@refs/tags/v1', job_workflow_ref: 'b@refs/tags/v1', sub: '' },
      [
        `${IDS} && claims.ref.startsWith("refs/tags/v") && ${NO_TARGET}`,
        `${IDS} && claims.ref.startsWith("refs/tags/v") && claims.job_workflow_ref.startsWith("b@refs/tags/v") && ${NO_TARGET}`,
      ],
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
      { [name]: undefined },
      [],
    ]),
  ];
  for (const [name, changed, expected] of CASES) {
    test(name, () => {
      const filters = filtersFor({ ...claims, ...changed });
      assert.deepEqual(
        filters.map(({ text }) => text),
        expected,
      );
    });
  }
});

/** The filters that a refusal of this run offers. */
const offered = (run: Run) => filtersFor(claimsOf(run)).map(({ text }) => text);

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

const SCENES: [string, Run, number][] = [
  ['a push to main', PUSH, 2],
  ['an environment', { ...PUSH, environment: 'production' }, 3],
  ['a pull request', { ...PUSH, event: 'pull_request', ref: 'refs/pull/7/merge' }, 2],
  [
    'a pull request with an environment',
    { ...PUSH, event: 'pull_request', ref: 'refs/pull/7/merge', environment: 'preview' },
    3,
  ],
  ['a review of a pull request', { ...PUSH, event: 'pull_request_review', ref: 'refs/pull/7/merge' }, 2],
  ['a merged pull request', { ...PUSH, event: 'pull_request' }, 2],
  [
    'a merged pull request with an environment',
    { ...PUSH, event: 'pull_request', environment: 'production' },
    3,
  ],
  ['a tag of a version', { ...PUSH, ref: 'refs/tags/v1.2.3' }, 2],
  ['a tag without letters', { ...PUSH, ref: 'refs/tags/2026.1' }, 2],
  ['a tag without digits', { ...PUSH, ref: 'refs/tags/nightly' }, 2],
  [
    'a merge queue',
    { ...PUSH, event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/release/1.0/pr-7-0abc12' },
    2,
  ],
  ['a branch like a queue', { ...PUSH, ref: 'refs/heads/gh-readonly-queue/x' }, 2],
  ['a customised sub', { ...PUSH, form: 'custom' }, 1],
  ['a release without a ref', { ...PUSH, event: 'release', ref: '' }, 0],
  [
    'a deployment of a commit with an environment',
    { ...PUSH, event: 'deployment', ref: '', environment: 'production' },
    1,
  ],
  ['pull_request_target', { ...PUSH, event: 'pull_request_target' }, 0],
  ['a reusable workflow', { ...PUSH, jobWorkflow: REUSED }, 3],
];

describe('the filters that are offered admit the run, and none of its siblings', () => {
  for (const [name, run, count] of SCENES) {
    test(name, () => {
      for (const form of run.form === 'custom' ? (['custom'] as const) : (['plain', 'immutable'] as const)) {
        assertTight({ ...run, form });
        assert.equal(offered({ ...run, form }).length, count);
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
    const run = fc.record({
      event,
      ref,
      environment: fc.option(fc.oneof(name, fc.constantFrom('production', 'ref:refs/pull/7/merge')), {
        nil: undefined,
      }),
      repository: fc.constantFrom('octo-org/orders', 'a-b/c.d_e'),
      repositoryId: fc.constantFrom('456789', '1'),
      ownerId: fc.constant('123456'),
      form: fc.constantFrom<Run['form']>('plain', 'immutable', 'custom'),
      jobWorkflow: fc.option(
        fc
          .tuple(
            fc.constantFrom('o/p/.github/workflows/x.yml', 'octo-org/orders/.github/workflows/y.yml'),
            ref,
          )
          .map((two) => two.join('@')),
        { nil: undefined },
      ),
      audience: fc.constantFrom('https://api.confluent.cloud', 'mine "own"'),
    });
    let count = 0;
    fc.assert(
      fc.property(run, (one) => {
        assertTight(one);
        count += offered(one).length;
      }),
      { numRuns: 300 },
    );
    assert.ok(count > 300, `only ${count} filters were tried`);
  });
});

describe('the filters that are offered admit what is of the same kind', () => {
  const KIN: [string, Run, Partial<Run>][] = [
    [
      'the next entry of the queue',
      { ...PUSH, event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-0a' },
      { ref: 'refs/heads/gh-readonly-queue/main/pr-8-1b' },
    ],
    ['the next version', { ...PUSH, ref: 'refs/tags/release-1.2' }, { ref: 'refs/tags/release-10' }],
    [
      'another pull request',
      { ...PUSH, event: 'pull_request', ref: 'refs/pull/7/merge' },
      { ref: 'refs/pull/8/merge' },
    ],
    ['a run by hand', PUSH, { event: 'workflow_dispatch' }],
  ];
  for (const [name, run, change] of KIN) {
    test(name, () => {
      for (const form of ['plain', 'immutable'] as const) {
        const other = claimsOf({ ...run, form, ...change });
        assert.deepEqual(
          offered({ ...run, form }).map((filter) => matches(filter, other)),
          [true, true],
        );
      }
    });
  }
});

/** Every filter of docs/setup.md accepts its own run, and none of the runs beside that. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { snippetsOf } from '../helpers/snippets.ts';
import { matches } from '../servers/cel.ts';

type Claims = Readonly<Record<string, string | undefined>>;

/** A push to main of octo-org/orders. */
const pushed: Claims = {
  aud: 'https://api.confluent.cloud',
  sub: 'repo:octo-org/orders:ref:refs/heads/main',
  repository: 'octo-org/orders',
  repository_id: '456789',
  repository_owner_id: '123456',
  ref: 'refs/heads/main',
  event_name: 'push',
  workflow_ref: 'octo-org/orders/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_ref: 'octo-org/orders/.github/workflows/deploy.yml@refs/heads/main',
};

/** Runs that no filter may accept: each is a change of the filter's own run. */
const strangers: Claims[] = [
  { event_name: 'pull_request_target' },
  { aud: 'https://github.com/octo-org' },
  { repository_id: '1', sub: 'repo:someone/orders:ref:refs/heads/main' },
  { repository_id: '1', repository_owner_id: '1', sub: 'repo:octo-org@1/orders@1:ref:refs/heads/main' },
];
const otherBranch: Claims = { ref: 'refs/heads/other', sub: 'repo:octo-org/orders:ref:refs/heads/other' };
const openPull: Claims = {
  ref: 'refs/pull/7/merge',
  event_name: 'pull_request',
  sub: 'repo:octo-org/orders:pull_request',
};
const environment: Claims = { environment: 'production', sub: 'repo:octo-org/orders:environment:production' };
const reusable = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';

interface Filter {
  readonly heading: string;
  readonly nth?: number;
  /** Changes of the push to main that it must accept. */
  readonly own: readonly Claims[];
  /** Changes of its own run that it must refuse, beside the strangers. */
  readonly others: readonly Claims[];
}

const filters: readonly Filter[] = [
  {
    heading: 'The branch main',
    // Of these events the page says that they are accepted.
    own: [
      {},
      { event_name: 'workflow_run' },
      { event_name: 'issue_comment' },
      { event_name: 'pull_request' },
    ],
    others: [otherBranch, openPull, { ref: undefined }],
  },
  {
    heading: 'The branch main',
    nth: 1,
    own: [{}, { event_name: 'workflow_dispatch' }],
    others: [otherBranch, openPull, { event_name: 'workflow_run' }, { event_name: 'issue_comment' }],
  },
  {
    heading: 'One GitHub environment',
    own: [environment],
    others: [otherBranch, openPull, { environment: 'staging' }, { environment: undefined }],
  },
  {
    heading: 'One GitHub environment',
    nth: 1,
    own: [environment],
    // The settings of the environment keep other branches out.
    others: [openPull, { environment: 'staging' }, { environment: undefined }],
  },
  {
    heading: 'Pull requests',
    own: [openPull],
    others: [{ event_name: 'push' }, { ref: 'refs/heads/main' }],
  },
  {
    heading: 'Merge queue',
    own: [{ event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-abc' }],
    others: [
      otherBranch,
      openPull,
      { ref: 'refs/heads/gh-readonly-queue/other/pr-7-abc' },
      { event_name: 'push' },
    ],
  },
  {
    heading: 'Tags',
    own: [{ ref: 'refs/tags/v1.2.0' }],
    others: [otherBranch, openPull, { ref: 'refs/tags/x1' }, { ref: '' }],
  },
  {
    heading: 'One workflow of a monorepo',
    own: [{}, { event_name: 'workflow_dispatch' }, { job_workflow_ref: reusable }],
    others: [
      otherBranch,
      openPull,
      { workflow_ref: pushed.workflow_ref?.replace('deploy', 'test') },
      { workflow_ref: pushed.workflow_ref?.replace('/main', '/other') },
    ],
  },
  {
    heading: 'Both forms of `sub`',
    own: [{}, { sub: 'repo:octo-org@123456/orders@456789:ref:refs/heads/main' }],
    others: [
      otherBranch,
      openPull,
      environment,
      { sub: 'repo:octo-org@123456/orders@4:ref:refs/heads/main' },
    ],
  },
  {
    heading: 'Reusable workflows',
    own: [{ job_workflow_ref: reusable }],
    others: [
      otherBranch,
      openPull,
      { job_workflow_ref: pushed.job_workflow_ref },
      { job_workflow_ref: reusable.replace('@refs/heads/main', '@refs/heads/other') },
    ],
  },
  {
    heading: 'Reusable workflows',
    nth: 1,
    own: [{ ...environment, job_workflow_ref: reusable }],
    others: [
      otherBranch,
      openPull,
      { job_workflow_ref: pushed.job_workflow_ref },
      { environment: 'staging' },
      { environment: undefined },
    ],
  },
  {
    heading: 'Several repositories on one pool',
    own: [{}, { repository_id: '456790' }],
    others: [otherBranch, openPull],
  },
];

const texts = snippetsOf('docs/setup.md').filter(({ language }) => language === 'text');

function changed(...changes: Claims[]): Record<string, string> {
  const all = Object.entries(Object.assign({}, pushed, ...changes) as Claims);
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

describe('the filters of docs/setup.md', () => {
  test('are all here', () => {
    const here = filters.map(({ heading }) => heading);
    assert.deepEqual(
      texts.map(({ heading }) => heading),
      here,
    );
  });

  for (const { heading, nth = 0, own, others } of filters) {
    test(`"${heading}", number ${nth}, accepts its runs and no other`, () => {
      const filter = texts.filter((one) => one.heading === heading)[nth]?.code ?? '';
      for (const run of own) {
        assert.ok(matches(filter, changed(run)), JSON.stringify(run));
        for (const other of [...strangers, ...others]) {
          assert.ok(!matches(filter, changed(run, other)), JSON.stringify([run, other]));
        }
      }
    });

    test(`"${heading}", number ${nth}, is one line of at most 300 characters`, () => {
      const filter = texts.filter((one) => one.heading === heading)[nth]?.code.trim() ?? '';
      assert.ok([...filter].length <= 300, `${[...filter].length}`);
      assert.ok(!filter.includes('\n'));
    });
  }
});

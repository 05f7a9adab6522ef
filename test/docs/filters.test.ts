import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matches } from '../fakes/cel.ts';
import { snippet } from '../support/snippets.ts';

const setup = 'docs/setup.md';

/** A run that the filter of a heading lets in, and changes of it that it must not let in. */
const filters = [
  {
    heading: 'The branch main',
    claims: { repository_id: '456789', ref: 'refs/heads/main', event_name: 'push' },
    others: [
      { repository_id: '1' },
      { ref: 'refs/heads/other' },
      { ref: undefined },
      { event_name: 'pull_request_target' },
      { aud: 'https://github.com/octo-org' },
    ],
  },
  {
    heading: 'Both forms of `sub`',
    claims: { sub: 'repo:o/r:ref:refs/heads/main' },
    others: [{ sub: 'repo:o/r:ref:refs/heads/other' }, { sub: 'repo:o@1/r@3:ref:refs/heads/main' }],
  },
  {
    heading: 'Both forms of `sub`',
    claims: { sub: 'repo:o@1/r@2:ref:refs/heads/main' },
    others: [{ sub: 'repo:o/r:pull_request' }],
  },
  {
    heading: 'Reusable workflows',
    claims: {
      repository_owner_id: '123456',
      job_workflow_ref: 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main',
    },
    others: [
      { repository_owner_id: '1' },
      { job_workflow_ref: 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/other' },
    ],
  },
  {
    heading: 'Several repositories on one pool',
    claims: { repository_id: '456790', ref: 'refs/heads/main' },
    others: [{ repository_id: '456791' }, { ref: 'refs/heads/other' }],
  },
];

describe('the filters of docs/setup.md', () => {
  for (const { heading, claims, others } of filters) {
    test(`"${heading}" lets in ${JSON.stringify(claims)} and no other`, () => {
      const filter = snippet(setup, heading, 'text');
      const good = { aud: 'https://api.confluent.cloud', ...claims };
      assert.ok(matches(filter, good));
      for (const other of others) {
        const changed = Object.entries({ ...good, ...other }).filter(([, value]) => value !== undefined);
        assert.ok(!matches(filter, Object.fromEntries(changed)), JSON.stringify(other));
      }
    });
  }
});

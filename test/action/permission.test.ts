import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { assertFailed } from '../helpers/inspect.ts';
import { type JobOptions, startJob, together } from '../helpers/job.ts';

const none = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
const base = { id: 456789, full_name: 'octo-org/octo-repo' };
const fork = { id: 999, full_name: 'mallory/octo-repo' };

const pull = (head: unknown, login = 'mallory') => ({
  action: 'opened',
  pull_request: { user: { login }, head: { repo: head, ref: 'x' }, base: { repo: base, ref: 'main' } },
});
const on = (GITHUB_EVENT_NAME: string, event: unknown, env = {}): JobOptions => ({
  event,
  env: { ...none, GITHUB_EVENT_NAME, ...env },
});

const CASES: [string, JobOptions, string, ...(RegExp | string)[]][] = [
  ['no URL', { env: { ACTIONS_ID_TOKEN_REQUEST_URL: '' } }, 'NO_PERMISSION', 'permissions: id-token: write'],
  ['no token', { env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined } }, 'NO_PERMISSION', 'id-token: write'],
  [
    'a reusable workflow: the caller is named',
    { env: { ...none, GITHUB_WORKFLOW_REF: 'octo-org/caller/.github/workflows/top.yml@refs/heads/main' } },
    'NO_PERMISSION',
    'caller must grant',
    'octo-org/caller/.github/workflows/top.yml@refs/heads/main',
  ],
  ['a pull request from a fork', on('pull_request', pull(fork)), 'FORK_PULL_REQUEST', 'pull_request_target'],
  [
    'a run that Dependabot started',
    on('pull_request', pull(base, 'dependabot[bot]'), { GITHUB_ACTOR: 'dependabot[bot]' }),
    'DEPENDABOT',
  ],
  ['an event that is an array', on('pull_request', [pull(fork)]), 'NO_PERMISSION'],
];

suite('no ID token to be had', together, () => {
  for (const [name, options, code, ...says] of CASES) {
    test(name, async (t) => {
      const { main, post, github, sts } = await startJob(t, options);
      assertFailed(await main(), code, ...says);
      assert.deepEqual([github.requests, sts.requests], [[], []]);
      assert.equal((await post()).transcript, '');
    });
  }

  test('an event payload that is absent, no JSON, or a directory, is none', async (t) => {
    const { main, runner } = await startJob(t, { env: none });
    const broken = join(runner.directory, 'broken.json');
    writeFileSync(broken, '{"pull_request":');
    for (const GITHUB_EVENT_PATH of [undefined, broken, runner.directory]) {
      assertFailed(await main({}, { env: { GITHUB_EVENT_PATH } }), 'NO_PERMISSION');
    }
  });

  test('a request URL that GitHub would never give is not asked', async (t) => {
    const { main, github } = await startJob(t);
    for (const ACTIONS_ID_TOKEN_REQUEST_URL of [
      'https://user:pass@127.0.0.1/x',
      'http://127.0.0.1.evil.example/',
    ]) {
      const result = await main({}, { env: { ACTIONS_ID_TOKEN_REQUEST_URL } });
      assertFailed(result, 'GITHUB_REFUSED', 'ACTIONS_ID_TOKEN_REQUEST_URL');
      assert.ok(!result.transcript.includes(ACTIONS_ID_TOKEN_REQUEST_URL));
    }
    assert.deepEqual(github.requests, []);
  });

  test('a request token that no header could carry is not sent, and not said', async (t) => {
    const { main, github, secrets } = await startJob(t);
    for (const token of ['tokentokentoken\r\nX-Evil: 1', 'tökentökentöken']) {
      secrets.push(token);
      const result = await main({}, { env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } });
      assertFailed(result, 'GITHUB_REFUSED', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN');
    }
    assert.deepEqual(github.requests, []);
  });
});

/** README's quick start: its commands, and its workflow from the ID token to the answer of the first call. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { startRunner } from '../../helpers/runner.ts';
import { at, snippet } from '../../helpers/snippets.ts';
import { run } from '../../helpers/spawn.ts';
import { matches } from '../../servers/cel.ts';
import { startGitHub } from '../../servers/github.ts';
import { startSts } from '../../servers/sts.ts';
import { program } from './step.ts';

const timeout = 60_000;
const setup = readFileSync(resolve(import.meta.dirname, '../../../docs/setup.md'), 'utf8');

async function start(t: TestContext, claims = {}) {
  const github = await startGitHub({ claims });
  const filter = snippet('docs/setup.md', 'The branch main', 'text');
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter } } });
  const job = startRunner({ env: github.env });
  t.after(async () => {
    job.close();
    await Promise.all([github.close(), sts.close()]);
  });
  const [authenticate, call] = parse(snippet('README.md', 'Confluent Cloud auth', 'yaml')).jobs.list.steps;
  const main = await job.main({ ...authenticate.with, endpoint: sts.url });
  const code = at(call.run, { 'https://api.confluent.cloud': sts.url });
  assert.equal(call.shell, 'bash');
  // As the runner runs `shell: bash`.
  const options = ['--noprofile', '--norc', '-eo', 'pipefail', '-c'];
  return { main, sts, call: () => job.step('bash', [...options, code], { env: { no_proxy: '127.0.0.1' } }) };
}

test('the pool of the quick start accepts it, and the first call answers', { timeout }, async (t) => {
  const { main, sts, call } = await start(t);
  assert.equal(main.code, 0, main.transcript);
  const step = await call();
  assert.equal(step.code, 0, step.transcript);
  assert.match(step.stdout, /EnvironmentList/);
  assert.equal(sts.requests.at(-1)?.path, '/org/v2/environments');
});

test('on another branch the pool refuses it', { timeout }, async (t) => {
  const { main } = await start(t, {
    ref: 'refs/heads/other',
    sub: 'repo:octo-org/octo-repo:ref:refs/heads/other',
  });
  assert.equal(main.code, 1);
  assert.match(main.masked, /\[CONFLUENT_REFUSED\]/);
});

test('without the token the first call fails', { timeout }, async (t) => {
  const { call } = await start(t, { ref: 'refs/heads/other' });
  assert.notEqual((await call()).code, 0);
});

test('the Confluent CLI knows every command and flag', { timeout }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const blocks = [0, 1, 2, 3].map((nth) => snippet('README.md', 'Quick start', 'sh', nth));
  const update = /`(confluent iam pool update [^`]+)`/.exec(setup)?.[1] ?? '';
  assert.match(update, /--filter/);
  const path = [join(import.meta.dirname, 'bin'), program(folder, 'gh', ': "$*"')].join(delimiter);
  const code = [...blocks, update].join('\n');
  const exit = await run('bash', ['-ec', code], { env: { PATH: path }, cwd: folder, timeoutMs: timeout });
  assert.equal(exit.code, 0, exit.transcript);
  const calls = exit.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    calls.map(({ command }) => command),
    [
      'login',
      'organization list',
      'environment list',
      'iam provider list',
      'iam provider create',
      'iam pool create',
      'iam rbac role-binding create',
      'iam pool update',
    ],
  );
  const pushed = { aud: 'https://api.confluent.cloud', repository_id: '456789', event_name: 'push' };
  assert.ok(matches(calls[5].flags.filter, { ...pushed, ref: 'refs/heads/main' }));
  assert.match(calls[6].flags.principal, /^User:pool-/);
});

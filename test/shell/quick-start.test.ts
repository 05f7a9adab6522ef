/** The workflow of README's quick start, from the ID token to the answer of the first call. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startGitHub } from '../fakes/github.ts';
import { startRunner } from '../fakes/runner.ts';
import { startSts } from '../fakes/sts.ts';
import { samplesOf } from '../support/samples.ts';
import { at, snippet } from '../support/snippets.ts';

const timeout = 60_000;

async function start(t: TestContext, claims = {}) {
  const github = await startGitHub({ claims });
  const filter = snippet('docs/setup.md', 'The branch main', 'text');
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter } } });
  const job = startRunner({ env: github.env });
  t.after(async () => {
    job.close();
    await Promise.all([github.close(), sts.close()]);
  });
  const sample = samplesOf('README.md').find(({ name }) => name.includes('"Quick start"'));
  const [authenticate, call] = sample?.job.steps ?? [];
  const main = await job.main({ ...(authenticate?.with as Record<string, string>), endpoint: sts.url });
  const code = at(call?.run ?? '', { 'https://api.confluent.cloud': sts.url });
  // As the runner runs a step that names no shell.
  return { main, sts, call: () => job.step('bash', ['-e', '-c', code], { env: { no_proxy: '127.0.0.1' } }) };
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

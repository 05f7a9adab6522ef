import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { type Env, type Runner, startRunner } from '../helpers/runner.ts';
import { type FakeGitHub, startGitHub } from '../servers/github.ts';
import { nodeProcesses } from './ci/processes/list.ts';

const root = join(import.meta.dirname, '..', '..');

/** A job with one of the actions that CI's jobs are made of; `dist` is the action of this repository. */
function startAction(t: TestContext, name: string, env: Env): Runner {
  const folder = join(root, 'test', 'repository', 'ci', name);
  const own = {
    action: join(folder, 'action.yml'),
    dist: join(folder, 'main.ts'),
    post: join(folder, 'post.ts'),
  };
  const runner = startRunner({ env, ...(name === 'dist' ? {} : own) });
  t.after(() => runner.close());
  return runner;
}

/** The stand-in, started as in CI, but trusting a stand-in for GitHub; its post ends it. */
async function startStandIns(t: TestContext, github: FakeGitHub, inputs: Record<string, string> = {}) {
  const runner = startAction(t, 'stand-ins', {});
  const main = await runner.main({ issuer: github.issuer, port: '0', ...inputs });
  t.after(() => kill(Number(main.state.pid)));
  assert.deepEqual([main.code, main.pipesHeld], [0, false], main.transcript);
  return {
    main,
    endpoint: /CONFLUENT_ENDPOINT='(.*)'/.exec(main.stdout)?.[1] ?? '',
    end: () => runner.post(main),
  };
}

/** For a test that fails before post: Windows does not tell which processes a job has left behind. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Its post has ended it.
  }
}

const ALL_GOOD = 'After a success, all is as it must be.\n';

/** The action of this repository, used as in test/repository/ci/try, and the later step with what it is given there. */
async function useAction(t: TestContext, env: Env, endpoint: string) {
  const action = startAction(t, 'dist', env);
  const main = await action.main({ endpoint, 'identity-pool-id': 'pool-ci', 'token-endpoint': 'true' });
  assert.equal(main.code, 0, main.masked);
  const later = startAction(t, 'later-step', { ...env, ...main.exported, CONFLUENT_ENDPOINT: endpoint });
  const good = { ...main.outputs, outcome: 'success', variable: 'CONFLUENT_CLOUD_ACCESS_TOKEN' };
  return { action, main, later, good: good as Record<string, string> };
}

suite('the steps of CI', () => {
  test('a job in which all is good', async (t) => {
    const github = await startGitHub();
    t.after(github.close);
    const { endpoint, end } = await startStandIns(t, github);
    const { action, main, later, good } = await useAction(t, github.env, endpoint);
    const result = await later.main(good);
    assert.deepEqual([result.code, result.stdout], [0, ALL_GOOD], result.transcript);
    const counts = '2 tokens served, 2 tokens fetched, 0 requests refused, 1 request turned away';
    const line = `Token endpoint: ${counts}: wrong client secret`;
    assert.equal((await action.post(main)).masked.split('\n').at(-1), line);
    assert.equal((await end()).code, 0);
    await assert.rejects(fetch(endpoint), 'the stand-in has ended');
  });

  test('a later step that finds something wrong fails; here with a certificate of a company', async (t) => {
    const github = await startGitHub();
    t.after(github.close);
    const certificate = join(startAction(t, 'dist', {}).directory, 'ca.pem');
    const { endpoint, end } = await startStandIns(t, github, { certificate });
    const env = { ...github.env, NODE_EXTRA_CA_CERTS: certificate };
    const { action, main, later, good } = await useAction(t, env, endpoint);
    assert.match(endpoint, /^https:/);
    assert.equal((await later.main(good)).stdout, ALL_GOOD);
    const wrong = [
      { 'access-token': '' },
      { 'access-token': `${good['access-token']}x` },
      { variable: 'PATH' },
      { 'token-type': 'Basic' },
      { 'expires-at': '2020-01-01T00:00:00Z' },
      { 'token-endpoint-client-secret': 'x' },
      { 'token-endpoint-url': endpoint },
      { outcome: 'failure' },
      { 'expected-outcome': 'failure' },
    ];
    const codes = await Promise.all(wrong.map(async (one) => (await later.main({ ...good, ...one })).code));
    assert.deepEqual(codes, Array(wrong.length).fill(1));
    await action.post(main);
    await end();
  });

  test('a refusal leaves nothing behind', async (t) => {
    const github = await startGitHub();
    t.after(github.close);
    const { endpoint, end } = await startStandIns(t, github);
    const action = startAction(t, 'dist', github.env);
    const main = await action.main({ endpoint, 'identity-pool-id': 'pool-of-others' });
    assert.equal(main.code, 1);
    const later = startAction(t, 'later-step', main.exported);
    const inputs = { outcome: 'failure', 'expected-outcome': 'failure', variable: 'REFUSED_TOKEN' };
    assert.equal((await later.main(inputs)).code, 0);
    assert.equal((await later.main({ ...inputs, 'access-token': 'x' })).code, 1);
    assert.equal((await later.main(inputs, { env: { REFUSED_TOKEN: 'x' } })).code, 1);
    await end();
  });

  test('a stand-in that cannot start fails the step, and says why at the end', async (t) => {
    const runner = startAction(t, 'stand-ins', {});
    const main = await runner.main({ port: '65536' });
    assert.equal(main.code, 1);
    assert.match((await runner.post(main)).stdout, /ERR_SOCKET_BAD_PORT/);
  });

  test('a process of Node that is left over fails the job, whatever its title, and is named', async (t) => {
    const runner = startAction(t, 'processes', {});
    const main = await runner.main({});
    const stay = 'process.send("started"); setInterval(() => {}, 1000)';
    const sources = [stay, `process.title = 'confluent-cloud-auth token endpoint'; ${stay}`];
    const children = sources.map((source) =>
      spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
    );
    for (const child of children) t.after(() => child.kill('SIGKILL'));
    await Promise.all(children.map((child) => once(child, 'message')));
    assert.ok(!nodeProcesses().has(process.pid));
    const post = await runner.post(main);
    assert.equal(post.code, 1);
    for (const { pid } of children) {
      assert.match(
        post.stdout,
        new RegExp(`^::error::Left over: process ${pid}, .*(node|confluent-cloud-auth)`, 'm'),
      );
    }
    for (const child of children) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      assert.ok(!nodeProcesses().has(child.pid as number));
    }
  });
});

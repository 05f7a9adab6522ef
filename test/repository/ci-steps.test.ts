/** The small actions that CI's jobs are made of, in jobs like those of ci.yml. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { type Env, type Runner, startRunner } from '../helpers/runner.ts';
import { startGitHub } from '../servers/github.ts';
import { nodeProcesses } from './ci/processes/list.ts';

/** A job with one of these actions. */
function startAction(t: TestContext, name: string, env: Env = {}): Runner {
  const at = (file: string) => join(import.meta.dirname, 'ci', name, file);
  const runner = startRunner({ env, action: at('action.yml'), dist: at('main.ts'), post: at('post.ts') });
  t.after(() => runner.close());
  return runner;
}

/** As the function toJSON of GitHub's expressions writes it. */
const toJson = (outputs: object) => JSON.stringify(outputs, undefined, 2);

const ALL_GOOD = 'After a success, all is as it must be.\n';

/** The job of ci.yml with a stand-in that trusts a stand-in for GitHub, up to the step of the action of this repository. */
async function startJob(t: TestContext, { pool = 'pool-ci', certificate = '' } = {}) {
  const github = await startGitHub();
  t.after(github.close);
  const action = startRunner({ env: github.env });
  t.after(() => action.close());
  const file = certificate && join(action.directory, certificate);
  const env = { ...github.env, ...(file && { NODE_EXTRA_CA_CERTS: file }) };
  const standIns = startAction(t, 'stand-ins');
  const started = await standIns.main({ issuer: github.issuer, port: '0', certificate: file });
  // Its post ends it. For a test that fails before: Windows does not tell what a job has left behind.
  const pid = Number(started.state.pid);
  t.after(() => nodeProcesses().has(pid) && process.kill(pid, 'SIGKILL'));
  assert.deepEqual([started.code, started.pipesHeld], [0, false], started.transcript);
  const endpoint = /CONFLUENT_ENDPOINT='(.*)'/.exec(started.stdout)?.[1] ?? '';
  const inputs = { endpoint, 'identity-pool-id': pool, 'token-endpoint': 'true' };
  const main = await action.main(inputs, { env });
  const later = startAction(t, 'later-step', { ...env, ...main.exported, CONFLUENT_ENDPOINT: endpoint });
  const good = {
    outcome: 'success',
    variable: 'CONFLUENT_CLOUD_ACCESS_TOKEN',
    outputs: toJson(main.outputs),
  };
  return {
    endpoint,
    action,
    main,
    later,
    good,
    end: () => standIns.post(started),
  };
}

suite('the steps of CI', () => {
  test('a job in which all is good', async (t) => {
    const { endpoint, action, main, later, good, end } = await startJob(t);
    const result = await later.main(good);
    assert.deepEqual([result.code, result.stdout], [0, ALL_GOOD], result.transcript);
    const counts = '2 tokens served, 2 tokens fetched, 0 requests refused, 1 request turned away';
    const line = `Token endpoint: ${counts}: wrong client secret`;
    assert.equal((await action.post(main)).masked.split('\n').at(-1), line);
    assert.equal((await end()).code, 0);
    await assert.rejects(fetch(endpoint), 'the stand-in has ended');
  });

  test('a later step that finds something wrong fails; here with a certificate of a company', async (t) => {
    const { endpoint, action, main, later, good, end } = await startJob(t, { certificate: 'ca.pem' });
    assert.match(endpoint, /^https:/);
    assert.equal((await later.main(good)).stdout, ALL_GOOD);
    const wrongOutputs = [
      { 'access-token': '' },
      { 'access-token': `${main.outputs['access-token']}x` },
      { 'token-type': 'Basic' },
      { 'expires-at': '2020-01-01T00:00:00Z' },
      { 'token-endpoint-client-secret': 'x' },
      { 'token-endpoint-url': endpoint },
    ];
    const wrong = [
      ...wrongOutputs.map((one) => ({ outputs: toJson({ ...main.outputs, ...one }) })),
      { variable: 'PATH' },
      { outcome: 'failure' },
      { 'expected-outcome': 'failure' },
    ];
    const codes = await Promise.all(wrong.map(async (one) => (await later.main({ ...good, ...one })).code));
    assert.deepEqual(codes, Array(wrong.length).fill(1));
    await action.post(main);
    await end();
  });

  test('a refusal leaves nothing behind', async (t) => {
    const { main, later, end } = await startJob(t, { pool: 'pool-of-others' });
    assert.equal(main.code, 1);
    const inputs = {
      outcome: 'failure',
      'expected-outcome': 'failure',
      variable: 'REFUSED_TOKEN',
      outputs: '{}',
    };
    assert.equal((await later.main(inputs)).code, 0);
    assert.equal((await later.main({ ...inputs, outputs: toJson({ 'access-token': 'x' }) })).code, 1);
    assert.equal((await later.main(inputs, { env: { REFUSED_TOKEN: 'x' } })).code, 1);
    await end();
  });

  test('a stand-in that cannot start fails the step, and says why at the end', async (t) => {
    const runner = startAction(t, 'stand-ins');
    const main = await runner.main({ port: '65536' });
    assert.equal(main.code, 1);
    assert.match((await runner.post(main)).stdout, /ERR_SOCKET_BAD_PORT/);
  });

  test('a process of Node that is left over fails the job, whatever its title, and is named', async (t) => {
    const runner = startAction(t, 'processes');
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
    for (const child of children) {
      const line = `^::error::Left over: process ${child.pid}, .*(node|confluent-cloud-auth)`;
      assert.match(post.stdout, new RegExp(line, 'm'));
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      assert.ok(!nodeProcesses().has(child.pid as number));
    }
  });
});

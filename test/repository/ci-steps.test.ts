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

suite('the steps of CI', () => {
  test('the later step takes what the action has published, and fails where something is wrong', async (t) => {
    const github = await startGitHub();
    t.after(github.close);
    const action = startRunner({ env: github.env });
    t.after(() => action.close());
    const certificate = join(action.directory, 'ca.pem');
    const standIns = startAction(t, 'stand-ins', github.env);
    const started = await standIns.main({ issuer: github.issuer, port: '0', certificate });
    // Its post ends it. For a test that fails before: Windows does not tell what a job has left behind.
    const pid = Number(started.state.pid);
    t.after(() => nodeProcesses().has(pid) && process.kill(pid, 'SIGKILL'));
    assert.deepEqual([started.code, started.pipesHeld], [0, false], started.transcript);
    const endpoint = /CONFLUENT_ENDPOINT='(https:.*)'/.exec(started.stdout)?.[1] ?? '';

    const env = { ...github.env, NODE_EXTRA_CA_CERTS: certificate };
    const inputs = { endpoint, 'identity-pool-id': 'pool-ci', 'token-endpoint': 'true' };
    const main = await action.main(inputs, { env });
    const refused = await action.main({ ...inputs, 'identity-pool-id': 'pool-of-others' }, { env });
    const later = startAction(t, 'later-step', { ...env, ...main.exported, CONFLUENT_ENDPOINT: endpoint });
    const good = {
      outcome: 'success',
      variable: 'CONFLUENT_CLOUD_ACCESS_TOKEN',
      outputs: toJson(main.outputs),
    };
    const none = {
      outcome: 'failure',
      'expected-outcome': 'failure',
      variable: 'REFUSED_TOKEN',
      outputs: toJson(refused.outputs),
    };
    for (const given of [good, none]) {
      const { code, transcript } = await later.main(given);
      assert.equal(code, 0, transcript);
    }
    const wrong = [
      { ...good, outcome: 'failure' },
      { ...good, variable: 'PATH' },
      { ...good, outputs: toJson({ ...main.outputs, 'token-type': 'Basic' }) },
      { ...none, outputs: toJson({ 'access-token': 'x' }) },
      { ...none, variable: good.variable },
    ];
    const codes = await Promise.all(wrong.map(async (given) => (await later.main(given)).code));
    assert.deepEqual(codes, [1, 1, 1, 1, 1]);

    const counts = '2 tokens served, 2 tokens fetched, 0 requests refused, 1 request turned away';
    assert.match((await action.post(main)).masked, new RegExp(`^Token endpoint: ${counts}: `, 'm'));
    assert.equal((await standIns.post(started)).code, 0);
    await assert.rejects(fetch(endpoint), 'the stand-in has ended');
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

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Env } from '../src/env.ts';
import { runPost } from '../src/post.ts';
import { saveExported, saveTokenEndpoint } from '../src/runner/state.ts';
import { closedPort, html, json, startServer } from './fakes/http.ts';
import { recorder } from './support/recorder.ts';

const NAME = 'CONFLUENT_CLOUD_ACCESS_TOKEN';

/** The environment of post after a main that exported this variable, and started a token endpoint if given. */
function afterMain(variable = NAME, port?: number): Record<string, string> {
  const env: Record<string, string> = { [variable]: 'the-token' };
  const save = (name: string, value: string) => {
    env[`STATE_${name}`] = value;
  };
  saveExported(save, variable, 'the-token');
  if (port !== undefined) saveTokenEndpoint(save, { port, stopKey: 'the-stop-key' });
  return env;
}

describe('runPost', () => {
  test('empties the variable that main exported', async () => {
    const { runner, said } = recorder();
    await runPost(afterMain('MY_TOKEN'), runner);
    assert.deepEqual(said, [
      ['exportVariable', 'MY_TOKEN', ''],
      ['info', 'Emptied MY_TOKEN for the steps after this one.'],
    ]);
  });

  const silent: [string, Env][] = [
    ['somebody else has set the variable since', { [NAME]: 'another' }],
    ['the variable is empty already', { [NAME]: '' }],
    ['the variable is gone', { [NAME]: undefined }],
    ['the state has no digest', { 'STATE_confluent-cloud-auth-sha256': '' }],
  ];
  for (const [name, changes] of silent) {
    test(`says nothing if ${name}`, async () => {
      const { runner, said } = recorder();
      await runPost({ ...afterMain(), ...changes }, runner);
      assert.deepEqual(said, []);
    });
  }

  test('says nothing if main exported nothing, or failed', async () => {
    const { runner, said } = recorder();
    await runPost({ [NAME]: 'x' }, runner);
    assert.deepEqual(said, []);
  });

  test('writes no variable that the job depends on, whatever the state says', async () => {
    for (const name of ['PATH', 'Path', 'NODE_OPTIONS', 'GITHUB_ENV', 'BASH_ENV', 'LD_PRELOAD']) {
      const { runner, said } = recorder();
      await runPost(afterMain(name), runner);
      assert.deepEqual(said, [], name);
    }
  });
});

describe('runPost, after a main that started a token endpoint', () => {
  const emptied = [
    ['exportVariable', NAME, ''],
    ['info', `Emptied ${NAME} for the steps after this one.`],
  ];
  const counts = json(200, { served: 30, fetched: 2, failed: 1 });

  test('ends it, says what it has done, and empties the variable as well', async (t) => {
    const endpoint = await startServer();
    t.after(() => endpoint.close());
    endpoint.next(counts);
    const { runner, said } = recorder();
    await runPost(afterMain(NAME, endpoint.port), runner);
    const asked = endpoint.requests.map(({ path, headers }) => [path, headers.authorization]);
    assert.deepEqual(asked, [['/stop', 'Bearer the-stop-key']]);
    assert.deepEqual(said, [
      ['info', 'Token endpoint: 30 tokens served, 2 tokens fetched, 1 refreshes failed'],
      ...emptied,
    ]);
  });

  test('says nothing of one that is gone, or that answers with an error', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(html(500));
    for (const port of [await closedPort(), other.port]) {
      const { runner, said } = recorder();
      await runPost(afterMain(NAME, port), runner);
      assert.deepEqual(said, emptied);
    }
    assert.equal(other.unused(), 0);
  });

  test('empties the variable though the log cannot be written', async (t) => {
    const endpoint = await startServer();
    t.after(() => endpoint.close());
    endpoint.next(counts);
    const { runner, of } = recorder();
    const info = (line: string) => {
      if (line.startsWith('Token endpoint')) throw new Error('EPIPE');
    };
    await assert.rejects(runPost(afterMain(NAME, endpoint.port), { ...runner, info }), /EPIPE/);
    assert.deepEqual(of('exportVariable'), [[NAME, '']]);
  });
});

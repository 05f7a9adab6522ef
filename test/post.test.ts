import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runPost } from '../src/post.ts';
import { saveExported, saveTokenEndpoint } from '../src/runner/state.ts';
import type { Env } from '../src/tokens.ts';
import { closedPort, json, reset, startServer } from './fakes/http.ts';
import { recorder } from './support/recorder.ts';

const NAME = 'CONFLUENT_CLOUD_ACCESS_TOKEN';

/** The environment of post after a main that exported this variable. */
function afterMain(variable = NAME): Record<string, string> {
  const env: Record<string, string> = { [variable]: 'the-token' };
  saveExported(
    (name, value) => {
      env[`STATE_${name}`] = value;
    },
    variable,
    'the-token',
  );
  return env;
}

/** The environment of post after a main that started a token endpoint. */
function withEndpoint(port: number): Record<string, string> {
  const env: Record<string, string> = {};
  const save = (name: string, value: string) => {
    env[`STATE_${name}`] = value;
  };
  saveTokenEndpoint(save, { port, stopKey: 'the-key' });
  return env;
}

describe('runPost', { concurrency: true }, () => {
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

  test('says what the token endpoint has done, and takes it for ended', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(json(200, { served: 3, fetched: 2, failed: 1 }));
    const { runner, said } = recorder();
    await runPost(withEndpoint(other.port), runner);
    assert.deepEqual(said, [
      ['info', 'Token endpoint: 3 tokens served, 2 tokens fetched, 1 refreshes failed'],
    ]);
    const [stop] = other.requests;
    assert.deepEqual([stop?.path, stop?.headers.authorization], ['/stop', 'Bearer the-key']);
  });

  test('tries again where a stranger fills the token endpoint', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(reset(), reset(), json(200, { served: 0, fetched: 0, failed: 0 }));
    const { runner, said } = recorder();
    await runPost(withEndpoint(other.port), runner);
    assert.deepEqual(
      said.map(([method]) => method),
      ['info'],
    );
    assert.equal(other.requests.length, 3);
  });

  test('says nothing where the token endpoint is gone, or somebody else has its port', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    for (const port of [await closedPort(), other.port]) {
      const { runner, said } = recorder();
      await runPost(withEndpoint(port), runner);
      assert.deepEqual(said, []);
    }
    assert.equal(other.requests.length, 1);
  });

  test('warns once, is green, and empties the variable, where no answer comes for 5 s', async (t) => {
    const other = await startServer({ handle: () => new Promise(() => {}) });
    t.after(() => other.close());
    const { runner, said } = recorder();
    const warnings: string[] = [];
    const warning = (message: string) => void warnings.push(message);
    await runPost({ ...afterMain('MY_TOKEN'), ...withEndpoint(other.port) }, { ...runner, warning });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', new RegExp(`port ${other.port} did not answer .* within 5 s`));
    assert.doesNotMatch(warnings[0] ?? '', /the-key/);
    assert.deepEqual(
      said.map(([method]) => method),
      ['exportVariable', 'info'],
    );
  });

  test('empties the variable though the log cannot be written', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(json(200, { served: 30, fetched: 2, failed: 1 }));
    const { runner, of } = recorder();
    const info = (line: string) => {
      if (line.startsWith('Token endpoint')) throw new Error('EPIPE');
    };
    await assert.rejects(
      runPost({ ...afterMain(), ...withEndpoint(other.port) }, { ...runner, info }),
      /EPIPE/,
    );
    assert.deepEqual(of('exportVariable'), [[NAME, '']]);
  });
});

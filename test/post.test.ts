import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Env } from '../src/env.ts';
import { runPost } from '../src/post.ts';
import { saveExported } from '../src/runner/state.ts';
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

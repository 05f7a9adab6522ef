import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, test } from 'node:test';
import { assertFailed } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'] as const;

suite('command files of the runner', together, () => {
  for (const name of FILES) {
    for (const path of [undefined, '', '/nowhere/file']) {
      test(`${name} is ${path ?? 'absent'}: nothing is asked, nothing printed in its stead`, async (t) => {
        const { main, github } = await startJob(t);
        assertFailed(await main({}, { env: { [name]: path } }), 'RUNNER_FILES', name);
        assert.deepEqual(github.requests, []);
      });
    }

    test(`${name} is a directory: the others stay as they were`, async (t) => {
      const { main, runner } = await startJob(t);
      assertFailed(await main({}, { env: { [name]: runner.directory } }), 'RUNNER_FILES', name);
    });

    test(`${name} is on a full disk: the others stay as they were`, {
      skip: !existsSync('/dev/full'),
    }, async (t) => {
      const { main } = await startJob(t);
      assertFailed(await main({}, { env: { [name]: '/dev/full' } }), 'RUNNER_FILES', name);
    });
  }

  test('no job summary: the refusal is told all the same', async (t) => {
    const { main, runner } = await startJob(t, { pools: {} });
    for (const GITHUB_STEP_SUMMARY of [undefined, '', '/nowhere/file', runner.directory, '/dev/full']) {
      const result = await main({}, { env: { GITHUB_STEP_SUMMARY } });
      assertFailed(result, 'CONFLUENT_REFUSED', 'pool-a');
      assert.match(result.masked, /claims\.aud == /);
    }
  });
});

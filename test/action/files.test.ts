import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { assertFailed } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'] as const;

suite('command files of the runner', together, () => {
  for (const name of FILES) {
    test(`${name} is absent or nowhere: nothing is asked, nothing printed in its stead`, async (t) => {
      const { main, github } = await startJob(t);
      for (const path of [undefined, '/nowhere/file']) {
        assertFailed(await main({}, { env: { [name]: path } }), 'RUNNER_FILES', name);
      }
      assert.deepEqual(github.requests, []);
    });

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

  test('a file that may not be written: named with its code before anybody is asked', async (t) => {
    const { main, github, runner } = await startJob(t);
    const file = join(runner.directory, 'kept');
    writeFileSync(file, '', { mode: 0o444 });
    // Root may write any file but those that the kernel itself keeps.
    const kept = process.getuid?.() === 0 ? '/sys/kernel/uevent_seqnum' : file;
    const result = await main({}, { env: { GITHUB_OUTPUT: kept } });
    assertFailed(result, 'RUNNER_FILES', /GITHUB_OUTPUT \((EACCES|EPERM)\)/, 'Let no step');
    assert.deepEqual(github.requests, []);
  });

  test('no job summary: the refusal is reported all the same', async (t) => {
    const { main, runner } = await startJob(t, { pools: {} });
    for (const GITHUB_STEP_SUMMARY of [undefined, runner.directory, '/dev/full']) {
      const result = await main({}, { env: { GITHUB_STEP_SUMMARY } });
      assertFailed(result, 'CONFLUENT_REFUSED', 'pool-a');
      assert.match(result.masked, /claims\.aud == /);
    }
  });
});

/** Makes the process signal itself before one of its writes, as a cancelled job does at any moment. */
const CANCEL = `
const fs = require('node:fs');
const append = fs.appendFileSync;
let count = 0;
fs.appendFileSync = (...given) => {
  if (count++ === Number(process.env.CANCEL_BEFORE)) process.kill(process.pid, process.env.CANCEL_BY);
  return append(...given);
};
`;

suite('a job that is cancelled while main writes (not on Windows, which has no such signals)', {
  ...together,
  skip: process.platform === 'win32',
}, () => {
  for (const CANCEL_BY of ['SIGINT', 'SIGTERM']) {
    for (let before = 0; before < 8; before++) {
      test(`${CANCEL_BY} before write ${before + 1}: all is written, then the process ends`, async (t) => {
        const { runner, sts } = await startJob(t);
        const preload = join(runner.directory, 'cancel.cjs');
        writeFileSync(preload, CANCEL);
        const env = { NODE_OPTIONS: `--require ${preload}`, CANCEL_BY, CANCEL_BEFORE: String(before) };
        const result = await runner.main({ 'identity-pool-id': 'pool-a', endpoint: sts.url }, { env });
        // Main may have come to its own end before the signal took effect.
        assert.ok(result.signal === CANCEL_BY || result.code === 0, result.masked);
        assert.equal(Object.keys(result.outputs).length, 5);
        assert.equal(Object.keys(result.exported).length, 1);
        assert.equal(Object.keys(result.state).length, 2);
      });
    }
  }
});

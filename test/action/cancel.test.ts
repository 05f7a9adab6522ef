import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { startJob, together } from '../helpers/job.ts';

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
  for (const [CANCEL_BY, before] of [
    ['SIGINT', 0],
    ['SIGTERM', 7],
  ] as const) {
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
});

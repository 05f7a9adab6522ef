import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob } from '../helpers/job.ts';
import { drip, hang, hangAfterHeaders, json, type Reply } from '../servers/http.ts';

/** Far more than the step may take, far less than the runner gives it. */
const GENEROUS_MS = 30_000;

const token = `${'a'.repeat(40)}.${'b'.repeat(40)}.${'c'.repeat(40)}`;
const SILENT: [string, Reply][] = [
  ['says nothing', hang()],
  ['says nothing after its headers', hangAfterHeaders()],
  ['never ends a refusal', hangAfterHeaders(403)],
  ['drips', drip(`{"value":"${token}","access_token":"${token}"`, 10)],
];

// These wait more than they work.
suite('time', { concurrency: 8 }, () => {
  for (const remote of ['github', 'sts'] as const) {
    for (const [name, reply] of SILENT) {
      test(`the step ends in time though the remote ${name}: ${remote}`, async (t) => {
        const job = await startJob(t);
        job.secrets.push(token);
        job[remote].next(...Array<Reply>(10).fill(reply));
        const result = await job.main({ 'timeout-seconds': '6' });
        assertFailed(result, 'TIMED_OUT', `(127.0.0.1:${job[remote].port})`, 'timeout-seconds (6)');
        assert.ok(result.ms < GENEROUS_MS, `${result.ms} ms`);
        assert.ok(job[remote].tokenRequests().length >= 1);
      });
    }

    test(`one silent server is not the end: ${remote}`, async (t) => {
      const job = await startJob(t);
      job[remote].next(hang());
      const result = await job.main({ 'timeout-seconds': '12' });
      assertGranted(result);
      assert.match(result.masked, /timed out: no complete answer within \d\.\d s; attempt 2 of 5/);
    });

    test(`max-attempts counts timeouts too: ${remote}`, async (t) => {
      const job = await startJob(t);
      job[remote].next(hang(), hang());
      assertFailed(
        await job.main({ 'timeout-seconds': '3', 'max-attempts': '1' }),
        'TIMED_OUT',
        'attempt 1 of 1',
      );
      assert.equal(job[remote].unused(), 1);
    });
  }

  test('one deadline for both remotes: what GitHub used up is not there for Confluent', async (t) => {
    const job = await startJob(t);
    job.github.next(hang(), hang());
    job.sts.next(...Array<Reply>(10).fill(hang()));
    const result = await job.main({ 'timeout-seconds': '5' });
    assertFailed(result, 'TIMED_OUT');
    assert.ok(result.ms < GENEROUS_MS, `${result.ms} ms`);
  });

  test('a wait that is asked for is bounded by the time of the step', async (t) => {
    const job = await startJob(t);
    job.sts.next(json(503, {}, { 'retry-after': '20' }));
    assertFailed(await job.main({ 'timeout-seconds': '20' }), 'UNAVAILABLE', 'next would come in 20 s');
  });
});

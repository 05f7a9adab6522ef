import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { type Job, startJob, together } from '../helpers/job.ts';
import type { StepResult } from '../helpers/runner.ts';
import { breakOff, closedPort, html, json, type Reply, reset } from '../servers/http.ts';

const now = { 'retry-after': '0' };
const REMOTES = ['github', 'sts'] as const;

const asked = (job: Job) => [job.github.tokenRequests().length, job.sts.tokenRequests().length];
const said = ({ masked }: StepResult) => masked.split('\n').filter((line) => / in \d+\.\d s$/.test(line));

const HEALING: [string, Reply][] = [
  ['429 with Retry-After', json(429, { errors: [] }, now)],
  ['500', html(500)],
  ['a page with 200', html(200)],
  ['a connection that is reset', reset()],
  ['a reply that breaks off', breakOff()],
];

suite('retries', together, () => {
  for (const [name, reply] of HEALING) {
    test(`${name} heals, of either remote`, async (t) => {
      const job = await startJob(t);
      job.github.next(reply);
      job.sts.next(reply);
      const result = await job.main();
      assertGranted(result);
      assert.deepEqual(asked(job), [2, 2]);
      assert.deepEqual([job.github.issued.length, job.sts.issued.length], [1, 1]);
      const [first = '', second = ''] = said(result);
      assert.match(first, /^GitHub \(127\.0\.0\.1:\d+\) .*; (attempt 2 of 5|next try) in \d\.\d s$/);
      assert.match(second, /^Confluent \(127\.0\.0\.1:\d+\) .*; (attempt 2 of 5|next try) in \d\.\d s$/);
    });
  }

  for (const remote of REMOTES) {
    test(`max-attempts counts the calls to each: ${remote}`, async (t) => {
      const job = await startJob(t);
      const down = json(503, {}, now);
      for (const attempts of [1, 3]) {
        job[remote].next(...Array<Reply>(attempts).fill(down));
        const before = job[remote].tokenRequests().length;
        const result = await job.main({ 'max-attempts': String(attempts) });
        assertFailed(result, 'UNAVAILABLE', 'answered 503', `attempt ${attempts} of ${attempts}`);
        assert.deepEqual([job[remote].unused(), job[remote].tokenRequests().length - before], [0, attempts]);
      }
      job[remote].next(...Array<Reply>(5).fill(down));
      assertGranted(await job.main({ 'max-attempts': '10' }));
    });

    test(`waits no less than it is asked: ${remote}`, async (t) => {
      const job = await startJob(t);
      job[remote].next(json(429, {}, { 'retry-after': '1', 'x-ratelimit-reset': '3600' }));
      const result = await job.main();
      assertGranted(result);
      const waited = Number(/answered 429; next try in (\d\.\d) s$/.exec(said(result)[0] ?? '')?.[1]);
      assert.ok(waited >= 1 && waited <= 5, `${waited} s`);
    });

    test(`fails at once if it is asked to wait beyond the deadline: ${remote}`, async (t) => {
      const job = await startJob(t);
      const inputs = { 'timeout-seconds': '600' };
      job[remote].next(json(429, {}, { 'x-ratelimit-reset': '3600' }));
      const limited = await job.main(inputs, { timeoutMs: 20_000 });
      assertFailed(limited, 'RATE_LIMITED', 'answered 429 (once;', 'timeout-seconds (600)');
      const date = new Date(Date.now() + 3_600_000).toUTCString();
      job[remote].next(json(503, {}, { 'retry-after': date }));
      const down = await job.main(inputs, { timeoutMs: 20_000 });
      assertFailed(down, 'UNAVAILABLE', 'answered 503 (attempt 1 of 5;', 'timeout-seconds (600)');
      assert.equal(job[remote].unused(), 0);
    });

    test(`no server: the host is named: ${remote}`, async (t) => {
      const job = await startJob(t);
      const port = await closedPort();
      const url = `http://127.0.0.1:${port}`;
      const env = remote === 'github' ? { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/?x=1` } : {};
      const inputs = remote === 'sts' ? { endpoint: url } : {};
      const result = await job.main({ ...inputs, 'max-attempts': '2' }, { env });
      assertFailed(result, 'UNREACHABLE', `(127.0.0.1:${port})`, 'ECONNREFUSED', 'attempt 2 of 2');
      assert.equal(said(result).length, 1);
    });
  }

  test('a 4xx of GitHub is final', async (t) => {
    const job = await startJob(t);
    job.github.next(json(403, { message: 'secret-looking words' }, now));
    const result = await job.main();
    assertFailed(result, 'GITHUB_REFUSED', 'status 403');
    assert.deepEqual([said(result), asked(job)], [[], [1, 0]]);
  });

  test('an ID token about to die is fetched anew before the next attempt, not before the first', async (t) => {
    const job = await startJob(t, { lifetime: 20 });
    const revive: Reply = (...all) => {
      job.github.lifetime = 300;
      return json(503, {}, now)(...all);
    };
    job.sts.next(json(503, {}, now), revive, json(503, {}, now));
    const result = await job.main();
    assertGranted(result);
    assert.deepEqual(asked(job), [3, 4]);
    const sent = job.sts.tokenRequests().map(({ body }) => new URLSearchParams(body).get('subject_token'));
    const [first, second, third] = job.github.issued;
    assert.deepEqual(sent, [first, second, third, third]);
    assert.equal(result.outputs['subject-token'], third);
    assert.deepEqual(result.masks, [...job.github.issued, ...job.sts.issued]);
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { breakOff, closedPort, empty, html, json, pass, type Reply, reset, status } from '../fakes/http.ts';
import type { StepResult } from '../fakes/runner.ts';
import { assertFailed, assertGranted } from '../support/inspect.ts';
import { type Job, startJob, together } from '../support/job.ts';

const now = { 'retry-after': '0' };
const REMOTES = ['github', 'sts'] as const;

const asked = (job: Job) => [job.github.tokenRequests().length, job.sts.tokenRequests().length];
const said = ({ masked }: StepResult) => masked.split('\n').filter((line) => / in \d+\.\d s$/.test(line));

const HEALING: [string, Reply][] = [
  ['408', status(408, { headers: now })],
  ['429 with Retry-After', json(429, { errors: [] }, now)],
  ['429 with X-RateLimit-Reset', json(429, {}, { 'x-ratelimit-reset': '0' })],
  ['429 without a word', empty(429)],
  ['500', html(500)],
  ['503', json(503, { message: 'x' }, now)],
  ['a date gone by', status(503, { headers: { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' } })],
  ['a status of no standard', status(599, { headers: now })],
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

    test(`the last attempt may be a good one, the first of the other remote too: ${remote}`, async (t) => {
      const job = await startJob(t);
      job[remote].next(json(503, {}, now), json(429, {}, now));
      assertGranted(await job.main({ 'max-attempts': '3' }));
      assert.equal(job[remote].tokenRequests().length, 3);
    });

    const WAITS: [string, Record<string, string>, number][] = [
      ['Retry-After in seconds', { 'retry-after': '1' }, 1],
      ['X-RateLimit-Reset in seconds', { 'x-ratelimit-reset': '1' }, 1],
      ['Retry-After before X-RateLimit-Reset', { 'retry-after': '1', 'x-ratelimit-reset': '3600' }, 1],
      ['an epoch gone by', { 'x-ratelimit-reset': '1700000000' }, 1],
      ['nonsense, then X-RateLimit-Reset', { 'retry-after': 'soon', 'x-ratelimit-reset': '0' }, 1],
    ];
    for (const [name, headers, seconds] of WAITS) {
      test(`waits no less than it is asked: ${name}: ${remote}`, async (t) => {
        const job = await startJob(t);
        job[remote].next(json(429, {}, headers));
        const result = await job.main();
        assertGranted(result);
        const waited = Number(/answered 429; next try in (\d\.\d) s$/.exec(said(result)[0] ?? '')?.[1]);
        assert.ok(waited >= seconds && waited <= seconds + 4, `${waited} s`);
      });
    }

    const TOO_LONG: [string, number, Record<string, string>, string][] = [
      ['Retry-After', 429, { 'retry-after': '3600' }, 'RATE_LIMITED'],
      ['X-RateLimit-Reset', 429, { 'x-ratelimit-reset': '3600' }, 'RATE_LIMITED'],
      ['Retry-After at maintenance', 503, { 'retry-after': '3600' }, 'UNAVAILABLE'],
      ['a date', 429, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }, 'RATE_LIMITED'],
      [
        'an epoch',
        429,
        { 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600) },
        'RATE_LIMITED',
      ],
      ['beyond all numbers', 429, { 'retry-after': '9'.repeat(400) }, 'RATE_LIMITED'],
    ];
    test(`fails at once if it is asked to wait beyond the deadline: ${remote}`, async (t) => {
      const job = await startJob(t);
      for (const [name, code, headers, failure] of TOO_LONG) {
        job[remote].next(json(code, {}, headers));
        const before = job[remote].tokenRequests().length;
        const result = await job.main({ 'timeout-seconds': '600' }, { timeoutMs: 20_000 });
        assertFailed(
          result,
          failure,
          `answered ${code}`,
          code === 429 ? '(once;' : '(attempt 1 of 5;',
          'timeout-seconds (600)',
        );
        assert.equal(job[remote].tokenRequests().length - before, 1, name);
      }
    });

    test(`nobody there: the host is named: ${remote}`, async (t) => {
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
    for (const code of [400, 401, 403, 404, 410, 422]) {
      job.github.next(json(code, { message: 'secret-looking words' }, now));
      const result = await job.main();
      assertFailed(result, 'GITHUB_REFUSED', `status ${code}`);
      assert.deepEqual(said(result), []);
    }
    assert.deepEqual(asked(job), [6, 0]);
  });

  test('the same ID token serves every attempt while it has 30 s to live', async (t) => {
    const job = await startJob(t, { lifetime: 120 });
    job.sts.next(json(503, {}, now), json(503, {}, now));
    const result = await job.main();
    assertGranted(result);
    assert.deepEqual(asked(job), [1, 3]);
    assert.equal(result.outputs['subject-token'], job.github.issued[0]);
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

  test('an ID token that cannot be fetched anew ends the step', async (t) => {
    const job = await startJob(t, { lifetime: 20 });
    job.github.next(pass, json(403, {}));
    job.sts.next(json(503, {}, now));
    assertFailed(await job.main(), 'GITHUB_REFUSED');
    assert.deepEqual(asked(job), [2, 1]);
  });
});

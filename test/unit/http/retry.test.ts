import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../../src/clock.ts';
import { ActionError } from '../../../src/errors.ts';
import { type Bounds, sendWithRetries } from '../../../src/http/retry.ts';
import type { HttpReply } from '../../../src/tokens.ts';
import { makeCertificate } from '../../servers/certificate.ts';
import * as fake from '../../servers/http.ts';

const START = Date.UTC(2026, 8, 1, 12, 0, 0);

/** A clock that stands still, but for sleeps: these take no time, and are remembered. */
function standingClock(random = 1) {
  const sleeps: number[] = [];
  let now = START;
  const clock: Clock = {
    now: () => now,
    wallTime: () => now,
    random: () => random,
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
  };
  const advance = (ms: number) => {
    now += ms;
  };
  return { clock, sleeps, advance };
}

let server: fake.FakeServer;
before(async () => {
  server = await fake.startServer({ handle: () => ({ status: 200, body: '{}' }) });
});
after(() => server.close());

/** One call of sendWithRetries against scripted replies. */
async function call(replies: fake.Reply[], given: Partial<Bounds> & { random?: number; url?: string } = {}) {
  const { clock, sleeps } = standingClock(given.random);
  const log: string[] = [];
  const attempts: number[] = [];
  const count = server.requests.length;
  server.next(...replies);
  const prepare = async (attempt: number) => {
    attempts.push(attempt);
    return { method: 'GET' as const, url: new URL(given.url ?? server.url), headers: {} };
  };
  const bounds = {
    clock,
    deadline: START + 60_000,
    maxAttempts: 5,
    shares: given.maxAttempts ?? 5,
    timeoutSeconds: 60,
    log: (line: string) => void log.push(line),
    ...given,
  };
  const outcome = await sendWithRetries('Confluent', prepare, bounds).catch((error: unknown) => {
    assert.ok(error instanceof ActionError);
    return error;
  });
  assert.equal(server.unused(), 0);
  return { outcome, sleeps, log, attempts, requests: server.requests.length - count };
}

function failed(outcome: HttpReply | ActionError): ActionError {
  assert.ok(outcome instanceof ActionError);
  return outcome;
}

const host = () => new URL(server.url).host;

describe('sendWithRetries', () => {
  for (const status of [200, 201, 204, 302, 400, 401, 403, 404, 409, 422, 451]) {
    test(`takes ${status} for final`, async () => {
      const { outcome, requests, sleeps, log } = await call([fake.json(status, {})]);
      assert.ok(!(outcome instanceof Error) && outcome.status === status);
      assert.deepEqual([requests, sleeps, log], [1, [], []]);
    });
  }

  for (const status of [408, 500, 502, 503, 504, 599]) {
    test(`tries again after ${status}`, async () => {
      const { outcome, attempts, sleeps, log } = await call([fake.status(status)]);
      assert.ok(!(outcome instanceof Error) && outcome.body === '{}');
      assert.deepEqual([attempts, sleeps], [[1, 2], [500]]);
      assert.deepEqual(log, [`Confluent (${host()}) answered ${status}; attempt 2 of 5 in 0.5 s`]);
    });
  }

  const limits = { 'retry-after': '50', 'x-ratelimit-reset': '50' };
  const noObjects: [string, fake.Reply, number][] = [
    ['nothing', fake.status(200, { headers: limits }), 200],
    ['a page', fake.html(200), 200],
    ['an object that is cut off', fake.status(200, { body: '{"a":', headers: limits }), 200],
    ['an array', fake.status(201, { body: '[]' }), 201],
  ];
  for (const [name, reply, status] of noObjects) {
    test(`tries again after ${status} with ${name}, and leaves the last one to its reader`, async () => {
      const { outcome, sleeps, log } = await call([reply]);
      assert.ok(!(outcome instanceof Error) && outcome.body === '{}');
      assert.deepEqual(sleeps, [500]);
      const said = `answered ${status} without a JSON object`;
      assert.deepEqual(log, [`Confluent (${host()}) ${said}; attempt 2 of 5 in 0.5 s`]);
      const last = await call([reply, reply], { maxAttempts: 2 });
      assert.ok(!(last.outcome instanceof Error));
      assert.deepEqual([last.outcome.status, last.requests], [status, 2]);
    });
  }

  test('tries again after a connection that broke, and after one that was reset', async () => {
    const { outcome, sleeps, log } = await call([fake.breakOff(), fake.reset()]);
    assert.ok(!(outcome instanceof Error));
    assert.deepEqual(sleeps, [500, 1000]);
    assert.equal(log[0], `Confluent (${host()}) could not be reached: ECONNRESET; attempt 2 of 5 in 0.5 s`);
  });

  test('waits longer each time, up to 8 s', async () => {
    const { outcome, sleeps } = await call(Array(9).fill(fake.status(503)), { maxAttempts: 10 });
    assert.ok(!(outcome instanceof Error));
    assert.deepEqual(sleeps, [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000]);
  });

  test('has full jitter', async () => {
    const { sleeps } = await call(Array(4).fill(fake.status(503)), { random: 0.25 });
    assert.deepEqual(sleeps, [125, 250, 500, 1000]);
  });

  test('makes no more attempts than allowed', async () => {
    const { outcome, requests, sleeps } = await call(Array(3).fill(fake.status(503)), { maxAttempts: 3 });
    assert.deepEqual([requests, sleeps], [3, [500, 1000]]);
    const { code, message, remedy } = failed(outcome);
    assert.equal(code, 'UNAVAILABLE');
    assert.equal(message, `Confluent (${host()}) answered 503 (attempt 3 of 3).`);
    assert.equal(remedy, 'Look at the status page of Confluent, and run the job again.');
  });

  const limited = (seconds: number) => fake.status(429, { headers: { 'retry-after': String(seconds) } });

  test('a 429 is no attempt: more of them than max-attempts, and other failures between', async () => {
    const { outcome, attempts, log } = await call(
      [limited(1), limited(1), fake.status(503), limited(1), limited(0)],
      { maxAttempts: 2, random: 0 },
    );
    assert.ok(!(outcome instanceof Error));
    assert.deepEqual(attempts, [1, 2, 3, 4, 5, 6]);
    const said = (status: number, rest: string) => `Confluent (${host()}) answered ${status}; ${rest}`;
    const nextTry = said(429, 'next try in 1.0 s');
    assert.deepEqual(log, [nextTry, nextTry, said(503, 'attempt 2 of 2 in 0.0 s'), nextTry, nextTry]);
  });

  test('does not wait less than Retry-After asks, and spreads more with each 429', async () => {
    const { outcome, sleeps } = await call(Array(4).fill(limited(1)), { random: 0.999 });
    assert.ok(!(outcome instanceof Error));
    // 4, 8, 16 s of jitter at most, then half of what is left.
    assert.deepEqual(sleeps.map(Math.round), [4996, 8992, 16_984, 15_499]);
  });

  test('gives up at once if what is asked for is beyond the deadline', async () => {
    const late = await call([limited(60)]);
    assert.deepEqual([late.sleeps, late.requests, late.log], [[], 1, []]);
    const { code, message, remedy, waitMs } = failed(late.outcome);
    assert.deepEqual([code, waitMs], ['RATE_LIMITED', 60_000]);
    assert.equal(
      message,
      `Confluent (${host()}) answered 429 (once; the next would come in 60 s, which is more than timeout-seconds (60) leaves).`,
    );
    assert.equal(
      remedy,
      'Confluent limits the rate: run fewer jobs at the same time, or raise timeout-seconds (60).',
    );
  });

  test('what is asked for does not come to nothing by jitter alone', async () => {
    for (const status of [429, 503]) {
      const asked = fake.status(status, { headers: { 'retry-after': '58' } });
      const { outcome, sleeps } = await call([asked], { random: 0.999, maxAttempts: 2 });
      assert.ok(!(outcome instanceof Error), String(outcome));
      assert.ok((sleeps[0] as number) >= 58_000 && (sleeps[0] as number) < 60_000);
    }
  });

  test('counts waits against the deadline', async () => {
    const reset = fake.status(429, { headers: { 'x-ratelimit-reset': '25' } });
    const { outcome, sleeps } = await call([reset, reset, reset], { random: 0 });
    assert.deepEqual(sleeps, [25_000, 25_000]);
    assert.match(failed(outcome).message, /429 \(3 times; the next would come in 25 s/);
  });

  test('sends nothing once the deadline has passed', async () => {
    const { outcome, requests } = await call([], { deadline: START });
    assert.equal(requests, 0);
    const { code, message } = failed(outcome);
    assert.equal(code, 'TIMED_OUT');
    assert.equal(message, `Confluent (${host()}) could not be asked in time (attempt 1 of 5).`);
  });

  test('sends nothing if preparing used up the time', async () => {
    const { clock, advance } = standingClock();
    const prepare = async () => {
      advance(1000);
      return { method: 'GET' as const, url: new URL(server.url), headers: {} };
    };
    const bounds = {
      clock,
      deadline: START + 1000,
      maxAttempts: 2,
      shares: 2,
      timeoutSeconds: 1,
      log: () => {},
    };
    const count = server.requests.length;
    await assert.rejects(sendWithRetries('GitHub', prepare, bounds), { code: 'TIMED_OUT' });
    assert.equal(server.requests.length, count);
  });

  test('passes on what prepare throws', async () => {
    const { clock } = standingClock();
    const bounds = {
      clock,
      deadline: START + 1000,
      maxAttempts: 2,
      shares: 2,
      timeoutSeconds: 1,
      log: () => {},
    };
    const error = new ActionError('GITHUB_REFUSED', 'a', 'b');
    await assert.rejects(
      sendWithRetries('GitHub', () => Promise.reject(error), bounds),
      error,
    );
  });

  test('tries again after a server that hung', async () => {
    const { outcome, attempts, log } = await call([fake.hang()], { deadline: START + 400, random: 0 });
    assert.ok(!(outcome instanceof Error), String(outcome));
    assert.deepEqual(attempts, [1, 2]);
    const said = 'timed out: no complete answer within 0.2 s';
    assert.deepEqual(log, [`Confluent (${host()}) ${said}; attempt 2 of 5 in 0.0 s`]);
  });

  test('says that it timed out if no attempt is left', async () => {
    const { outcome } = await call([fake.hang()], { deadline: START + 100, maxAttempts: 1 });
    const { code, message, remedy } = failed(outcome);
    assert.equal(code, 'TIMED_OUT');
    assert.equal(
      message,
      `Confluent (${host()}) timed out: no complete answer within 0.1 s (attempt 1 of 1).`,
    );
    assert.equal(
      remedy,
      `Check the network between the runner and ${host()}, or raise timeout-seconds (60).`,
    );
  });

  // Milliseconds that are left, attempts in all and before, and of those that share the time; what one takes.
  const shares: [left: number, maxAttempts: number, shares: number, share: number][] = [
    [60_000, 5, 5, 15_000],
    [20_000, 5, 5, 10_000],
    [600_000, 5, 5, 120_000],
    [600_000, 2, 2, 300_000],
    [60_000, 1, 1, 60_000],
    [900, 2, 2, 450],
    [600_000, Number.POSITIVE_INFINITY, 5, 120_000],
    [60_000, Number.POSITIVE_INFINITY, 1, 60_000],
    [60_000, Number.POSITIVE_INFINITY, 0, 15_000],
  ];
  for (const [left, maxAttempts, shares_, share] of shares) {
    test(`of ${left} ms and ${maxAttempts} attempts, one of ${shares_} takes ${share}`, async () => {
      const count = server.requests.length;
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        const calling = call([fake.hang()], { deadline: START + left, maxAttempts, shares: shares_ });
        while (server.requests.length === count) await turn();
        mock.timers.tick(share);
        const { outcome, log } = await calling;
        const said = log[0] ?? failed(outcome).message;
        assert.ok(said.includes(` within ${(share / 1000).toFixed(1)} s`), said);
      } finally {
        mock.timers.reset();
      }
    });
  }

  test('raises no value that is at its maximum, or whose maximum is too short', async () => {
    const most = { deadline: START + 600_000, timeoutSeconds: 600 };
    const hung = await call([fake.hang()], { ...most, deadline: START + 100, maxAttempts: 1 });
    assert.equal(failed(hung.outcome).remedy, `Check the network between the runner and ${host()}.`);
    for (const outcome of [
      (await call([limited(600)], most)).outcome,
      (await call([limited(600)])).outcome,
    ]) {
      assert.equal(failed(outcome).remedy, 'Confluent limits the rate: run fewer jobs at the same time.');
    }
  });

  test('says who was not reachable', async () => {
    const port = await fake.closedPort();
    const { outcome, sleeps } = await call([], { url: `http://127.0.0.1:${port}`, maxAttempts: 2 });
    const { code, message, remedy, cause } = failed(outcome);
    assert.equal(code, 'UNREACHABLE');
    assert.equal(
      message,
      `Confluent (127.0.0.1:${port}) could not be reached: ECONNREFUSED (attempt 2 of 2).`,
    );
    assert.match(
      remedy,
      new RegExp(
        `^Check that the runner may reach 127\\.0\\.0\\.1:${port}: DNS, firewall.* input endpoint\\.$`,
      ),
    );
    assert.ok(cause instanceof Error);
    assert.deepEqual(sleeps, [500]);
  });

  test('does not try again what cannot heal', async (t) => {
    const secure = await fake.startServer({ tls: makeCertificate() });
    t.after(secure.close);
    const { outcome, attempts } = await call([], { url: secure.url });
    assert.deepEqual([failed(outcome).code, attempts], ['UNREACHABLE', [1]]);
    const big = await call([fake.oversized(2 * 1024 * 1024)]);
    assert.deepEqual([failed(big.outcome).code, big.attempts], ['UNEXPECTED_REPLY', [1]]);
    assert.match(
      failed(big.outcome).message,
      /sent a reply that is not what its API promises: a body of more than/,
    );
    assert.equal(
      failed(big.outcome).remedy,
      `Check that ${host()} is Confluent, and not a proxy or a login page.`,
    );
  });
});

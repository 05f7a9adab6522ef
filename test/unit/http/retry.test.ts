import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../../src/clock.ts';
import { ActionError } from '../../../src/errors.ts';
import { type Bounds, boundsOf, sendWithRetries } from '../../../src/http/retry.ts';
import type { HttpReply } from '../../../src/tokens.ts';
import * as fake from '../../servers/http.ts';

const START = Date.UTC(2026, 8, 1, 12, 0, 0);

/** A clock that stands still, but for sleeps: these take no time, and are remembered. */
function standingClock(random = 1) {
  const sleeps: number[] = [];
  let now = START;
  const advance = (ms: number) => {
    now += ms;
  };
  const clock: Clock = {
    now: () => now,
    wallTime: () => now,
    random: () => random,
    sleep: async (ms) => {
      sleeps.push(ms);
      advance(ms);
    },
  };
  return { clock, sleeps, advance };
}

let server: fake.FakeServer;
before(async () => {
  server = await fake.startServer({ handle: () => ({ status: 200, body: '{}' }) });
});
after(() => server.close());

type Given = Partial<Bounds> & {
  readonly random?: number;
  /** Milliseconds that the preparation of a request takes. */
  readonly preparing?: number;
};

/** One call of sendWithRetries against scripted replies. */
async function call(replies: fake.Reply[], given: Given = {}) {
  const { clock, sleeps, advance } = standingClock(given.random);
  const log: string[] = [];
  const attempts: number[] = [];
  const count = server.requests.length;
  server.next(...replies);
  const prepare = async (attempt: number) => {
    attempts.push(attempt);
    advance(given.preparing ?? 0);
    return { method: 'GET' as const, url: new URL(server.url), headers: {} };
  };
  const { maxAttempts = 5 } = given;
  const bounds = {
    ...boundsOf({ maxAttempts, timeoutSeconds: 60 }, clock, START, (line) => void log.push(line)),
    ...given,
  };
  const outcome = await sendWithRetries('Confluent', prepare, bounds).catch((error: unknown) => {
    assert.ok(error instanceof ActionError);
    return error;
  });
  assert.equal(server.unused(), 0);
  return { outcome, sleeps, log, attempts, requests: server.requests.length - count };
}

function replied(outcome: HttpReply | ActionError): HttpReply {
  assert.ok(!(outcome instanceof Error), String(outcome));
  return outcome;
}

function failed(outcome: HttpReply | ActionError): ActionError {
  assert.ok(outcome instanceof ActionError);
  return outcome;
}

const limited = (seconds: number) => fake.status(429, { headers: { 'retry-after': String(seconds) } });

describe('sendWithRetries', () => {
  for (const status of [200, 201, 204, 300, 400, 401, 404, 451]) {
    test(`takes ${status} for final`, async () => {
      // Only a success must be an object.
      const reply = status < 300 ? fake.json(status, {}) : fake.html(status);
      const { outcome, requests, sleeps, log } = await call([reply]);
      assert.equal(replied(outcome).status, status);
      assert.deepEqual([requests, sleeps, log], [1, [], []]);
    });
  }

  const noObjects: [string, fake.Reply][] = [
    ['200 without a body', fake.status(200)],
    ['a page', fake.html(200)],
    ['an object that is cut off', fake.status(200, { body: '{"a":' })],
    ['201 with an array', fake.status(201, { body: '[]' })],
  ];
  const statuses = [408, 500, 503, 599].map((status): [string, fake.Reply] => [
    `${status}`,
    fake.status(status),
  ]);
  const broken: [string, fake.Reply] = ['a connection that broke', fake.breakOff()];
  for (const [name, reply] of [...statuses, ...noObjects, broken]) {
    test(`tries again after ${name}, and says so`, async () => {
      const { outcome, attempts, sleeps, log } = await call([reply]);
      assert.equal(replied(outcome).body, '{}');
      assert.deepEqual([attempts, sleeps], [[1, 2], [500]]);
      assert.match(log.join(), /^Confluent \(127\.0\.0\.1:\d+\) .*; attempt 2 of 5 in 0\.5 s$/);
    });
  }

  for (const [name, reply] of noObjects) {
    test(`leaves the last reply to its reader: ${name}`, async () => {
      const { outcome, requests } = await call([reply, reply], { maxAttempts: 2 });
      assert.ok(replied(outcome).status <= 201);
      assert.equal(requests, 2);
    });
  }

  test('makes no more attempts than allowed', async () => {
    const { outcome, requests, sleeps } = await call(Array(3).fill(fake.status(503)), { maxAttempts: 3 });
    assert.deepEqual([requests, sleeps], [3, [500, 1000]]);
    assert.match(failed(outcome).message, / answered 503 \(attempt 3 of 3\)\.$/);
  });

  test('a 429 is no attempt: more of them than max-attempts, and other failures between', async () => {
    const { outcome, attempts, log } = await call(
      [limited(1), limited(1), fake.status(503), limited(1), limited(0)],
      { maxAttempts: 2, random: 0 },
    );
    replied(outcome);
    assert.deepEqual(attempts, [1, 2, 3, 4, 5, 6]);
    const nextTry = 'next try in 1.0 s';
    const said = log.map((line) => line.split('; ')[1]);
    assert.deepEqual(said, [nextTry, nextTry, 'attempt 2 of 2 in 0.0 s', nextTry, nextTry]);
  });

  test('does not wait less than Retry-After asks, and spreads more with each 429', async () => {
    const { outcome, sleeps } = await call(Array(4).fill(limited(1)), { random: 0.999 });
    replied(outcome);
    // 4, 8, 16 s of jitter at most, then half of what is left.
    assert.deepEqual(sleeps.map(Math.round), [4996, 8992, 16_984, 15_499]);
  });

  test('counts waits against the deadline, and gives up at once where the next is beyond it', async () => {
    const { outcome, sleeps } = await call([limited(25), limited(25), limited(25)], { random: 0 });
    assert.deepEqual(sleeps, [25_000, 25_000]);
    const { code, message, waitMs } = failed(outcome);
    assert.deepEqual([code, waitMs], ['RATE_LIMITED', 25_000]);
    assert.match(message, /429 \(3 times; the next would come in 25 s/);
  });

  test('sends nothing once the deadline has passed, also while the request was prepared', async () => {
    for (const late of [{ deadline: START }, { deadline: START + 1_000, preparing: 1_000 }]) {
      const { outcome, requests } = await call([], late);
      assert.deepEqual([requests, failed(outcome).code], [0, 'TIMED_OUT']);
    }
  });

  test('passes on what the preparation throws', async () => {
    const error = new ActionError('GITHUB_REFUSED', 'a', 'b');
    const bounds = boundsOf({ maxAttempts: 2, timeoutSeconds: 1 }, standingClock().clock, START, () => {});
    await assert.rejects(
      sendWithRetries('GitHub', () => Promise.reject(error), bounds),
      error,
    );
  });

  test('tries again after a server that hung', async () => {
    const { outcome, attempts, log } = await call([fake.hang()], { deadline: START + 400, random: 0 });
    replied(outcome);
    assert.deepEqual(attempts, [1, 2]);
    assert.match(log.join(), / timed out: no complete answer within 0\.2 s; attempt 2 of 5 in 0\.0 s$/);
  });

  // Milliseconds that are left, attempts in all, those that share the time, and those that have failed; what one takes.
  const shares: [left: number, maxAttempts: number, shares: number, before: number, share: number][] = [
    [60_000, 5, 5, 0, 15_000],
    [20_000, 5, 5, 0, 10_000],
    [600_000, 5, 5, 0, 120_000],
    [600_000, 5, 5, 1, 150_000],
    [600_000, 2, 2, 0, 300_000],
    [600_000, 2, 2, 1, 600_000],
    [60_000, 1, 1, 0, 60_000],
    [900, 2, 2, 0, 450],
    [600_000, Number.POSITIVE_INFINITY, 5, 0, 120_000],
    [60_000, Number.POSITIVE_INFINITY, 1, 0, 60_000],
    [60_000, Number.POSITIVE_INFINITY, 0, 0, 15_000],
  ];
  for (const [left, maxAttempts, shares_, before, share] of shares) {
    test(`of ${left} ms and ${maxAttempts} attempts, one of ${shares_ - before} takes ${share}`, async () => {
      const count = server.requests.length + before;
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        const replies = [...Array(before).fill(fake.status(503)), fake.hang()];
        const given = { deadline: START + left, maxAttempts, shares: shares_, random: 0 };
        const calling = call(replies, given);
        while (server.requests.length <= count) await turn();
        mock.timers.tick(share);
        const { outcome, log } = await calling;
        const said = log[before] ?? failed(outcome).message;
        assert.ok(said.includes(` within ${(share / 1000).toFixed(1)} s`), said);
      } finally {
        mock.timers.reset();
      }
    });
  }

  test('does not try again what cannot heal', async () => {
    const { outcome, attempts } = await call([fake.oversized(2 * 1024 * 1024)]);
    assert.deepEqual([failed(outcome).code, attempts], ['UNEXPECTED_REPLY', [1]]);
  });
});

test('boundsOf counts from the beginning that it is given', () => {
  const { clock } = standingClock();
  const log = () => {};
  const inputs = { maxAttempts: 3, timeoutSeconds: 60 };
  const bounds = boundsOf(inputs, clock, 1_000, log, 'http://a');
  assert.deepEqual(bounds, { clock, deadline: 61_000, ...inputs, shares: 3, proxy: 'http://a', log });
});

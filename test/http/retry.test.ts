import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Clock } from '../../src/clock.ts';
import { ActionError } from '../../src/errors.ts';
import type { HttpReply } from '../../src/http/request.ts';
import { type Bounds, sendWithRetries } from '../../src/http/retry.ts';
import { waitAfter } from '../../src/http/wait.ts';
import { makeCertificate } from '../fakes/certificate.ts';
import * as fake from '../fakes/http.ts';

const START = Date.UTC(2026, 8, 1, 12, 0, 0);

/** A clock that stands still, but for sleeps: these take no time, and are remembered. */
function standingClock(random = 1) {
  const sleeps: number[] = [];
  let now = START;
  const clock: Clock = {
    now: () => now,
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
  server = await fake.startServer({ handle: () => ({ status: 200, body: 'fine' }) });
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
    limit: 'timeout-seconds (60)',
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
      const { outcome, requests, sleeps, log } = await call([fake.status(status)]);
      assert.ok(!(outcome instanceof Error) && outcome.status === status);
      assert.deepEqual([requests, sleeps, log], [1, [], []]);
    });
  }

  for (const status of [408, 429, 500, 502, 503, 504, 599]) {
    test(`tries again after ${status}`, async () => {
      const { outcome, attempts, sleeps, log } = await call([fake.status(status)]);
      assert.ok(!(outcome instanceof Error) && outcome.body === 'fine');
      assert.deepEqual([attempts, sleeps], [[1, 2], [500]]);
      assert.deepEqual(log, [`Confluent (${host()}) answered ${status}; attempt 2 of 5 in 0.5 s`]);
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

  test('does as Retry-After asks, and gives up at once if that is beyond the deadline', async () => {
    const limited = (seconds: number) => fake.status(429, { headers: { 'retry-after': String(seconds) } });
    const enough = await call([limited(59)]);
    assert.deepEqual([enough.sleeps, enough.requests], [[59_000], 2]);
    const late = await call([limited(60)]);
    assert.deepEqual([late.sleeps, late.requests, late.log], [[], 1, []]);
    const { code, message, remedy } = failed(late.outcome);
    assert.equal(code, 'RATE_LIMITED');
    assert.equal(
      message,
      `Confluent (${host()}) answered 429 (attempt 1 of 5; the next would come in 60 s, which is more than timeout-seconds (60) leaves).`,
    );
    assert.equal(
      remedy,
      'Confluent limits the rate: run fewer jobs at the same time, or raise timeout-seconds (60).',
    );
  });

  test('counts waits against the deadline', async () => {
    const limited = fake.status(429, { headers: { 'x-ratelimit-reset': '25' } });
    const { outcome, sleeps } = await call([limited, limited, limited]);
    assert.deepEqual(sleeps, [25_000, 25_000]);
    assert.match(failed(outcome).message, /attempt 3 of 5; the next would come in 25 s/);
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
    const bounds = { clock, deadline: START + 1000, maxAttempts: 2, limit: 'x', log: () => {} };
    const count = server.requests.length;
    await assert.rejects(sendWithRetries('GitHub', prepare, bounds), { code: 'TIMED_OUT' });
    assert.equal(server.requests.length, count);
  });

  test('passes on what prepare throws', async () => {
    const { clock } = standingClock();
    const bounds = { clock, deadline: START + 1000, maxAttempts: 2, limit: 'x', log: () => {} };
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
    const said = 'timed out: no complete answer within 0.4 s';
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

  const shares: [number, number][] = [
    [60_000, 15_000],
    [30_000, 15_000],
    [29_000, 14_500],
    [3_000, 1_500],
    [1_500, 1_000],
    [900, 900],
  ];
  for (const [left, share] of shares) {
    test(`of ${left} ms gives one attempt ${share}`, async () => {
      const count = server.requests.length;
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        const calling = call([fake.hang()], { deadline: START + left, maxAttempts: 1 });
        let over = false;
        calling.then(() => {
          over = true;
        });
        while (server.requests.length === count) await turn();
        mock.timers.tick(share - 1);
        await turn();
        assert.equal(over, false);
        mock.timers.tick(1);
        assert.match(
          failed((await calling).outcome).message,
          new RegExp(` within ${(share / 1000).toFixed(1)} s`),
        );
      } finally {
        mock.timers.reset();
      }
    });
  }

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
      new RegExp(`^Check that the runner may reach 127\\.0\\.0\\.1:${port}: DNS, firewall`),
    );
    assert.ok(cause instanceof Error);
    assert.deepEqual(sleeps, [500]);
  });

  test('does not try again what cannot heal', async () => {
    const secure = await fake.startServer({ tls: makeCertificate() });
    const { outcome, attempts } = await call([], { url: secure.url });
    assert.deepEqual([failed(outcome).code, attempts], ['UNREACHABLE', [1]]);
    await secure.close();
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

describe('waitAfter', () => {
  const reply = (headers: HttpReply['headers']): HttpReply => ({
    kind: 'reply',
    status: 429,
    headers,
    body: '',
    sentAt: START,
  });
  const wait = (headers: HttpReply['headers'], attempt = 1, random = 1) =>
    waitAfter(reply(headers), attempt, standingClock(random).clock);
  const date = (ms: number) => new Date(START + ms).toUTCString();
  const epoch = (ms: number) => String((START + ms) / 1000);

  const asked: [string, HttpReply['headers'], number][] = [
    ['seconds', { 'retry-after': '7' }, 7000],
    ['no seconds', { 'retry-after': '0' }, 0],
    ['a fraction', { 'retry-after': '1.5' }, 1500],
    ['seconds with blanks', { 'retry-after': ' 7 ' }, 7000],
    ['many seconds', { 'retry-after': '1000000000' }, 1e12],
    ['a date', { 'retry-after': date(90_000) }, 90_000],
    ['a date gone by', { 'retry-after': date(-90_000) }, 0],
    ['relative reset', { 'x-ratelimit-reset': '30' }, 30_000],
    ['reset since the epoch', { 'x-ratelimit-reset': epoch(45_000) }, 45_000],
    ['reset gone by', { 'x-ratelimit-reset': epoch(-45_000) }, 0],
    ['both: Retry-After goes first', { 'retry-after': '3', 'x-ratelimit-reset': '30' }, 3000],
    ['garbage, then reset', { 'retry-after': 'soon', 'x-ratelimit-reset': '30' }, 30_000],
  ];
  for (const [name, headers, ms] of asked) {
    test(`is as asked: ${name}`, () => assert.equal(wait(headers, 5), ms));
  }

  const garbage = [
    '',
    ' ',
    'soon',
    '-1',
    '+1',
    '1e3',
    '0x10',
    '1,5',
    '.5',
    '5.',
    'NaN',
    'Infinity',
    '5 s',
    '1, 2',
  ];
  const dates = [
    'Mon, 1',
    'Abc, 5',
    '2026-09-01T12:01:00Z',
    'Tue, 99 Sep 2026 12:01:00 GMT',
    'Xxx, 01 Yyy 2026 12:01:00 GMT',
    '1 Sep',
  ];
  for (const text of [...garbage, ...dates]) {
    test(`passes over ${JSON.stringify(text)}`, () => {
      assert.equal(wait({ 'retry-after': text }, 3), 2000);
      assert.equal(wait({ 'x-ratelimit-reset': text }, 3), 2000);
    });
  }

  test('is jitter after a fault', () => {
    const fault = { kind: 'fault', code: 'UNREACHABLE', detail: '', heals: true } as const;
    assert.equal(waitAfter(fault, 2, standingClock(0.5).clock), 500);
  });

  const attempt = fc.integer({ min: 1, max: 10 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('without headers is from 0 to 8 s, and no more than doubles', () => {
    fc.assert(
      fc.property(attempt, random, (number, chance) => {
        const ms = wait({}, number, chance);
        assert.ok(ms >= 0 && ms <= 8000 && ms <= 500 * 2 ** (number - 1));
      }),
    );
  });

  test('is what any number or date asks', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), attempt, (seconds, number) => {
        assert.equal(wait({ 'retry-after': String(seconds) }, number), seconds * 1000);
        assert.equal(wait({ 'x-ratelimit-reset': String(seconds) }, number), seconds * 1000);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), attempt, (seconds, number) => {
        const expected = Math.max(0, seconds * 1000);
        assert.equal(wait({ 'retry-after': date(seconds * 1000) }, number), expected);
        assert.equal(wait({ 'x-ratelimit-reset': epoch(seconds * 1000) }, number), expected);
      }),
    );
  });

  test('is never less than 0 nor no number, whatever the headers', () => {
    const header = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE :GMTonSep') }),
      fc.array(fc.string(), { maxLength: 2 }),
    );
    fc.assert(
      fc.property(header, header, attempt, (after, reset, number) => {
        const headers = { 'retry-after': after, 'x-ratelimit-reset': reset } as HttpReply['headers'];
        const ms = wait(headers, number);
        assert.ok(ms >= 0, String(ms));
      }),
      { numRuns: 1000 },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failureOf, type Outcome, timedOut } from '../../../src/http/failure.ts';
import { gaveUp, type LastAttempt, willTryAgain } from '../../../src/http/wording.ts';

const status = (code: number): Outcome => ({ status: code, headers: {}, body: '' });
const unreachable = failureOf(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
const notHttp = failureOf(Object.assign(new Error('x'), { code: 'HPE_INVALID_CONSTANT' }));
const final = { again: false } as const;

const BOUNDS = { maxAttempts: 5, timeoutSeconds: 60, proxy: '' };

function last(
  outcome: Outcome,
  bounds: Partial<LastAttempt['bounds']> = {},
  remote = 'Confluent',
): LastAttempt {
  const attempts = { counted: 2, rateLimited: 1 };
  const url = new URL('https://api.example/x');
  return { remote, url, attempts, bounds: { ...BOUNDS, ...bounds }, outcome };
}

describe('the line before another attempt', () => {
  const proxy = 'http://proxy.example:3128';
  const lines: [string, LastAttempt, string][] = [
    ['a status', last(status(503)), 'answered 503; attempt 3 of 5 in 2.0 s'],
    ['a success', last(status(200)), 'answered 200 without a JSON object; attempt 3 of 5 in 2.0 s'],
    ['a status of 300', last(status(300)), 'answered 300; attempt 3 of 5 in 2.0 s'],
    ['a rate limit', last(status(429)), 'answered 429; next try in 2.0 s'],
    ['a failure', last(unreachable), 'could not be reached: ENOTFOUND; attempt 3 of 5 in 2.0 s'],
    [
      'a failure behind a proxy',
      last(timedOut(1_000), { proxy }),
      'timed out: no complete answer within 1.0 s, through the proxy proxy.example:3128; attempt 3 of 5 in 2.0 s',
    ],
    [
      'no maximum',
      last(status(503), { maxAttempts: Number.POSITIVE_INFINITY }),
      'answered 503; attempt 3 in 2.0 s',
    ],
  ];
  for (const [name, attempt, line] of lines) {
    test(`after ${name}`, () =>
      assert.equal(willTryAgain(attempt, 2_000), `Confluent (api.example) ${line}`));
  }
});

describe('the error of a call that is given up', () => {
  const network = 'DNS, firewall, https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS)';
  const errors: [string, LastAttempt, object, string, string, string][] = [
    [
      'a status',
      last(status(503), { maxAttempts: 2 }),
      {},
      'UNAVAILABLE',
      'answered 503 (attempt 2 of 2).',
      'Look at the status page of Confluent, and run the job again.',
    ],
    [
      'a rate limit',
      last(status(429)),
      { wait: 60_000, asked: 60_000 },
      'RATE_LIMITED',
      'answered 429 (once; the next would come in 60 s, which is more than timeout-seconds (60) leaves).',
      'Confluent limits the rate: run fewer jobs at the same time, or raise timeout-seconds (60).',
    ],
    [
      'a rate limit beyond any timeout',
      { ...last(status(429)), attempts: { counted: 0, rateLimited: 3 } },
      { wait: 600_000, asked: 600_000 },
      'RATE_LIMITED',
      'answered 429 (3 times; the next would come in 600 s, which is more than timeout-seconds (60) leaves).',
      'Confluent limits the rate: run fewer jobs at the same time.',
    ],
    [
      'no network',
      last(unreachable, { proxy: 'proxy.example:3128' }),
      {},
      'UNREACHABLE',
      'could not be reached: ENOTFOUND, without a proxy: http:// is missing at the start of https_proxy (attempt 2 of 5).',
      `Check that the runner may reach api.example: ${network}, and the input endpoint.`,
    ],
    [
      'a timeout',
      last(timedOut(1_000)),
      {},
      'TIMED_OUT',
      'timed out: no complete answer within 1.0 s (attempt 2 of 5).',
      'Check the network between the runner and api.example, or raise timeout-seconds (60).',
    ],
    [
      'a timeout of the longest time',
      last(timedOut(1_000), { timeoutSeconds: 600 }),
      {},
      'TIMED_OUT',
      'timed out: no complete answer within 1.0 s (attempt 2 of 5).',
      'Check the network between the runner and api.example.',
    ],
    [
      'no time to ask',
      last(undefined),
      {},
      'TIMED_OUT',
      'could not be asked in time (attempt 2 of 5).',
      'Check the network between the runner and api.example, or raise timeout-seconds (60).',
    ],
    [
      'no HTTP, by whatever proxy',
      last(notHttp, { proxy: 'http://proxy.example:3128' }),
      {},
      'UNEXPECTED_REPLY',
      'sent a reply that is not what its API promises: not HTTP (HPE_INVALID_CONSTANT) (attempt 2 of 5).',
      'Check that api.example is Confluent, and not a proxy or a login page.',
    ],
  ];
  for (const [name, attempt, wait, code, message, remedy] of errors) {
    test(`after ${name}`, () => {
      const error = gaveUp(attempt, { ...final, ...wait });
      assert.deepEqual(
        [error.code, error.message, error.remedy],
        [code, `Confluent (api.example) ${message}`, remedy],
      );
      assert.equal(error.waitMs, 'asked' in wait ? wait.asked : 0);
    });
  }

  test('keeps its cause', () => assert.equal(gaveUp(last(unreachable), final).cause, unreachable.cause));

  test("names the input endpoint for Confluent's host alone", () => {
    assert.match(gaveUp(last(unreachable, {}, 'GitHub'), final).remedy, /\(NODE_EXTRA_CA_CERTS\)\.$/);
  });
});

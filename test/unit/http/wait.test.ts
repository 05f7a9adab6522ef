import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextWait, waitAfter } from '../../../src/http/wait.ts';
import type { HttpReply } from '../../../src/tokens.ts';

const NOW = Date.UTC(2026, 8, 1, 12, 0, 0);
const LEFT = 60_000;

const reply = (headers: HttpReply['headers'], status: number): HttpReply => ({ status, headers, body: '' });
/** What is waited after a reply, without a jitter unless told. */
const wait = (headers: HttpReply['headers'], { status = 503, attempts = 1, random = 0 } = {}) =>
  waitAfter(reply(headers, status), { counted: attempts, rateLimited: 0 }, LEFT, random).drawn;
const date = (ms: number) => new Date(NOW + ms).toUTCString();
const epoch = (ms: number) => String((NOW + ms) / 1000);
const failure = { code: 'UNREACHABLE', detail: '', heals: true } as const;

describe('nextWait', () => {
  /** With five attempts and 60 s, of which the first has used nothing. */
  const next = (outcome: Parameters<typeof nextWait>[0], random = 0, counted = 1) => {
    const clock = { now: () => 0, wallTime: () => 0, random: () => random, sleep: async () => {} };
    return nextWait(outcome, { counted, rateLimited: 1 }, { clock, deadline: LEFT, maxAttempts: 5 });
  };
  const asking = (seconds: number, status = 503) => reply({ 'retry-after': String(seconds) }, status);

  test('is none after what cannot heal, without time to ask, and after the last attempt', () => {
    for (const [outcome, counted] of [[{ ...failure, heals: false }], [undefined], [failure, 5]] as const)
      assert.deepEqual(next(outcome, 0, counted), { again: false });
    assert.deepEqual(next(failure, 0, 4), { again: true, wait: 0 });
  });

  test('is what was drawn, if there is time for it', () => {
    assert.deepEqual(next(failure, 0.5), { again: true, wait: 250 });
    assert.deepEqual(next(asking(7)), { again: true, wait: 7_000 });
  });

  test('is between what is asked for and the deadline where the jitter would go beyond', () => {
    for (const status of [429, 503])
      assert.deepEqual(next(asking(59.8, status), 0.999), { again: true, wait: 59_900 });
  });

  test('is none where what is asked for is beyond the deadline, and says what it would be', () => {
    for (const status of [429, 503])
      assert.deepEqual(next(asking(60, status), 0.5), { again: false, wait: LEFT, asked: LEFT });
  });

  test('is none where what was drawn is beyond the deadline, which nobody asked for', () => {
    const clock = { now: () => 0, wallTime: () => 0, random: () => 0.5, sleep: async () => {} };
    const attempts = { counted: 1, rateLimited: 0 };
    const none = nextWait(failure, attempts, { clock, deadline: 100, maxAttempts: 5 });
    assert.deepEqual(none, { again: false, wait: 250, asked: 0 });
  });
});

describe('waitAfter', () => {
  const asked: [string, HttpReply['headers'], number][] = [
    ['seconds', { 'retry-after': '7' }, 7000],
    ['no seconds', { 'retry-after': '0' }, 0],
    ['a fraction', { 'retry-after': '1.5' }, 1500],
    ['seconds with blanks', { 'retry-after': ' 7 ' }, 7000],
    ['many seconds', { 'retry-after': '1000000000' }, 1e12],
    ['relative reset', { 'x-ratelimit-reset': '30' }, 30_000],
    ['both: Retry-After goes first', { 'retry-after': '3', 'x-ratelimit-reset': '30' }, 3000],
    ['garbage, then reset', { 'retry-after': 'soon', 'x-ratelimit-reset': '30' }, 30_000],
    ['a date, by the date of the reply', { date: date(0), 'retry-after': date(90_000) }, 90_000],
    ['a date gone by', { date: date(0), 'retry-after': date(-90_000) }, 0],
    ['reset since the epoch', { date: date(0), 'x-ratelimit-reset': epoch(45_000) }, 45_000],
    ['reset gone by', { date: date(0), 'x-ratelimit-reset': epoch(-45_000) }, 0],
  ];
  for (const [name, headers, ms] of asked) {
    test(`is at least as asked: ${name}`, () => {
      assert.equal(wait(headers, { attempts: 5 }), ms);
      assert.equal(wait(headers, { attempts: 5, random: 0.5 }), ms + 4000);
    });
  }

  test('ignores a time where the reply does not say its own', () => {
    assert.equal(wait({ 'retry-after': date(90_000) }), 0);
    assert.equal(wait({ 'x-ratelimit-reset': epoch(90_000) }), 0);
  });

  test('ignores what a success asks for: GitHub sends the headers of its limit with each reply', () => {
    assert.equal(wait({ 'retry-after': '50', 'x-ratelimit-reset': '50' }, { status: 200 }), 0);
  });

  const garbage = [
    ...['', 'soon', '-1', '+1', '1e3', '0x10', '1,5', '.5', '5.', 'NaN', 'Infinity', '5 s', '1, 2', 'Mon, 1'],
    ...['2026-09-01T12:01:00Z', 'Tue, 99 Sep 2026 12:01:00 GMT', 'Xxx, 01 Yyy 2026 12:01:00 GMT', '1 Sep'],
  ];
  for (const text of garbage) {
    test(`ignores ${JSON.stringify(text)}`, () => {
      assert.equal(wait({ date: date(0), 'retry-after': text }), 0);
      assert.equal(wait({ date: date(0), 'x-ratelimit-reset': text }), 0);
    });
  }

  test('is jitter after a failure, which doubles with each up to 8 s', () => {
    const drawn = (counted: number, random: number) =>
      waitAfter(failure, { counted, rateLimited: 0 }, LEFT, random).drawn;
    assert.deepEqual(
      [1, 2, 5, 6].map((counted) => drawn(counted, 1)),
      [500, 1000, 8000, 8000],
    );
    assert.deepEqual([drawn(2, 0), drawn(2, 0.25)], [0, 250]);
  });

  test('after a 429 is at least a second, whatever is asked', () => {
    for (const headers of [{}, { 'retry-after': '0' }]) {
      const result = waitAfter(reply(headers, 429), { counted: 0, rateLimited: 1 }, LEFT, 0);
      assert.deepEqual(result, { least: 1000, drawn: 1000 });
    }
  });

  test('after a 429 spreads twice as far with each, up to half of the time left', () => {
    const spread = (rateLimited: number, left = LEFT) =>
      waitAfter(reply({ 'retry-after': '1' }, 429), { counted: 0, rateLimited }, left, 1).drawn - 1000;
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((count) => spread(count)),
      [4000, 8000, 16_000, 30_000, 30_000],
    );
    assert.deepEqual([spread(4, 10_000), spread(1, 2000), spread(1, -5)], [5000, 1000, 0]);
  });
});

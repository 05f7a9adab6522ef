import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { waitAfter } from '../../../src/http/wait.ts';
import type { HttpReply } from '../../../src/tokens.ts';

const NOW = Date.UTC(2026, 8, 1, 12, 0, 0);
const LEFT = 60_000;

const reply = (headers: HttpReply['headers'], status: number): HttpReply => ({
  status,
  headers,
  body: '',
});
/** What is waited after a reply, without a jitter unless told. */
const wait = (headers: HttpReply['headers'], { status = 503, attempts = 1, random = 0 } = {}) =>
  waitAfter(reply(headers, status), { counted: attempts, rateLimited: 0 }, LEFT, random).drawn;
const date = (ms: number) => new Date(NOW + ms).toUTCString();
const epoch = (ms: number) => String((NOW + ms) / 1000);

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
    test(`ignores ${JSON.stringify(text)}`, () => {
      assert.equal(wait({ date: date(0), 'retry-after': text }), 0);
      assert.equal(wait({ date: date(0), 'x-ratelimit-reset': text }), 0);
    });
  }

  test('is jitter after a failure', () => {
    const fault = { code: 'UNREACHABLE', detail: '', heals: true } as const;
    assert.deepEqual(waitAfter(fault, { counted: 2, rateLimited: 0 }, LEFT, 0.5), { least: 0, drawn: 500 });
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

  const attempts = fc.integer({ min: 1, max: 10 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('without headers is from 0 to 8 s, and no more than doubles', () => {
    fc.assert(
      fc.property(attempts, random, (number, chance) => {
        const ms = wait({}, { attempts: number, random: chance });
        assert.ok(ms >= 0 && ms <= 8000 && ms <= 500 * 2 ** (number - 1));
      }),
    );
  });

  test('is never undercut, whatever number or date is asked', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), attempts, random, (seconds, number, chance) => {
        for (const status of [429, 503]) {
          const more = { status, attempts: number, random: chance };
          assert.ok(wait({ 'retry-after': String(seconds) }, more) >= seconds * 1000);
          assert.ok(wait({ 'x-ratelimit-reset': String(seconds) }, more) >= seconds * 1000);
        }
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (seconds) => {
        const expected = Math.max(0, seconds * 1000);
        assert.equal(wait({ date: date(0), 'retry-after': date(seconds * 1000) }), expected);
        assert.equal(wait({ date: date(0), 'x-ratelimit-reset': epoch(seconds * 1000) }), expected);
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
      fc.property(header, header, header, attempts, (after, reset, when, number) => {
        const headers = {
          'retry-after': after,
          'x-ratelimit-reset': reset,
          date: when,
        } as HttpReply['headers'];
        const ms = wait(headers, { attempts: number });
        assert.ok(ms >= 0, String(ms));
      }),
      { numRuns: 1000 },
    );
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { clockDifference, clockWarning, httpDate, rfc3339 } from '../../src/clock.ts';

const REMOTE = 1_780_000_000_000;

suite('clockDifference', () => {
  const differences: [number, number][] = [
    [0, 0],
    [30_499, 30],
    [30_500, 31],
    [600_000, 600],
    [-31_000, -31],
  ];
  for (const [ahead, expected] of differences) {
    test(`${ahead} ms ahead is ${expected} s`, () => {
      assert.equal(clockDifference(REMOTE + ahead, REMOTE), expected);
    });
  }

  test('is none where the remote says no time', () => {
    assert.equal(clockDifference(REMOTE, undefined), undefined);
  });
});

test('a time as text is cut to whole seconds, in UTC', () => {
  assert.equal(rfc3339(Date.UTC(2026, 1, 3, 4, 5, 6, 999)), '2026-02-03T04:05:06Z');
});

suite('clockWarning', () => {
  for (const difference of [undefined, 0, 30, -30]) {
    test(`says nothing of ${difference} s`, () => {
      assert.equal(clockWarning('GitHub', difference), undefined);
    });
  }

  const rest =
    'This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).';

  test('says what breaks if the clock is ahead', () => {
    const line = `The clock of this runner is 31 s ahead of the clock of GitHub: clients that check the expiry of a token by this clock refuse it too early. ${rest}`;
    assert.equal(clockWarning('GitHub', 31), line);
  });

  test('says what breaks if the clock is behind', () => {
    const line = `The clock of this runner is 600 s behind the clock of GitHub: clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid. ${rest}`;
    assert.equal(clockWarning('GitHub', -600), line);
  });
});

suite('an HTTP date', () => {
  test('is one as a whole', () => {
    const text = 'Sun, 06 Nov 1994 08:49:37 GMT';
    assert.equal(httpDate(text), 784_111_777_000);
    for (const other of [`x${text}`, ` ${text}`, `${text} `, `${text}x`, 'Mon, 1', '', undefined]) {
      assert.equal(httpDate(other), undefined);
    }
    assert.equal(httpDate('Xxx, 99 Xxx 1994 08:49:37 GMT'), undefined);
  });
});

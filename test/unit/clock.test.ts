import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { clockWarning, httpDate, rfc3339 } from '../../src/clock.ts';

const GITHUB = 1_780_000_000_000;

test('a time as text is cut to whole seconds, in UTC', () => {
  assert.equal(rfc3339(Date.UTC(2026, 1, 3, 4, 5, 6, 999)), '2026-02-03T04:05:06Z');
});

suite('clockWarning', () => {
  test('says nothing of up to 30 s, nor where GitHub says no time', () => {
    for (const ms of [0, 30_499, -30_500])
      assert.equal(clockWarning(GITHUB + ms, GITHUB), undefined, `${ms}`);
    assert.equal(clockWarning(GITHUB, undefined), undefined);
  });

  const rest =
    'This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).';

  test('says what breaks if the clock is ahead, and if it is behind', () => {
    const ahead = `The clock of this runner is 31 s ahead of the clock of GitHub: clients that check the expiry of a token by this clock refuse it too early. ${rest}`;
    assert.equal(clockWarning(GITHUB + 30_500, GITHUB), ahead);
    const behind = `The clock of this runner is 600 s behind the clock of GitHub: clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid. ${rest}`;
    assert.equal(clockWarning(GITHUB - 600_000, GITHUB), behind);
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

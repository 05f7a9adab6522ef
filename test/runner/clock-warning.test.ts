import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tellClock } from '../../src/runner/clock-warning.ts';

/** The warnings, and whether there was something to warn of. */
function told(difference: number | undefined): [string[], boolean] {
  const lines: string[] = [];
  const isTold = tellClock({ warning: (line) => lines.push(line) }, 'GitHub', difference);
  return [lines, isTold];
}

suite('tellClock', () => {
  for (const difference of [undefined, 0, 30, -30]) {
    test(`says nothing of ${difference} s`, () => {
      assert.deepEqual(told(difference), [[], false]);
    });
  }

  const rest =
    'This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).';

  test('says what breaks behind a clock that is ahead', () => {
    const line = `The clock of this runner is 31 s ahead of the clock of GitHub: clients that check the expiry of a token by this clock refuse it too early. ${rest}`;
    assert.deepEqual(told(31), [[line], true]);
  });

  test('says what breaks behind a clock that is behind', () => {
    const line = `The clock of this runner is 600 s behind the clock of GitHub: clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid. ${rest}`;
    assert.deepEqual(told(-600), [[line], true]);
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { clockDifference } from '../src/clock.ts';

const REMOTE = 1_780_000_000_000;

suite('clockDifference', () => {
  const differences: [number, number | undefined][] = [
    [0, undefined],
    [30_000, undefined],
    [30_499, undefined],
    [30_500, 31],
    [31_000, 31],
    [600_000, 600],
    [-30_000, undefined],
    [-31_000, -31],
  ];
  for (const [ahead, expected] of differences) {
    test(`${ahead} ms ahead is ${expected === undefined ? 'ordinary' : `${expected} s`}`, () => {
      assert.equal(clockDifference(REMOTE + ahead, REMOTE), expected);
    });
  }

  test('is none where the remote says no time', () => {
    assert.equal(clockDifference(REMOTE, undefined), undefined);
  });
});

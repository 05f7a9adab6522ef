import assert from 'node:assert/strict';
import { describe as group, test } from 'node:test';
import { ActionError, commandOf, describe, ERROR_CODES, orRaise } from '../../src/errors.ts';

group('ActionError', () => {
  test('has code, message, remedy and cause', () => {
    const cause = new Error('below');
    const error = new ActionError('UNREACHABLE', 'Nobody there.', 'Look again.', cause);
    assert.ok(error instanceof Error);
    const { name, code, message, remedy } = error;
    assert.deepEqual(
      { name, code, message, remedy },
      { name: 'ActionError', code: 'UNREACHABLE', message: 'Nobody there.', remedy: 'Look again.' },
    );
    assert.equal(error.cause, cause);
  });

  test('has no cause unless one is given', () => {
    assert.ok(!('cause' in new ActionError('INTERNAL', 'a', 'b')));
  });

  test('codes are upper case and each there once', () => {
    assert.equal(new Set(ERROR_CODES).size, ERROR_CODES.length);
    for (const code of ERROR_CODES) assert.match(code, /^[A-Z]+(_[A-Z]+)*$/);
  });
});

group('describe', () => {
  test('gives message, remedy and code of ours', () => {
    const error = new ActionError('TIMED_OUT', 'It took too long.', 'Wait longer.', new Error('hidden'));
    assert.equal(describe(error), 'It took too long. Wait longer. [TIMED_OUT]');
  });

  test('cuts a long message, never the remedy and the code', () => {
    const error = new ActionError('CONFLUENT_REFUSED', 'x'.repeat(5000), 'Do this.');
    assert.equal(describe(error), `${'x'.repeat(1200)}… Do this. [CONFLUENT_REFUSED]`);
    const longest = new ActionError('CONFLUENT_REFUSED', 'x'.repeat(1200), 'Do this.');
    assert.equal(describe(longest), `${'x'.repeat(1200)} Do this. [CONFLUENT_REFUSED]`);
  });

  const others: [string, unknown, string][] = [
    ['an error', new TypeError('x is not a function'), 'TypeError: x is not a function'],
    ['text', 'a secret perhaps', 'something threw no error'],
    ['undefined', undefined, 'something threw no error'],
    ['null', null, 'something threw no error'],
    ['an object', { message: 'looks like an error' }, 'something threw no error'],
  ];
  for (const [name, thrown, what] of others) {
    test(`takes the blame for ${name}`, () => {
      assert.equal(
        describe(thrown),
        `A fault of this action, not of your workflow: ${what}. Please report it with the debug log. [INTERNAL]`,
      );
    });
  }
});

group('orRaise', () => {
  const ends: [timeoutSeconds: number, needed: number | undefined, end: string][] = [
    [60, undefined, ', or raise timeout-seconds (60).'],
    [599, 599, ', or raise timeout-seconds (599).'],
    [60, 600, '.'],
    [600, undefined, '.'],
  ];
  for (const [timeoutSeconds, needed, end] of ends) {
    test(`of ${timeoutSeconds} s, where ${needed} are needed`, () =>
      assert.equal(orRaise(timeoutSeconds, needed), end));
  }
});

test('commandOf tells the runner in one line', () => {
  const fault =
    'A fault of this action, not of your workflow: Error: a b. Please report it with the debug log.';
  assert.equal(commandOf('warning', new Error('a\n  b')), `::warning::${fault} [INTERNAL]`);
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ERROR_CODES } from '../../src/errors.ts';
import { assertFailed, errorOf } from '../helpers/inspect.ts';
import { faultsOf, linesOf, misconfigure } from '../helpers/misconfiguration.ts';
import { EACH_ONCE } from '../helpers/misconfigurations.ts';
import { withoutMasks } from '../helpers/runner.ts';
import { sweep } from '../helpers/secrets.ts';

// A few processes at a time: more would starve the one with a short timeout.
suite('misconfigurations', { concurrency: 3 }, () => {
  // With the other form of `sub` the same functions are called, and no more: test/unit/confluent/ has both.
  for (const given of EACH_ONCE) {
    test(`${given.code}: ${given.name}`, async () => {
      const { result, asked, secrets } = await misconfigure(given);
      assertFailed(result, given.code);
      const lines = linesOf(result);
      assert.deepEqual(faultsOf(given, errorOf(result), lines), [], lines.join('\n'));
      assert.deepEqual(sweep(secrets, { log: withoutMasks(result.transcript), summary: result.summary }), []);
      assert.deepEqual([result.outputs, result.exported, result.pipesHeld], [{}, {}, false]);
      const shown = [given.line, ...(given.also ?? [])].filter((line) => !line.startsWith('##['));
      if (result.summary !== '')
        for (const line of shown) assert.ok(result.summary.includes(line), result.summary);
      if (given.code === 'CONFLUENT_REFUSED') assert.equal(asked.length, 1);
      if (!given.remedy) return;
      const { says, next, ...changes } = given.remedy;
      assert.ok(errorOf(result).includes(says), errorOf(result));
      const { result: after } = await misconfigure({ ...given, prepare: () => {}, ...changes });
      assert.equal(after.code, next ? 1 : 0, after.masked);
      assert.ok(after.masked.includes(next ?? ''), after.masked);
    });
  }

  test('there is one for every code that can be made from outside', () => {
    const made = new Set(EACH_ONCE.map(({ code }) => code));
    assert.deepEqual([...made].sort(), ERROR_CODES.filter((code) => code !== 'INTERNAL').toSorted());
  });
});

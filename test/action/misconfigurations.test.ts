import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ERROR_CODES } from '../../src/errors.ts';
import { assertFailed, errorOf } from '../helpers/inspect.ts';
import { faultsOf, linesOf, misconfigure, ORDINARY } from '../helpers/misconfiguration.ts';
import { MISCONFIGURATIONS } from '../helpers/misconfigurations.ts';
import { FIRST_OF_EACH_KIND } from '../helpers/misconfigured-pools.ts';
import { sceneOf } from '../helpers/refusals.ts';
import { withoutMasks } from '../helpers/runner.ts';
import { sweep } from '../helpers/secrets.ts';

/**
 * The first scene of each kind, and all that test/unit/confluent/refusal.test.ts cannot make in its own process, with
 * the old form of `sub`. It makes the others, with both forms; `npm run misconfigurations` runs all of them over dist.
 */
const scenes = MISCONFIGURATIONS.filter(
  (given) => FIRST_OF_EACH_KIND.includes(given.name) || (!sceneOf(given) && !given.isNew),
);

// A few processes at a time: more would starve the one with a short timeout.
suite('misconfigurations', { concurrency: 3 }, () => {
  for (const given of scenes) {
    test(`${given.code}: ${given.name}`, async () => {
      const { result, secrets } = await misconfigure(given);
      assertFailed(result, given.code);
      const lines = linesOf(result);
      assert.deepEqual(faultsOf(given, errorOf(result), lines), [], lines.join('\n'));
      assert.deepEqual(sweep(secrets, { log: withoutMasks(result.transcript), summary: result.summary }), []);
      assert.deepEqual([result.outputs, result.exported, result.pipesHeld], [{}, {}, false]);
      const shown = [given.line, ...(given.also ?? [])].filter((line) => !line.startsWith('##['));
      if (result.summary !== '')
        for (const line of shown) assert.ok(result.summary.includes(line), result.summary);
      const { remedy = '' } = given;
      if (typeof remedy === 'string') return assert.ok(errorOf(result).includes(remedy), errorOf(result));
      const { says, next, ...changes } = remedy;
      assert.ok(errorOf(result).includes(says), errorOf(result));
      const { result: after } = await misconfigure({ ...given, prepare: () => {}, ...changes });
      assert.equal(after.code, next ? 1 : 0, after.masked);
      assert.ok(after.masked.includes(next ?? ''), after.masked);
    });
  }

  test('the step that most remedies lead to is green', async () => {
    const { result } = await misconfigure(ORDINARY);
    assert.equal(result.code, 0, result.masked);
  });

  test('there is one for every code that can be made from outside', () => {
    const made = new Set(scenes.map(({ code }) => code));
    assert.deepEqual([...made].sort(), ERROR_CODES.filter((code) => code !== 'INTERNAL').toSorted());
  });
});

import { suite, test } from 'node:test';
import fc from 'fast-check';
import { SORTS } from './plan.ts';
import { runOnce } from './run.ts';

/**
 * Random runs of the built action: about FUZZ_RUNS in all, drawn from FUZZ_SEED. fast-check makes a run that fails
 * smaller, and prints its seed and path: with these as FUZZ_SEED and FUZZ_PATH, and the name of the test as FUZZ_SORT,
 * it is repeated.
 */
const { FUZZ_RUNS = '100', FUZZ_SEED = '20261125', FUZZ_SORT, FUZZ_PATH = '' } = process.env;

suite('random runs', { concurrency: 4 }, () => {
  for (const [name, sort] of Object.entries(SORTS)) {
    if (FUZZ_SORT && FUZZ_SORT !== name) continue;
    test(name, async () => {
      const property = fc.asyncProperty(sort.plan, (plan) => runOnce(plan, sort));
      const numRuns = Math.ceil((sort.share * Number(FUZZ_RUNS)) / 100);
      await fc.assert(property, { seed: Number(FUZZ_SEED), path: FUZZ_PATH, numRuns });
    });
  }
});

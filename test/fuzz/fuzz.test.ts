import { suite, test } from 'node:test';
import fc, { type RunDetails } from 'fast-check';
import { type Plan, SORTS, type Sort } from './plan.ts';
import { runOnce } from './run.ts';

/**
 * Random runs of the built action: about FUZZ_RUNS in all, drawn from FUZZ_SEED. A run that fails is made smaller;
 * its message says how to repeat it.
 */
const { FUZZ_RUNS = '100', FUZZ_SEED = '20261125', FUZZ_SORT, FUZZ_PATH = '' } = process.env;

/** After a fault; each takes half a second or more. */
const MOST_SMALLER_RUNS = 40;

suite('random runs', { concurrency: 4 }, () => {
  for (const [name, sort] of Object.entries(SORTS)) {
    if (!FUZZ_SORT || FUZZ_SORT === name) test(name, () => check(name, sort));
  }
});

async function check(name: string, sort: Sort): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(sort.plan, async (plan) => {
    if (left-- <= 0) return;
    try {
      await runOnce(plan, sort);
    } catch (error) {
      left = Math.min(left, MOST_SMALLER_RUNS);
      throw error;
    }
  });
  const numRuns = Math.ceil((sort.share * Number(FUZZ_RUNS)) / 100);
  const details = await fc.check(property, { seed: Number(FUZZ_SEED), path: FUZZ_PATH, numRuns });
  if (details.failed) throw new Error(report(name, details));
}

function report(
  name: string,
  { seed, counterexamplePath, counterexample, errorInstance }: RunDetails<[Plan]>,
) {
  const shorten = (_: string, value: unknown) =>
    typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}... (${value.length})` : value;
  const fault = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return [
    printable(fault.slice(0, 2_000)),
    `Drawn: ${printable(JSON.stringify(counterexample?.[0], shorten))}`,
    `Again: FUZZ_SORT=${name} FUZZ_SEED=${seed} FUZZ_PATH=${counterexamplePath} npm run test:slow`,
  ].join('\n');
}

/** Text for a log: ASCII, and no workflow command in it. */
function printable(text: string): string {
  const spelt = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text
    .replace(/[^\n\x20-\x7e]/g, spelt)
    .replaceAll('##[', '# #[')
    .replace(/^\s*::/gm, ': :');
}

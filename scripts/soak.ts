import { randomInt } from 'node:crypto';
import { describe, printable } from '../test/soak/describe.ts';
import type { Outcome } from '../test/soak/run.ts';
import { soak } from '../test/soak/soak.ts';

/** `npm run soak -- N SEED`: N runs that follow from SEED; without one, from a seed drawn here. */
const [runs = '100', seed = String(randomInt(2 ** 32)), ...rest] = process.argv.slice(2);
if (![runs, seed].every((text) => /^\d{1,10}$/.test(text)) || rest.length > 0) {
  throw new Error('npm run soak -- N SEED, both of them whole numbers');
}

console.log(`${runs} runs of seed ${seed}`);
const started = performance.now();
const outcomes = await soak({
  runs: Number(runs),
  seed: Number(seed),
  together: 4,
  onOutcome: (outcome) => outcome.fault !== undefined && report(outcome),
});
const failed = outcomes.filter(({ fault }) => fault !== undefined).length;
console.log(`ended with ${tally(outcomes)}; ${((performance.now() - started) / 1000).toFixed(1)} s`);
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function report({ seed: own, plan, end, fault = '' }: Outcome): void {
  console.log(`seed ${own} failed (${end}): ${printable(fault)}`);
  console.log(`  drawn: ${describe(plan)}`);
  console.log(`  again: npm run soak -- 1 ${own}`);
}

/** How many runs ended in each way, the most frequent first. */
function tally(all: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { end } of all) counts.set(end, (counts.get(end) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([end, count]) => `${count} ${end}`).join(', ');
}

/**
 * Sets things up in the ways in which people get them wrong, and prints what the log of the step then
 * shows: the built dist/ against stand-ins of GitHub and Confluent on loopback.
 *
 *   npm run misconfigurations            all of them
 *   npm run misconfigurations -- WORDS   those whose name or code has these words
 */
import { errorOf } from '../test/helpers/inspect.ts';
import { faultsOf, linesOf, type Misconfiguration, misconfigure } from '../test/helpers/misconfiguration.ts';
import { MISCONFIGURATIONS } from '../test/helpers/misconfigurations.ts';

/** Processes at the same time. */
const TOGETHER = 3;

const words = process.argv.slice(2).join(' ').toLowerCase();
const chosen = MISCONFIGURATIONS.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(words));
const texts = new Map<Misconfiguration, string>();
const waiting = [...chosen];
let printed = 0;
let untold = 0;

await Promise.all(Array.from({ length: TOGETHER }, work));
console.log(
  `\n${chosen.length} misconfigurations, ${chosen.length - untold} of them told as they should be.`,
);
process.exitCode = untold === 0 && chosen.length > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let given = waiting.shift(); given; given = waiting.shift()) {
    texts.set(given, await tell(given));
    printInOrder();
  }
}

async function tell(given: Misconfiguration): Promise<string> {
  const { result } = await misconfigure(given);
  const log = linesOf(result).map((line) => `  | ${line}`);
  const faults = faultsOf(given, errorOf(result), linesOf(result)).map((fault) => `WRONG: ${fault}`);
  if (faults.length > 0) untold++;
  return [`\n==== ${given.code}: ${given.name}`, ...log, ...faults].join('\n');
}

/** Each as soon as all before it are printed. */
function printInOrder(): void {
  for (let next = chosen[printed]; next; next = chosen[printed]) {
    const text = texts.get(next);
    if (text === undefined) return;
    console.log(text);
    printed++;
  }
}

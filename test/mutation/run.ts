import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Mutation testing of src/ with the unit tests: Stryker, installed here from its own lock file. Words on
 * the command line are handed on to Stryker (`-- --mutate src/json.ts` for a single file).
 * Fails below Stryker's threshold over all files, and where one file stays below LEAST_PER_FILE.
 */
const LEAST_PER_FILE = 85;

/** States of a mutant that count; the others (it did not compile, it was left out) say nothing of the tests. */
const FOUND = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const root = join(import.meta.dirname, '..', '..');
const build = join(root, 'build', 'mutation');
/** A test that is cut off at its first failure leaves its temporary folders behind. */
const temporary = join(build, 'tmp');
const report = join(build, 'report.json');

run('npm', ['ci'], import.meta.dirname);
rmSync(report, { force: true });
mkdirSync(temporary, { recursive: true });
const stryker = join(import.meta.dirname, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const config = join(import.meta.dirname, 'stryker.config.json');
const code = run(process.execPath, [stryker, 'run', config, ...process.argv.slice(2)], root);
rmSync(temporary, { recursive: true });

const low = scores(JSON.parse(readFileSync(report, 'utf8'))).filter(([, score]) => score < LEAST_PER_FILE);
for (const [file, score] of low) {
  console.error(
    `${file}: ${score.toFixed(1)} % of its mutants were found, ${LEAST_PER_FILE} % are asked for`,
  );
}
process.exitCode = low.length > 0 ? 1 : code;

function run(command: string, args: string[], cwd: string): number {
  const env = { ...process.env, TMPDIR: temporary };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

/** Percent of the mutants that the tests found, file by file. */
function scores({ files }: Report): [string, number][] {
  return Object.entries(files).flatMap(([file, { mutants }]) => {
    const count = (states: string[]) => mutants.filter(({ status }) => states.includes(status)).length;
    const [found, missed] = [count(FOUND), count(MISSED)];
    return found + missed === 0 ? [] : [[file, (100 * found) / (found + missed)] as [string, number]];
  });
}

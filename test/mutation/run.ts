import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Mutation testing of src/ by the unit tests, with Stryker, which has a package and a lock file of its own
 * here. Arguments are passed on to Stryker: `npm run test:mutation -- --mutate src/json.ts`.
 * The entries (src/index*.ts) are left out: they only run as part of dist/, in test/e2e/. So is
 * crowd.test.ts among the tests: it takes many seconds of CPU, which each mutant of a wait would pay.
 * Fails below Stryker's own threshold for all files together, and if one file is below LEAST_PER_FILE.
 */
const LEAST_PER_FILE = 85;

/** States of a mutant, as Stryker reports them. Others, such as one that cannot be loaded, say nothing of the tests. */
const FOUND = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const root = join(import.meta.dirname, '..', '..');
const build = join(root, 'build', 'mutation');
const report = join(build, 'report.json');
// A test file that is ended at its first failure leaves its temporary folders behind.
const temporary = join(build, 'tmp');

rmSync(report, { force: true });
mkdirSync(temporary, { recursive: true });
const failed = run('npm', ['ci'], import.meta.dirname) || run(process.execPath, stryker(), root);
rmSync(temporary, { recursive: true });
// Without a report, Stryker has said why.
const low = existsSync(report) ? scores(report).filter(([, score]) => score < LEAST_PER_FILE) : [];
for (const [file, score] of low) console.error(`${file}: ${score.toFixed(1)} %, below ${LEAST_PER_FILE} %`);
process.exitCode = failed || Number(low.length > 0);

/** Runs a command to its end; gives its exit code. */
function run(command: string, args: string[], cwd: string): number {
  // Each mutant starts a process for each test file that reaches it: most of that time would go into reading TypeScript.
  const env = { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(build, 'compile-cache') };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

function stryker(): string[] {
  const program = join(import.meta.dirname, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  return [program, 'run', join(import.meta.dirname, 'stryker.config.json'), ...process.argv.slice(2)];
}

/** Percent of its mutants that the tests found, for each file. */
function scores(path: string): [file: string, score: number][] {
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as Report;
  return Object.entries(files).flatMap(([file, { mutants }]): [string, number][] => {
    const count = (states: string[]) => mutants.filter(({ status }) => states.includes(status)).length;
    const [found, missed] = [count(FOUND), count(MISSED)];
    return found + missed === 0 ? [] : [[file, (100 * found) / (found + missed)]];
  });
}

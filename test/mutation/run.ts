import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Mutation testing of src/ by the unit tests, with Stryker, which has a package and a lock file of its own
 * here. Each folder of src/ is changed by itself, and has to be held by the tests of the same folder: with
 * all tests, a mutant of what they share would take minutes. Arguments name the folders, else all:
 *
 *     npm run test:mutation -- http runner
 *
 * Fails below LEAST for all files together, and if one file is below LEAST_PER_FILE.
 */
const LEAST = 93;
const LEAST_PER_FILE = 85;

/**
 * Left out among the tests are those that take many seconds, and say the same of a whole that others say of
 * its parts. Among the sources the entries, the step around main, and the process around the token endpoint:
 * they only run as part of dist/. The globs are within src/ and test/unit/.
 */
const ROOMS: Record<string, { mutate: string[]; tests: string[] }> = {
  shared: {
    mutate: ['*.ts', '!index*.ts', '!step.ts', '!version.ts', '!tokens.ts', '!main.ts', '!post.ts'],
    tests: ['!(main|post).test.ts'],
  },
  recipes: { mutate: ['{main,post}.ts'], tests: ['{main,post}.test.ts'] },
  runner: { mutate: ['runner/*.ts'], tests: ['runner/*.test.ts', 'main.test.ts'] },
  github: { mutate: ['github/*.ts'], tests: ['github/*.test.ts'] },
  confluent: { mutate: ['confluent/*.ts'], tests: ['confluent/*.test.ts'] },
  http: { mutate: ['http/*.ts'], tests: ['http/*.test.ts'] },
  'token-endpoint': {
    mutate: ['token-endpoint/!(entry).ts'],
    tests: ['token-endpoint/!(entry).test.ts', 'main.test.ts'],
  },
};

interface Score {
  readonly file: string;
  readonly found: number;
  readonly all: number;
}

const root = join(import.meta.dirname, '..', '..');
const build = join(root, 'build', 'mutation');
// A test file that is ended at its first failure leaves its temporary folders behind.
const temporary = join(build, 'tmp');

mkdirSync(temporary, { recursive: true });
run('npm', ['ci'], import.meta.dirname);
const asked = process.argv.slice(2);
const scores = Object.keys(ROOMS)
  .filter((name) => asked.length === 0 || asked.includes(name))
  .flatMap(mutate);
rmSync(temporary, { recursive: true });
process.exitCode = judge(scores);

/** Runs a command to its end. */
function run(command: string, args: string[], cwd: string): void {
  // Each mutant starts a process for each test file that reaches it: most of that time would go into reading TypeScript.
  const env = { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(build, 'compile-cache') };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

/** Changes one folder; gives what the tests found of it. */
function mutate(name: string): Score[] {
  const { mutate, tests } = ROOMS[name] ?? { mutate: [], tests: [] };
  const report = join(build, `${name}.json`);
  const common = JSON.parse(readFileSync(join(import.meta.dirname, 'stryker.config.json'), 'utf8'));
  const inSrc = (glob: string) => glob.replace(/^(!?)/, '$1src/');
  const config = {
    ...common,
    mutate: mutate.map(inSrc),
    tap: { ...common.tap, testFiles: tests.map((glob) => `test/unit/${glob}`) },
    jsonReporter: { fileName: report },
    htmlReporter: { fileName: join(build, `${name}.html`) },
  };
  const path = join(build, `${name}.config.json`);
  writeFileSync(path, JSON.stringify(config));
  const program = join(import.meta.dirname, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  run(process.execPath, [program, 'run', path], root);
  return scoresOf(report);
}

/** Counts the mutants that were run: one that cannot be loaded says nothing of the tests. */
function scoresOf(report: string): Score[] {
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
    files: Record<string, { mutants: { status: string }[] }>;
  };
  return Object.entries(files).map(([file, { mutants }]) => {
    const count = (...states: string[]) => mutants.filter(({ status }) => states.includes(status)).length;
    const found = count('Killed', 'Timeout');
    return { file, found, all: found + count('Survived', 'NoCoverage') };
  });
}

/** Prints the scores; gives the exit code. */
function judge(scores: readonly Score[]): number {
  const sum = (key: 'found' | 'all') => scores.reduce((total, score) => total + score[key], 0);
  const total = { file: 'all files', found: sum('found'), all: sum('all') };
  let code = 0;
  for (const score of [...scores, total].filter(({ all }) => all > 0)) {
    const percent = (100 * score.found) / score.all;
    const isLow = percent < (score === total ? LEAST : LEAST_PER_FILE);
    console.log(`${percent.toFixed(1).padStart(5)} %  ${score.file}${isLow ? ', which is too low' : ''}`);
    if (isLow) code = 1;
  }
  return code;
}

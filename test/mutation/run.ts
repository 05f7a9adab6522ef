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
 * they only run as part of dist/.
 */
const ROOMS: Readonly<Record<string, Room>> = {
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

/** Globs within src/ and test/unit/. */
interface Room {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** States of a mutant, as Stryker reports them. Others, such as one that cannot be loaded, say nothing of the tests. */
const FOUND = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

interface Score {
  readonly file: string;
  readonly found: number;
  readonly missed: number;
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
  const { mutate, tests } = ROOMS[name] as Room;
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

function scoresOf(report: string): Score[] {
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return Object.entries(files).map(([file, { mutants }]) => {
    const count = (states: string[]) => mutants.filter(({ status }) => states.includes(status)).length;
    return { file, found: count(FOUND), missed: count(MISSED) };
  });
}

/** Prints the scores; gives the exit code. */
function judge(scores: readonly Score[]): number {
  const percent = ({ found, missed }: Omit<Score, 'file'>) => (100 * found) / (found + missed || 1);
  const changed = scores.filter(({ found, missed }) => found + missed > 0);
  const sum = (key: 'found' | 'missed') => changed.reduce((all, score) => all + score[key], 0);
  const all = percent({ found: sum('found'), missed: sum('missed') });
  for (const score of changed) {
    const low = percent(score) < LEAST_PER_FILE ? `, below ${LEAST_PER_FILE}` : '';
    console.log(`${percent(score).toFixed(1).padStart(5)} %  ${score.file}${low}`);
  }
  console.log(`${all.toFixed(1).padStart(5)} %  of ${sum('found') + sum('missed')} mutants`);
  return all < LEAST || changed.some((score) => percent(score) < LEAST_PER_FILE) ? 1 : 0;
}

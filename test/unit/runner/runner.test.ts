import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFile,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { githubRunner, type Runner } from '../../../src/runner/runner.ts';
import { parseFileCommand } from '../../helpers/file-commands.ts';

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'] as const;
const NAMES = [...FILES, 'GITHUB_STEP_SUMMARY'] as const;
type Name = (typeof NAMES)[number];

let directory: string;
let ours: Record<string, string | undefined>;
const pathOf = (name: Name) => join(directory, name);
const contents = (name: Name) => readFileSync(pathOf(name), 'utf8');

before(() => {
  directory = mkdtempSync(join(tmpdir(), 'publish-'));
  ours = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));
});
beforeEach(() => {
  for (const name of NAMES) {
    rmSync(pathOf(name), { recursive: true, force: true });
    writeFileSync(pathOf(name), '');
    process.env[name] = pathOf(name);
  }
});
after(() => {
  for (const name of NAMES) {
    delete process.env[name];
    if (ours[name] !== undefined) process.env[name] = ours[name];
  }
  rmSync(directory, { recursive: true });
});

/** What is printed; it is kept off our own output, which the runner of these tests reads. */
function printed(work: (runner: Runner) => void): string {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  try {
    work(githubRunner(process.env));
  } finally {
    process.stdout.write = write;
  }
  return text;
}

/** A named pipe in the place of a file: to open it for writing would hold the step. A folder on Windows. */
function makePipe(name: Name): void {
  rmSync(pathOf(name), { force: true });
  if (process.platform === 'win32') mkdirSync(pathOf(name));
  else execFileSync('mkfifo', [pathOf(name)]);
}

describe('what the log gets', () => {
  const spoken: [string, (runner: Runner) => void, string][] = [
    ['mask', ({ mask }) => mask('tok\r\n100%'), `::add-mask::tok%0D%0A100%25${EOL}`],
    ['info', ({ info }) => info('a line'), `a line${EOL}`],
    ['warning', ({ warning }) => warning('a\nb'), `::warning::a%0Ab${EOL}`],
    ['debug', ({ debug }) => debug('a\nb'), `::debug::a%0Ab${EOL}`],
    [
      'group',
      ({ group }) => group('title', ['a', 'b']),
      ['::group::title', 'a', 'b', '::endgroup::', ''].join(EOL),
    ],
  ];
  for (const [name, work, stdout] of spoken) {
    test(name, () => assert.equal(printed(work), stdout));
  }

  test('fail, which makes the step red', () => {
    const before = process.exitCode;
    const stdout = printed(({ fail }) => fail('bad\n::add-mask::x'));
    const code = process.exitCode;
    process.exitCode = before;
    assert.deepEqual([stdout, code], [`::error::bad%0A::add-mask::x${EOL}`, 1]);
  });
});

describe('allOrNothing', () => {
  const writeAll = ({ saveState, exportVariable, setOutput }: Runner) => {
    saveState('digest', 'abc');
    exportVariable('CONFLUENT_TEST_VARIABLE', 'line 1\nline 2');
    setOutput('access-token', 'the-token');
  };
  /** The error of this work. Nothing of it is printed. */
  const refusalOf = (work: (runner: Runner) => void): ActionError => {
    let thrown: unknown;
    const stdout = printed((runner) => {
      try {
        runner.allOrNothing(() => work(runner));
      } catch (error) {
        thrown = error;
      }
    });
    assert.ok(thrown instanceof ActionError, 'nothing of ours was thrown');
    assert.deepEqual([thrown.code, stdout], ['RUNNER_FILES', '']);
    return thrown;
  };

  test('leaves what was written, after what was there, and prints nothing', () => {
    writeFileSync(pathOf('GITHUB_ENV'), 'EARLIER=1\n');
    const stdout = printed((runner) => runner.allOrNothing(() => writeAll(runner)));
    assert.equal(stdout, '');
    assert.deepEqual(parseFileCommand(contents('GITHUB_STATE')), { digest: 'abc' });
    assert.deepEqual(parseFileCommand(contents('GITHUB_OUTPUT')), { 'access-token': 'the-token' });
    assert.deepEqual(parseFileCommand(contents('GITHUB_ENV')), {
      EARLIER: '1',
      CONFLUENT_TEST_VARIABLE: 'line 1\nline 2',
    });
  });

  for (const name of FILES) {
    test(`writes nothing if ${name} is not named or not there`, () => {
      for (const path of [undefined, '', join(directory, 'absent')]) {
        delete process.env[name];
        if (path !== undefined) process.env[name] = path;
        const { message } = refusalOf(writeAll);
        assert.equal(message, `The runner's command files cannot be written: ${name} (ENOENT).`);
        for (const other of FILES) assert.equal(contents(other), '');
      }
    });

    test(`takes nothing but a file for ${name}: a named pipe would hold the step for ever`, () => {
      makePipe(name);
      const { message } = refusalOf(writeAll);
      assert.equal(message, `The runner's command files cannot be written: ${name} (not a file).`);
    });

    test(`takes all back if ${name} cannot be written`, () => {
      for (const other of FILES) writeFileSync(pathOf(other), 'EARLIER=1\n');
      const { cause } = refusalOf((runner) => {
        rmSync(pathOf(name));
        mkdirSync(pathOf(name));
        writeAll(runner);
      });
      assert.equal((cause as NodeJS.ErrnoException).code, 'EISDIR');
      for (const other of FILES.filter((one) => one !== name)) assert.equal(contents(other), 'EARLIER=1\n');
    });
  }

  const reasons: [code: string | undefined, shown: string, remedy: RegExp][] = [
    [undefined, '', /^Let no step and no env: block of the job change or remove them\.$/],
    ['ENOSPC', ' (ENOSPC)', /^Free space on the disk of the runner\.$/],
    ['ERR_ACCESS_DENIED', ' (ERR_ACCESS_DENIED)', /--permission.*--allow-fs-write=\*\.$/],
  ];
  for (const [code, shown, remedy] of reasons) {
    test(`takes all back if the work fails, and says why${shown}`, () => {
      for (const name of FILES) writeFileSync(pathOf(name), 'EARLIER=1\n');
      const cause = Object.assign(new Error('no room'), code === undefined ? {} : { code });
      const error = refusalOf((runner) => {
        writeAll(runner);
        throw cause;
      });
      const files = 'GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE';
      assert.equal(error.message, `The runner's command files cannot be written: ${files}${shown}.`);
      assert.match(error.remedy, remedy);
      assert.equal(error.cause, cause);
      for (const name of FILES) assert.equal(contents(name), 'EARLIER=1\n');
    });
  }
});

describe('checkFiles', () => {
  test('takes files that can be written, and writes nothing', () => {
    githubRunner(process.env).checkFiles();
    for (const name of FILES) assert.equal(contents(name), '');
  });

  test('says who may write them', (t) => {
    // Root may write any file but those that the kernel itself keeps.
    const owner = process.getuid?.();
    const kept = owner === 0 ? '/sys/kernel/uevent_seqnum' : pathOf('GITHUB_ENV');
    chmodSync(pathOf('GITHUB_ENV'), 0o444);
    const runner = githubRunner({ ...process.env, GITHUB_ENV: kept });
    const message = /written: GITHUB_ENV \((EACCES|EPERM)\)\.$/;
    assert.throws(() => runner.checkFiles(), { message, remedy: /^Let no step and no env: block/ });
    // Not on Windows, which has no such users.
    if (owner === undefined) return;
    t.mock.method(process as Required<Pick<NodeJS.Process, 'getuid'>>, 'getuid', () => 12_345);
    const remedy = new RegExp(`^In a container: job, set options: --user ${owner}, `);
    assert.throws(() => runner.checkFiles(), { message, remedy });
  });
});

describe('a signal while files are written', () => {
  const turns = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Windows has no signals.
    test(`${signal} has its effect afterwards, once`, { skip: process.platform === 'win32' }, async (t) => {
      // Whatever runs these tests may listen as well, and end this process.
      const others = process.listeners(signal);
      process.removeAllListeners(signal);
      t.after(() => {
        for (const listener of others) process.on(signal, listener);
      });
      // A listener that is still there would take the signal once more, and for ever.
      const kill = t.mock.method(process, 'kill', () => process.listenerCount(signal) === 0);
      const write = () => {
        assert.equal(process.listenerCount(signal), 1);
        execFileSync('sh', ['-c', `kill -s ${signal.slice(3)} ${process.pid}`]);
      };
      // Called in the poll phase of the event loop: what the signal brings is read in the next one.
      await new Promise<void>((resolve) => {
        readFile(import.meta.filename, () => {
          githubRunner(process.env).allOrNothing(write);
          resolve();
        });
      });
      await turns();
      assert.deepEqual(
        kill.mock.calls.map(({ arguments: given, result }) => [given, result]),
        [[[process.pid, signal], true]],
      );
      const failing = () => githubRunner(process.env).allOrNothing(() => assert.fail());
      assert.throws(failing, { code: 'RUNNER_FILES' });
      await turns();
      assert.equal(process.listenerCount(signal), 0);
    });
  }
});

describe('summarise', () => {
  test('adds a title and a code block, out of which no line can break', () => {
    const { summarise } = githubRunner(process.env);
    summarise('A title', ['one', '', '  two <b>']);
    summarise('Another', ['` and ````', '```']);
    const first = '### A title\n\n```text\none\n\n  two <b>\n```\n';
    const second = '### Another\n\n`````text\n` and ````\n```\n`````\n';
    assert.equal(contents('GITHUB_STEP_SUMMARY'), first + second);
  });

  test('a summary that is not there or no file is no failure, and reported in the debug log only', () => {
    const line = `::debug::The job summary cannot be written; the log has the same.${EOL}`;
    const withPath = (GITHUB_STEP_SUMMARY: string | undefined) =>
      printed(() => githubRunner({ GITHUB_STEP_SUMMARY }).summarise('t', ['x']));
    for (const path of [undefined, '', join(directory, 'absent'), directory])
      assert.equal(withPath(path), line);
    makePipe('GITHUB_STEP_SUMMARY');
    assert.equal(withPath(pathOf('GITHUB_STEP_SUMMARY')), line);
    assert.equal(existsSync(join(directory, 'absent')), false);
  });
});

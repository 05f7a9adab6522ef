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
import fc from 'fast-check';
import { ActionError } from '../../../src/errors.ts';
import { githubRunner, type Runner } from '../../../src/runner/runner.ts';
import { parseFileCommand } from '../../helpers/file-commands.ts';
import { anyText } from '../../helpers/text.ts';

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

/** Keeps what is printed off our own output, which the runner of these tests reads; gives it when called. */
function hold(begin = ''): () => string {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]) => {
    const ours = typeof chunk === 'string' && chunk.startsWith(begin);
    if (!ours) return write.call(process.stdout, chunk, ...rest);
    text += chunk;
    return true;
  };
  return () => {
    process.stdout.write = write;
    return text;
  };
}

/** A named pipe in the place of a file: to open it for writing would hold the step. A folder on Windows. */
function makePipe(name: Name): void {
  rmSync(pathOf(name), { force: true });
  if (process.platform === 'win32') mkdirSync(pathOf(name));
  else execFileSync('mkfifo', [pathOf(name)]);
}

function printed(work: (runner: Runner) => void): string {
  const release = hold();
  try {
    work(githubRunner(process.env));
  } finally {
    release();
  }
  return release();
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
    ['an empty group', ({ group }) => group('title', []), ['::group::title', '::endgroup::', ''].join(EOL)],
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

  test('files take outputs, state and environment; the log gets none of them', () => {
    const stdout = printed((runner) =>
      runner.allOrNothing(() => {
        runner.setOutput('access-token', 'the-token');
        runner.exportVariable('CONFLUENT_TEST_VARIABLE', 'the-token');
        runner.saveState('digest', 'abc');
      }),
    );
    assert.equal(stdout, '');
  });

  test('nothing is said of outputs if a file is not named', () => {
    process.env.GITHUB_OUTPUT = '';
    let code = '';
    const stdout = printed((runner) => {
      try {
        runner.allOrNothing(() => runner.setOutput('access-token', 'the-token'));
      } catch (error) {
        code = (error as ActionError).code;
      }
    });
    assert.deepEqual([code, stdout], ['RUNNER_FILES', '']);
  });
});

describe('allOrNothing', () => {
  const runner = () => githubRunner(process.env);
  const writeAll = () => {
    const { saveState, exportVariable, setOutput } = runner();
    saveState('digest', 'abc');
    exportVariable('CONFLUENT_TEST_VARIABLE', 'line 1\nline 2');
    setOutput('access-token', 'the-token');
  };
  const refusalOf = (work: () => void): ActionError => {
    try {
      runner().allOrNothing(work);
    } catch (error) {
      assert.ok(error instanceof ActionError);
      assert.equal(error.code, 'RUNNER_FILES');
      assert.match(error.remedy, /^Let no step and no env: block of the job change or remove them/);
      return error;
    }
    return assert.fail('nothing was thrown');
  };

  test('leaves what was written, after what was there', () => {
    writeFileSync(pathOf('GITHUB_ENV'), 'EARLIER=1\n');
    runner().allOrNothing(writeAll);
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
        let written = false;
        const { message } = refusalOf(() => {
          written = true;
        });
        assert.equal(message, `The runner's command files cannot be written: ${name} (ENOENT).`);
        assert.equal(written, false);
      }
    });

    test(`takes nothing but a file for ${name}: a named pipe would hold the step for ever`, () => {
      makePipe(name);
      const { message } = refusalOf(writeAll);
      assert.equal(message, `The runner's command files cannot be written: ${name} (not a file).`);
    });

    test(`takes all back if ${name} cannot be written`, () => {
      for (const other of FILES) writeFileSync(pathOf(other), 'EARLIER=1\n');
      const { cause } = refusalOf(() => {
        rmSync(pathOf(name));
        mkdirSync(pathOf(name));
        writeAll();
      });
      assert.equal((cause as NodeJS.ErrnoException).code, 'EISDIR');
      for (const other of FILES.filter((one) => one !== name)) assert.equal(contents(other), 'EARLIER=1\n');
    });
  }

  test('takes all back if the work fails, and keeps why', () => {
    for (const name of FILES) writeFileSync(pathOf(name), 'EARLIER=1\n');
    const error = new Error('no room');
    const { cause, message } = refusalOf(() => {
      writeAll();
      throw error;
    });
    assert.equal(cause, error);
    assert.equal(
      message,
      "The runner's command files cannot be written: GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE.",
    );
    for (const name of FILES) assert.equal(contents(name), 'EARLIER=1\n');
  });
});

describe('checkFiles', () => {
  test('takes files that can be written, and writes nothing', () => {
    githubRunner(process.env).checkFiles();
    for (const name of FILES) assert.equal(contents(name), '');
  });

  for (const name of FILES) {
    test(`says of ${name} who may write it`, (t) => {
      // Root may write any file but those that the kernel itself keeps.
      const kept = process.getuid?.() === 0 ? '/sys/kernel/uevent_seqnum' : pathOf(name);
      chmodSync(pathOf(name), 0o444);
      const runner = githubRunner({ ...process.env, [name]: kept });
      const message = new RegExp(`written: ${name} \\((EACCES|EPERM)\\)\\.$`);
      const owner = process.getuid?.();
      assert.throws(() => runner.checkFiles(), { message, remedy: /^Let no step and no env: block/ });
      // Not on Windows, which has no such users.
      if (owner === undefined) return;
      t.mock.method(process as Required<Pick<NodeJS.Process, 'getuid'>>, 'getuid', () => 12_345);
      const remedy = new RegExp(`^In a container: job, set options: --user ${owner}, `);
      assert.throws(() => runner.checkFiles(), { message, remedy });
    });
  }
});

describe('a signal while files are written', () => {
  const turns = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Windows has no signals.
    test(`${signal} has its effect afterwards, once`, { skip: process.platform === 'win32' }, async (t) => {
      await turns();
      const before = process.listenerCount(signal);
      const kill = t.mock.method(process, 'kill', () => true);
      const write = () => {
        assert.equal(process.listenerCount(signal), before + 1);
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
        kill.mock.calls.map((call) => call.arguments),
        [[process.pid, signal]],
      );
      const failing = () => githubRunner(process.env).allOrNothing(() => assert.fail());
      assert.throws(failing, { code: 'RUNNER_FILES' });
      await turns();
      assert.equal(process.listenerCount(signal), before);
    });
  }
});

describe('summarise', () => {
  const summarise = (title: string, lines: readonly string[]) =>
    githubRunner(process.env).summarise(title, lines);

  test('adds a title and a code block', async () => {
    await summarise('A title', ['one', '', '  two <b>']);
    assert.equal(contents('GITHUB_STEP_SUMMARY'), '### A title\n\n```text\none\n\n  two <b>\n```\n');
    await summarise('Another', []);
    assert.match(contents('GITHUB_STEP_SUMMARY'), /two <b>\n```\n### Another\n\n```text\n\n```\n$/);
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

  test('lines cannot break out of the code block', async () => {
    const breaking = fc.constantFrom(
      '```',
      '````',
      '~~~',
      '`',
      '```text',
      '   ```',
      '\n',
      '\r',
      '\n```\n',
      'x',
    );
    const line = fc.oneof(
      anyText(),
      fc.array(breaking, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        writeFileSync(pathOf('GITHUB_STEP_SUMMARY'), '');
        await summarise('T', lines);
        const [, fence = '', rest = ''] =
          /^### T\n\n(`{3,})text\n(.*)$/s.exec(contents('GITHUB_STEP_SUMMARY')) ?? [];
        // CommonMark 4.5: up to three blanks, at least as many backticks, then blanks only.
        const closing = new RegExp(`(?<=^|\\n|\\r) {0,3}\`{${fence.length},}[ \\t]*(?=\\n|\\r|$)`);
        const end = closing.exec(rest)?.index ?? -1;
        const body = lines.join('\n').toWellFormed();
        assert.equal(rest.slice(0, end), `${body}\n`);
        assert.equal(rest.slice(end), `${fence}\n`);
      }),
      { numRuns: 300 },
    );
  });
});

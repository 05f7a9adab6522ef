import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
      rmSync(pathOf(name), { force: true });
      if (process.platform === 'win32') mkdirSync(pathOf(name));
      else execFileSync('mkfifo', [pathOf(name)]);
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
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const listeners = () => signals.map((signal) => process.listenerCount(signal));
  const turns = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  };

  test('is held back during the writes alone, whether they fail or not', async () => {
    await turns();
    const before = listeners();
    for (const fails of [false, true]) {
      const write = () => {
        assert.deepEqual(
          listeners(),
          before.map((count) => count + 1),
        );
        if (fails) throw new Error('no room');
      };
      if (fails) assert.throws(() => githubRunner(process.env).allOrNothing(write));
      else githubRunner(process.env).allOrNothing(write);
      await turns();
      assert.deepEqual(listeners(), before);
    }
  });

  for (const signal of signals) {
    test(`${signal} has its effect afterwards`, async (t) => {
      await turns();
      const kill = t.mock.method(process, 'kill', () => true);
      const before = listeners();
      githubRunner(process.env).allOrNothing(() => {});
      // Alone: a program that runs the tests may listen too.
      process.listeners(signal).at(-1)?.(signal);
      assert.deepEqual(kill.mock.calls[0]?.arguments, [process.pid, signal]);
      assert.deepEqual(listeners(), before);
      await turns();
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

  test('does nothing where there is no summary', () => {
    for (const GITHUB_STEP_SUMMARY of [undefined, '', join(directory, 'absent')]) {
      const stdout = printed(() => githubRunner({ GITHUB_STEP_SUMMARY }).summarise('t', ['x']));
      assert.equal(stdout, '');
    }
    assert.equal(contents('GITHUB_STEP_SUMMARY'), '');
  });

  test('takes nothing but a file: a named pipe would hold the step for ever', () => {
    rmSync(pathOf('GITHUB_STEP_SUMMARY'));
    if (process.platform === 'win32') mkdirSync(pathOf('GITHUB_STEP_SUMMARY'));
    else execFileSync('mkfifo', [pathOf('GITHUB_STEP_SUMMARY')]);
    const stdout = printed((runner) => runner.summarise('t', ['x']));
    assert.equal(stdout, `::debug::The job summary cannot be written; the log has the same.${EOL}`);
  });

  test('one that cannot be written is no failure, and reported in the debug log only', () => {
    rmSync(pathOf('GITHUB_STEP_SUMMARY'));
    mkdirSync(pathOf('GITHUB_STEP_SUMMARY'));
    const stdout = printed((runner) => runner.summarise('t', ['x']));
    assert.equal(stdout, `::debug::The job summary cannot be written; the log has the same.${EOL}`);
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
      ' ',
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

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  parseCommands,
  parseFileCommand,
  type Runner,
  saidBeforeMasked,
  startRunner,
  withoutMasks,
} from './runner.ts';
import { until } from './token-endpoint.ts';

// Stands in for the bundle: a step that does one of everything, by input `do`.
const standIn = `
const fs = require('node:fs');
const write = (name, text) => fs.appendFileSync(process.env[name], text);
const roles = {
  all() {
    console.log('early hush-hush');
    console.log('::add-mask::hush-hush');
    console.error('late hush-hush');
    console.log('::error title=A%3A b::bad%0Ahush-hush 100%25');
    write('GITHUB_OUTPUT', 'token<<EOF\\nhush-hush\\nEOF\\n');
    write('GITHUB_ENV', 'TOKEN=hush-hush\\n');
    write('GITHUB_STATE', 'hash=abc\\n');
    write('GITHUB_STEP_SUMMARY', '# sum');
    process.exitCode = 3;
  },
  env() { write('GITHUB_OUTPUT', 'env<<EOF\\n' + JSON.stringify(process.env) + '\\nEOF\\n'); },
  hang() { setInterval(() => {}, 1000); },
  leave(stdio) {
    const loop = ['-e', 'setInterval(() => {}, 1000)'];
    const child = require('node:child_process').spawn(process.execPath, loop, { detached: true, stdio });
    child.unref();
    write('GITHUB_OUTPUT', 'pid=' + child.pid + '\\n');
  },
};
if (process.env.STATE_hash) console.log('post', process.env.STATE_hash, process.env.TOKEN);
else roles[process.env.INPUT_DO](process.env['INPUT_WITH-DASH AND'.replace(' ', '_')]);
`;
const actionYml = 'inputs:\n  do:\n  with-dash and: { default: ignore }\n  seconds: { default: 900 }\n';

let folder: string;
let runner: Runner;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  writeFileSync(join(folder, 'index.cjs'), standIn);
  writeFileSync(join(folder, 'action.yml'), actionYml);
  process.env.NOT_FOR_STEPS = 'x';
});
after(() => rmSync(folder, { recursive: true }));

/** A job of its own for each test, closed after it. */
function job(name: string, body: () => Promise<void>, skip: string | false = false): void {
  test(name, { skip }, async () => {
    runner = startRunner({
      dist: join(folder, 'index.cjs'),
      action: join(folder, 'action.yml'),
      env: { JOB: 'j' },
    });
    try {
      await body();
    } finally {
      runner.close();
    }
  });
}

describe('runner', () => {
  job('collects all that a step says, masked from the mask onwards', async () => {
    const main = await runner.main({ do: 'all' });
    assert.deepEqual([main.code, main.exitedBy, main.pipesHeld], [3, 'exit', false]);
    assert.deepEqual(main.outputs, { token: 'hush-hush' });
    assert.deepEqual(main.state, { hash: 'abc' });
    assert.deepEqual([main.masks, main.summary], [['hush-hush'], '# sum']);
    assert.deepEqual(main.commands[1], {
      name: 'error',
      properties: { title: 'A: b' },
      value: 'bad\nhush-hush 100%',
    });
    const log = main.masked.split('\n').filter((line) => line !== 'late ***');
    assert.deepEqual(log.slice(0, 3), ['early hush-hush', '##[error]bad', '*** 100%']);
    assert.equal(main.stderr, 'late hush-hush\n');
  });

  job('carries state to post, environment and masks to later steps', async () => {
    await runner.main({ do: 'all' });
    const later = await runner.step(process.execPath, ['-p', 'process.env.TOKEN']);
    assert.deepEqual([later.stdout, later.masked], ['hush-hush\n', '***']);
    const post = await runner.post();
    assert.equal(post.stdout, 'post abc hush-hush\n');
    assert.equal(post.masked, 'post abc ***');
    assert.deepEqual(post.files, { output: '', env: '', state: '', summary: '', path: '' });
  });

  job('gives a step the inputs, the job, and nothing of ours', async () => {
    const main = await runner.main({ do: 'env', extra: 'e' }, { env: { CI: undefined, OWN: 'o' } });
    const env = JSON.parse(main.outputs.env ?? '');
    assert.equal(env.NOT_FOR_STEPS, undefined);
    assert.deepEqual([env.CI, env.OWN, env.JOB], [undefined, 'o', 'j']);
    assert.deepEqual([env.INPUT_SECONDS, env.INPUT_EXTRA], ['900', 'e']);
    assert.equal(env['INPUT_WITH-DASH_AND'], 'ignore');
    assert.match(env.RUNNER_TRACKING_ID, /^github_[0-9a-f-]{36}$/);
  });

  job('kills what hangs', async () => {
    const main = await runner.main({ do: 'hang' }, { timeoutMs: 300 });
    assert.deepEqual([main.timedOut, main.exitedBy, main.signal], [true, 'timeout', 'SIGKILL']);
  });

  job('tells a left process that holds the pipes from one that does not', async () => {
    const held = await runner.main({ do: 'leave', 'with-dash and': 'inherit' });
    const free = await runner.main({ do: 'leave' });
    for (const { outputs } of [held, free]) process.kill(Number(outputs.pid), 'SIGKILL');
    assert.deepEqual([held.pipesHeld, free.pipesHeld], [true, false]);
  });

  const onWindows = process.platform === 'win32' && 'no process sees the environment of another one';
  const endsWhatIsLeft = async () => {
    const { outputs } = await runner.main({ do: 'leave' });
    assert.deepEqual(runner.leftBehind(), [Number(outputs.pid)]);
    runner.close();
    await until(() => runner.leftBehind().length === 0, 'the end of what was left');
  };
  job('ends with the job what a step left behind (Linux and macOS)', endsWhatIsLeft, onWindows);
});

describe('what the runner reads', () => {
  test('file commands, strictly', () => {
    const text = 'a=b=<<c\n\nm<<E\n1\n\n2=\nE\ne<<E\nE\ne2=\nend=x';
    assert.deepEqual(parseFileCommand(text), { a: 'b=<<c', m: '1\n\n2=', e: '', e2: '', end: 'x' });
    for (const bad of ['x', '=v', '<<E\nE', 'n<<', 'n<<E\nv', 'n<<E\nv\n E']) {
      assert.throws(() => parseFileCommand(bad), Error, bad);
    }
  });

  test('commands in both forms, wherever a line may begin', () => {
    const text = [
      'text ::warning::no',
      '::nonsense::no',
      ' \t::notice a=1,b=%2C::v::w',
      'x##[error c=1;d=%3B]v%5D',
      'progress\r::warning::after a bare return',
      '::stop-commands::halt',
      '::error::no',
      '::halt::',
      '::debug::%250A',
    ].join('\n');
    assert.deepEqual(parseCommands(text), [
      { name: 'notice', properties: { a: '1', b: ',' }, value: 'v::w' },
      { name: 'error', properties: { c: '1', d: ';' }, value: 'v]' },
      { name: 'warning', properties: {}, value: 'after a bare return' },
      { name: 'stop-commands', properties: {}, value: 'halt' },
      { name: 'debug', properties: {}, value: '%0A' },
    ]);
  });

  test('the raw order of secret and mask', () => {
    const text = 'a s3cret\n::debug::s3%63ret\n::add-mask::s3cret\nb s3cret';
    assert.deepEqual(saidBeforeMasked(text, 's3cret'), ['a s3cret']);
    assert.equal(withoutMasks(text), 'a s3cret\n::debug::s3%63ret\nb s3cret');
  });
});

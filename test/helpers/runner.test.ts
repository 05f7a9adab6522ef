import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import {
  parseCommands,
  parseFileCommand,
  type Runner,
  saidBeforeMasked,
  startRunner,
  withoutMasks,
} from './runner.ts';
import { sweep } from './secrets.ts';
import { until } from './token-endpoint.ts';

// What these helpers overlook, no other test sees.

// Stands in for the bundle: a step that does what its input `do` says.
const standIn = `
const fs = require('node:fs');
const write = (name, text) => fs.appendFileSync(process.env[name], text);
const roles = {
  all() {
    console.log('early hush-hush');
    console.log('::add-mask::hush-hush');
    console.error('late hush-hush');
    console.log('::error title=A%3A b::bad%0Ahush-hush 100%25');
    write('GITHUB_OUTPUT', 'env<<EOF\\n' + JSON.stringify(process.env) + '\\nEOF\\n');
    process.exitCode = 3;
  },
  leave(stdio) {
    const loop = ['-e', 'setInterval(() => {}, 1000)'];
    const child = require('node:child_process').spawn(process.execPath, loop, { detached: true, stdio });
    child.unref();
    write('GITHUB_OUTPUT', 'pid=' + child.pid + '\\n');
  },
};
roles[process.env.INPUT_DO](process.env['INPUT_WITH-DASH AND'.replace(' ', '_')]);
`;
const actionYml = 'inputs:\n  do:\n  with-dash and: { default: ignore }\n  seconds: { default: 900 }\n';

suite('the runner', () => {
  let folder: string;
  let runner: Runner;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
    const [dist, action] = [join(folder, 'index.cjs'), join(folder, 'action.yml')];
    writeFileSync(dist, standIn);
    writeFileSync(action, actionYml);
    process.env.NOT_FOR_STEPS = 'x';
    runner = startRunner({ dist, action, env: { JOB: 'j' } });
  });
  after(() => {
    runner.close();
    rmSync(folder, { recursive: true });
  });

  test('gives a step its inputs and the job, and shows its log masked from the mask onwards', async () => {
    const given = { do: 'all', extra: 'e' };
    const { code, outputs, commands, ...main } = await runner.main(given, {
      env: { CI: undefined, OWN: 'o' },
    });
    assert.deepEqual([code, main.exitedBy, main.pipesHeld], [3, 'exit', false]);
    const env = JSON.parse(outputs.env ?? '');
    assert.deepEqual([env.NOT_FOR_STEPS, env.CI, env.OWN, env.JOB], [undefined, undefined, 'o', 'j']);
    assert.deepEqual([env.INPUT_SECONDS, env.INPUT_EXTRA], ['900', 'e']);
    assert.equal(env['INPUT_WITH-DASH_AND'], 'ignore');
    assert.deepEqual(commands[1], { name: 'error', value: 'bad\nhush-hush 100%' });
    const log = main.masked.split('\n').filter((line) => line !== 'late ***');
    assert.deepEqual(log.slice(0, 3), ['early hush-hush', '##[error]bad', '*** 100%']);
    assert.equal(main.stderr, 'late hush-hush\n');
  });

  test('tells a left process that holds the pipes from one that does not, and ends both with the job', async () => {
    const held = await runner.main({ do: 'leave', 'with-dash and': 'inherit' });
    const free = await runner.main({ do: 'leave' });
    assert.deepEqual([held.pipesHeld, free.pipesHeld], [true, false]);
    const left = [held, free].map(({ outputs }) => Number(outputs.pid));
    // On Windows no process sees the environment of another one.
    if (process.platform === 'win32') {
      for (const pid of left) process.kill(pid, 'SIGKILL');
      return;
    }
    assert.deepEqual(runner.leftBehind().sort(), left.sort());
    runner.close();
    await until(() => runner.leftBehind().length === 0, 'the end of what was left');
  });
});

suite('what the runner reads', () => {
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
      ' \t::notice a=1,b=%2C::v::w',
      'x##[error c=1;d=%3B]v',
      'progress\r::warning::after a bare return',
      '::debug::%250A',
    ].join('\n');
    assert.deepEqual(parseCommands(text), [
      { name: 'notice', value: 'v::w' },
      { name: 'error', value: 'v' },
      { name: 'warning', value: 'after a bare return' },
      { name: 'debug', value: '%0A' },
    ]);
  });

  test('the raw order of secret and mask', () => {
    const text = 'a s3cret\n::debug::s3%63ret\n::add-mask::s3cret\nb s3cret';
    assert.deepEqual(saidBeforeMasked(text, 's3cret'), ['a s3cret']);
    assert.equal(withoutMasks(text), 'a s3cret\n::debug::s3%63ret\nb s3cret');
  });
});

test('the sweep finds a secret in every form, and nothing in clean text', () => {
  const parts = [
    'eyJhbGciOiJSUzI1NiJ9',
    'payload-of-the-token-0123456789',
    'signature-of-the-token-9876543210',
  ];
  const token = parts.join('.');
  const texts = {
    clean: `no secret ${parts[0]} here`,
    plain: `a ${token} b`,
    piece: `a ${token.slice(-30, -5)} b`,
    basic: Buffer.from(`client:${token}`).toString('base64'),
  };
  assert.deepEqual(
    sweep([token], texts).map(([name]) => name),
    ['plain', 'piece', 'basic'],
  );
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, a, b) => {
      const encoded = Buffer.from(a + secret + b).toString('base64');
      return sweep([secret], { a: encodeURIComponent(a + secret + b), b: encoded }).length === 2;
    }),
  );
});

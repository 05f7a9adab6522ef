import assert from 'node:assert/strict';
import childProcess, { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { Redactor } from '../../../src/secret.ts';
import { startTokenEndpoint } from '../../../src/token-endpoint/start.ts';
import type { Context, Env } from '../../../src/tokens.ts';
import { configFor, HANG_MS, together, until } from '../../helpers/token-endpoint.ts';
import { isAlive } from '../../helpers/token-endpoint-process.ts';

const remotes = { github: { env: {} }, sts: { url: 'http://127.0.0.1:1' } };
const { inputs } = configFor(remotes as never);
const asked = { requestUrl: 'http://127.0.0.1:1/', requestToken: 'request-token-of-the-job', proxy: 'p' };

function start(program: string, env: Env, changes: Partial<Context> = {}, timeLeftMs = HANG_MS) {
  const redactor = new Redactor(() => {});
  redactor.hide(asked.requestToken);
  const context = { ...asked, ...changes } as Context;
  return startTokenEndpoint(inputs, context, { env, program, redactor }, timeLeftMs);
}

interface StandIn {
  readonly env?: Env;
  readonly changes?: Partial<Context>;
  readonly timeLeftMs?: number;
}

/** Starts a program that stands where the token endpoint should; it writes down its pid, and what it hears last. */
async function startStandIn(
  t: TestContext,
  source: string,
  { env = process.env, changes, timeLeftMs }: StandIn = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
  const program = join(folder, 'index.cjs');
  const head = `const { writeFileSync, writeSync } = require('node:fs');
    const say = (text) => writeSync(3, text + '\\n');
    const write = (name, text) => writeFileSync(__dirname + '/' + name, text);
    write('pid', String(process.pid));`;
  await writeFile(program, `${head}\n${source}`);
  const { ready, kill } = start(program, env, changes, timeLeftMs);
  const file = (name: string) => join(folder, name);
  const written = (name: string) => readFileSync(file(name), 'utf8');
  const pid = () => Number(written('pid'));
  t.after(async () => {
    // One that the code under test has forgotten would outlive the test.
    if (existsSync(file('pid')) && isAlive(pid())) process.kill(pid(), 'SIGKILL');
    await ready.catch(() => {});
    await rm(folder, { recursive: true });
  });
  const isOver = () => until(() => !isAlive(pid()), 'the end of the process');
  return { ready, kill, pid, file, written, isOver };
}

// Bounded, for where a run is cut off before its hooks have killed what is left.
const stay = 'setTimeout(() => {}, 60_000);';
const CHECK = /ulimit -u, ulimit -n, the container's pids limit/;

suite('the start of the token endpoint', together, () => {
  const works = `say('{"port":4711}'); ${stay}`;
  const failures: Record<string, [string, RegExp]> = {
    'ends without a report': ['', /ended before it was ready \(exit code 0\)\. Check NODE_OPTIONS/],
    'fails to load': [
      `throw new Error("x\\ny ${asked.requestToken}")`,
      /ended before it was ready \(exit code 1\): Error: x y \*\*\* at .*\. Check/,
    ],
    'ends with its input unread': ['process.exit(3)', /ended before it was ready \(exit code 3\)/],
    'stops to report, and ends a moment later': [
      "require('node:fs').closeSync(3); setTimeout(() => process.exit(5), 200)",
      /ended before it was ready \(exit code 5\)|it sent no report/,
    ],
    // Windows has no signals, and tells an exit code only.
    'is killed': [
      'process.kill(process.pid, "SIGKILL")',
      process.platform === 'win32'
        ? /before it was ready \(exit code 1\)/
        : /before it was ready \(SIGKILL\)/,
    ],
    'reports nonsense and stays': [`say('hello'); ${stay}`, /it sent no report/],
    'reports an error': [
      `say('{"error":{"code":"TOKEN_ENDPOINT","message":"It is ${asked.requestToken}.","remedy":"Use another."}}'); ${stay}`,
      /^It is \*\*\*\. Use another\.$/,
    ],
    'reports without an end': [`say('x'.repeat(100_000)); ${stay}`, /it sent no report/],
  };
  for (const [name, [source, expected]] of Object.entries(failures)) {
    test(`is an error, and leaves no process, where that ${name}`, async (t) => {
      const { ready, isOver } = await startStandIn(t, source);
      const error = await ready.catch((caught: unknown) => caught);
      assert.ok(error instanceof ActionError);
      assert.equal(error.code, 'TOKEN_ENDPOINT');
      assert.match(`${error.message} ${error.remedy}`, expected);
      // One that failed at once may not have got so far as to write its pid.
      if (source.includes(stay)) await isOver();
    });
  }

  test('is given up when the time is over', async (t) => {
    const { ready } = await startStandIn(t, stay, { timeLeftMs: 1_500 });
    await assert.rejects(ready, {
      code: 'TOKEN_ENDPOINT',
      message: 'The token endpoint did not start: it was not ready within 1.5 s.',
      remedy:
        /^Give the runner more room, .*ulimit -u, the container's pids limit\), or raise timeout-seconds \(/,
    });
  });

  test('tells it all on standard input, last that it is published; it can be killed', async (t) => {
    const attentive = `let all = '';
      process.stdin.on('data', (chunk) => {
        all += chunk;
        if (all.endsWith('}\\n')) say('{"port":4711}');
      }).on('end', () => write('heard', all)); ${stay}`;
    const { ready, kill, pid, file, written, isOver } = await startStandIn(t, attentive);
    const { url, port, clientId, clientSecret, stopKey, confirm } = await ready;
    assert.deepEqual([url, port], ['http://127.0.0.1:4711/oauth2/token', 4711]);
    assert.equal(existsSync(file('heard')), false);
    await confirm();
    await until(
      () => existsSync(file('heard')) && written('heard').endsWith('\npublished\n'),
      'the last word',
    );
    const credentials = { clientId, clientSecret: clientSecret.reveal() };
    assert.deepEqual(JSON.parse(written('heard').split('\n')[0] as string), {
      ...asked,
      inputs,
      credentials,
      stopKey: stopKey.reveal(),
      timeLeftMs: HANG_MS,
    });
    assert.ok(isAlive(pid()));
    kill();
    await isOver();
  });

  test('gives it little of the environment, and no debugger', async (t) => {
    const certificates = ['certs', '', resolve('/x')].join(delimiter);
    const kept: Record<string, string> = {
      PATH: process.env.PATH as string,
      https_proxy: 'http://127.0.0.1:1',
      HTTP_PROXY: 'x',
      NODE_KEYS: 'x',
      NO_PROXY: 'x',
      RUNNER_TRACKING_ID: 'github_1',
      ACTIONS_ORCHESTRATION_ID: 'x',
      NODE_EXTRA_CA_CERTS: '',
      // It would wait for a debugger.
      NODE_OPTIONS: '"\\--inspect-brk=0"',
      LD_LIBRARY_PATH: '/x',
      DYLD_LIBRARY_PATH: '/x',
      NIX_LD: '/x',
      OPENSSL_MODULES: '/x',
      HOME: '/x',
      USERPROFILE: '/x',
      TMPDIR: '/x',
      SSL_CERT_DIR: [resolve('certs'), '', resolve('/x')].join(delimiter),
    };
    const left = [
      'XHTTPS_PROXY',
      'HTTPS_PROXY_X',
      'GITHUB_TOKEN',
      'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
      'MY_SETTING',
    ];
    const secrets = ['NODE_AUTH_TOKEN', 'NIX_SECRET', 'SSL_KEY', 'NODE_PASSWORD', 'OPENSSL_PASSPHRASE'];
    const names = [
      ...left,
      ...secrets,
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'node_auth_token',
      'npm_config_proxy',
    ];
    const given = {
      ...kept,
      SSL_CERT_DIR: certificates,
      SystemRoot: process.env.SystemRoot,
      ...Object.fromEntries(names.map((name) => [name, '0'])),
    };
    const source = `const { argv, env, execArgv } = process;
      console.error('nobody reads this');
      const debuggedAt = require('node:inspector').url();
      write('seen', JSON.stringify({ env, argv: argv.slice(2), execArgv, debuggedAt, cwd: process.cwd() }));
      ${works}`;
    const { ready, pid, written } = await startStandIn(t, source, { env: given });
    await ready;
    const { env, ...told } = JSON.parse(written('seen'));
    const execArgv = ['--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--disable-sigusr1'];
    // It leaves this folder when it works.
    assert.deepEqual(told, { argv: ['serve'], execArgv, cwd: process.cwd() });
    assert.deepEqual({ ...env, ...kept }, env);
    assert.deepEqual(
      names.filter((name) => name in env),
      [],
    );
    // It leads a process group of its own; Windows has none.
    if (process.platform !== 'win32') process.kill(-pid(), 0);
  });

  test('does not wait for one that reads no more, or has died', async (t) => {
    // More than a pipe takes in.
    const changes = { requestUrl: `http://127.0.0.1:1/${'x'.repeat(1_000_000)}` };
    const deaf = await startStandIn(t, works, { changes });
    await (await deaf.ready).confirm();
    const dead = await startStandIn(t, works);
    const { confirm } = await dead.ready;
    process.kill(dead.pid(), 'SIGKILL');
    await dead.isOver();
    await confirm();
  });
});

suite('where the system does not do what it should, the start of the token endpoint', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });
  /** Starts it where `spawn` does this. */
  async function startWhere(t: TestContext, spawns: () => ChildProcess) {
    const spawn = t.mock.method(childProcess, 'spawn', spawns);
    syncBuiltinESMExports();
    const { ready } = start('index.js', {});
    spawn.mock.restore();
    syncBuiltinESMExports();
    // Main may wait for it later, or never.
    await new Promise(setImmediate);
    return ready;
  }

  test('names the limits of the runner where there is no process', async (t) => {
    const ready = startWhere(t, () => {
      const child = Object.assign(new ChildProcess(), { kill: () => false });
      process.nextTick(() => child.emit('error', failure('EAGAIN')));
      return child;
    });
    const message = 'The token endpoint did not start: its process could not be created (EAGAIN).';
    await assert.rejects(ready, { code: 'TOKEN_ENDPOINT', message, remedy: CHECK });
  });

  test('names the permission of Node, and leaves a fault of ours as it is', async (t) => {
    const failing = (error: Error) => () => {
      throw error;
    };
    const denied = { code: 'TOKEN_ENDPOINT', remedy: /--permission.*--allow-child-process/ };
    await assert.rejects(startWhere(t, failing(failure('ERR_ACCESS_DENIED'))), denied);
    await assert.rejects(startWhere(t, failing(new TypeError('ours'))), new TypeError('ours'));
  });

  const unstoppable: [string, RegExp][] = [
    [`say('hello'); ${stay}`, /it sent no report/],
    ['setTimeout(() => process.exit(3), 500)', /exit code 3/],
  ];
  for (const [source, message] of unstoppable) {
    test(`says why, though nobody may kill its process: ${message}`, async (t) => {
      // So it is on Windows and macOS where the process is just ending.
      const kill = t.mock.method(ChildProcess.prototype, 'kill', function (this: ChildProcess) {
        this.emit('error', failure('EPERM'));
        return false;
      });
      const { ready } = await startStandIn(t, source, { timeLeftMs: 100 });
      await assert.rejects(ready, { message });
      assert.ok(kill.mock.callCount() > 0);
    });
  }
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { Redactor } from '../../../src/secret.ts';
import { listenToMain, type TokenEndpointConfig } from '../../../src/token-endpoint/protocol.ts';
import { startProcess } from '../../../src/token-endpoint/start.ts';
import type { Env } from '../../../src/tokens.ts';
import {
  ACCESS_PATH,
  ask,
  configFor,
  HANG_MS,
  STOP_KEY,
  startRemotes,
  together,
  until,
} from '../../helpers/token-endpoint.ts';
import { isAlive, startServe } from '../../helpers/token-endpoint-process.ts';

const config = {
  ...configFor({ github: { env: {} }, sts: { url: 'http://127.0.0.1:1' } } as never, {
    tokenEndpointPort: 4242,
  }),
  requestUrl: 'http://127.0.0.1:1/',
  requestToken: 'request-token-of-the-job',
};

function redactor(): Redactor {
  const own = new Redactor(() => {});
  own.hide(config.requestToken);
  return own;
}

/** Starts a program that stands where the endpoint should; it writes its pid to `pid`. */
async function startStandIn(
  t: TestContext,
  source: string,
  { env = process.env, changes = {} }: { env?: Env; changes?: Partial<TokenEndpointConfig> } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
  const pidFile = join(folder, 'pid');
  const program = join(folder, 'index.cjs');
  const head = `const say = (text) => require('node:fs').writeSync(3, text + '\\n');
    require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));`;
  await writeFile(program, `${head}\n${source}`);
  const { port: started, confirm, kill } = startProcess({ ...config, ...changes }, program, env, redactor());
  const pid = () => Number(readFileSync(pidFile, 'utf8'));
  t.after(async () => {
    // One that the code under test has forgotten would outlive the test.
    if (existsSync(pidFile) && isAlive(pid())) process.kill(pid(), 'SIGKILL');
    await started.catch(() => {});
    await rm(folder, { recursive: true });
  });
  return { started, confirm, kill, pid };
}

suite('token endpoint: its process', together, () => {
  // Bounded, for where a run is cut off before its hooks have killed what is left.
  const stay = 'setTimeout(() => {}, 60_000);';
  const failures: Record<string, [string, RegExp]> = {
    'ends without a report': ['', /ended before it was ready \(exit code 0\)\. Check NODE_OPTIONS/],
    'fails to load': [
      'throw new Error("x\\ny")',
      /ended before it was ready \(exit code 1\): Error: x y at .*\. Check/,
    ],
    'ends with its input unread': ['process.exit(3)', /ended before it was ready \(exit code 3\)/],
    'stops to report, and ends a moment later': [
      "require('node:fs').closeSync(3); setTimeout(() => process.exit(5), 200)",
      /ended before it was ready \(exit code 5\)/,
    ],
    // Windows has no signals, and tells an exit code only.
    'is killed': [
      'process.kill(process.pid, "SIGKILL")',
      process.platform === 'win32'
        ? /before it was ready \(exit code 1\)/
        : /before it was ready \(SIGKILL\)/,
    ],
    'reports nonsense and stays': [`say('hello'); ${stay}`, /it sent no report/],
    'names no port': [`say('{"port":"80"}'); ${stay}`, /it sent no report/],
    'reports an error': [
      `say('{"error":{"code":"TOKEN_ENDPOINT","message":"It is taken.","remedy":"Use another."}}'); ${stay}`,
      /^It is taken\. Use another\.$/,
    ],
    'reports a secret and a command': [
      `say('{"error":{"code":"TOKEN_ENDPOINT","message":"\\\\n::error::request-token-of-the-job","remedy":"##[x]"}}'); ${stay}`,
      /^: :error::\*\*\* # #\[x\]$/,
    ],
    'reports no code of ours': [`say('{"error":{"code":"X","message":"y"}}'); ${stay}`, /it sent no report/],
    'reports without an end': [`say('x'.repeat(100_000)); ${stay}`, /it sent no report/],
  };
  for (const [name, [source, expected]] of Object.entries(failures)) {
    test(`one that ${name} is an error, and no process`, async (t) => {
      const { started, pid } = await startStandIn(t, source);
      const error = await started.catch((caught: unknown) => caught);
      assert.ok(error instanceof ActionError);
      assert.equal(error.code, 'TOKEN_ENDPOINT');
      assert.match(`${error.message} ${error.remedy}`, expected);
      // One that failed at once may not have got so far as to write its pid.
      if (source.includes(stay)) await until(() => !isAlive(pid()), 'the end of the process');
    });
  }

  test('one that never says a word is ended when the time is over', { timeout: HANG_MS }, async (t) => {
    const { started, pid } = await startStandIn(t, stay, { changes: { timeLeftMs: 1_500 } });
    await assert.rejects(started, {
      code: 'TOKEN_ENDPOINT',
      message: 'The token endpoint did not start: it was not ready within 1.5 s.',
      remedy:
        /^Give the runner more room, .*ulimit -u, the container's pids limit\), or raise timeout-seconds \(/,
    });
    await until(() => !isAlive(pid()), 'the end of the process');
  });

  test('one that cannot be started at all is an error', async () => {
    const nowhere = join(tmpdir(), 'no', 'such', 'program.js');
    await assert.rejects(startProcess(config, nowhere, {}, redactor()).port, { code: 'TOKEN_ENDPOINT' });
  });

  /** Says its port when it has its configuration, and writes down all that it has heard at the end. */
  const attentive = (heard: string) => `let all = '';
    process.stdin.on('data', (chunk) => {
      all += chunk;
      if (all.endsWith('}\\n')) say(JSON.stringify({ port: JSON.parse(all).requestToken === 'request-token-of-the-job' ? 4711 : 0 }));
    }).on('end', () => require('node:fs').writeFileSync(${JSON.stringify(heard)}, all)); ${stay}`;

  test('gets its configuration on standard input, and can be killed', async (t) => {
    const { started, kill, pid } = await startStandIn(t, attentive('unused'));
    assert.equal(await started, 4711);
    assert.ok(isAlive(pid()));
    kill();
    await until(() => !isAlive(pid()), 'the end of the process');
  });

  test('is a small process of its own, with little of the environment and no folder of the job', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'heard-'));
    t.after(() => rm(folder, { recursive: true }));
    const seen = join(folder, 'seen');
    const given = {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      https_proxy: 'http://127.0.0.1:1',
      http_proxy: 'http://127.0.0.1:1',
      NO_PROXY: 'x',
      RUNNER_TRACKING_ID: 'github_1',
      NODE_EXTRA_CA_CERTS: '',
      // It would wait for a debugger.
      NODE_OPTIONS: '--inspect-brk=0',
      SSL_CERT_DIR: '/x',
      XHTTPS_PROXY: 'x',
      HTTPS_PROXY_X: 'x',
      GITHUB_TOKEN: 'x',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    };
    const source = `const { argv, env, execArgv } = process;
      console.error('nobody reads this');
      const debuggedAt = require('node:inspector').url();
      const told = { argv: argv.slice(2), execArgv, debuggedAt, env: Object.keys(env), cwd: process.cwd() };
      require('node:fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify(told));
      say('{"port":4711}'); ${stay}`;
    const { started, pid } = await startStandIn(t, source, { env: given });
    await started;
    const { env, ...told } = JSON.parse(readFileSync(seen, 'utf8'));
    const execArgv = ['--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--disable-sigusr1'];
    // It leaves this folder when it works.
    assert.deepEqual(told, { argv: ['serve'], execArgv, cwd: process.cwd() });
    const kept = Object.keys(given)
      .slice(0, 9)
      .filter((name) => name !== 'SystemRoot' || process.platform === 'win32');
    assert.deepEqual(env.filter((name: string) => name in given).sort(), kept.sort());
    // It leads a process group of its own; Windows has none.
    if (process.platform !== 'win32') process.kill(-Number(pid()), 0);
  });

  test('is told last that its address is published, in words that it understands', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'heard-'));
    t.after(() => rm(folder, { recursive: true }));
    const heard = join(folder, 'heard');
    const { started, confirm } = await startStandIn(t, attentive(heard));
    await started;
    assert.equal(existsSync(heard), false);
    await confirm();
    await until(
      () => existsSync(heard) && readFileSync(heard, 'utf8').endsWith('published\n'),
      'the last word',
    );
    const words = await listenToMain(Readable.from([readFileSync(heard, 'utf8')]));
    assert.deepEqual(words.config, config);
    await words.published;
  });

  test('is not waited for when it reads no more', { timeout: HANG_MS }, async (t) => {
    // More than a pipe takes in.
    const changes = { requestUrl: `http://127.0.0.1:1/${'x'.repeat(1_000_000)}` };
    const { started, confirm } = await startStandIn(t, `say('{"port":4711}'); ${stay}`, { changes });
    await started;
    await confirm();
  });

  test('may be told so when it has died already', async (t) => {
    const { started, confirm, pid } = await startStandIn(t, `say('{"port":4711}'); ${stay}`);
    await started;
    process.kill(pid(), 'SIGKILL');
    await until(() => !isAlive(pid()), 'the end of the process');
    await confirm();
  });

  test('is understood in pieces, whatever they cut', async () => {
    const odd = { ...config, requestUrl: 'http://127.0.0.1/\u20ac\u2028\u2029/' };
    const words = Buffer.from(`${JSON.stringify(odd)}\npublished\n`);
    const pieces = Array.from(words, (byte) => Buffer.from([byte]));
    const heard = await listenToMain(Readable.from(pieces, { objectMode: false }));
    assert.deepEqual(heard.config, odd);
    await heard.published;
  });

  for (const last of ['', 'published!\n', '\npublished\n', 'publishe']) {
    test(`takes ${JSON.stringify(last)} for the end of main`, async () => {
      const { published } = await listenToMain(Readable.from([`${JSON.stringify(config)}\n`, last]));
      await assert.rejects(published, /main ended before it had published/);
    });
  }

  for (const words of ['', '{', '[]']) {
    test(`ends with an error on the configuration ${JSON.stringify(words)}`, async (t) => {
      const { said, ended, stderr } = await startServe(t, words);
      assert.equal(said.error.code, 'TOKEN_ENDPOINT');
      assert.equal(await ended, 0);
      assert.equal(stderr(), '');
    });
  }

  test('gives no token before main has published; then it does, to those who wait as well', async (t) => {
    const remotes = await startRemotes(t);
    const words = JSON.stringify(configFor(remotes));
    const { said, publish, child } = await startServe(t, words, { published: false });
    const early = [ask(said.port), ask(said.port, { path: ACCESS_PATH })];
    // Others are answered meanwhile, those who came before them not.
    const order: string[] = [];
    for (const pending of early) pending.then(({ status }) => order.push(`token ${status}`));
    for (let n = 0; n < 20; n++) {
      const refused = await ask(said.port, { headers: { authorization: undefined } });
      order.push(String(refused.status));
    }
    assert.deepEqual(order, Array(20).fill('401'));
    assert.deepEqual(remotes.sts.requests, []);
    publish();
    for (const { status } of await Promise.all(early)) assert.equal(status, 200);
    assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
  });

  test('can be stopped before main has published', async (t) => {
    const words = JSON.stringify(configFor(await startRemotes(t)));
    const { said, ended } = await startServe(t, words, { published: false });
    const headers = { authorization: `Bearer ${STOP_KEY}` };
    assert.equal((await ask(said.port, { path: '/stop', headers })).status, 200);
    assert.equal(await ended, 0);
  });

  test('ends, and has given nothing, when main ends before it has published', async (t) => {
    const remotes = await startRemotes(t);
    const words = JSON.stringify(configFor(remotes));
    const { said, hangUp, ended, stderr } = await startServe(t, words, { published: false });
    const waiting = assert.rejects(ask(said.port, { path: ACCESS_PATH }), { code: 'ECONNRESET' });
    assert.equal((await ask(said.port, { method: 'PUT' })).status, 405);
    hangUp();
    assert.equal(await ended, 0);
    await waiting;
    assert.deepEqual([remotes.sts.requests, stderr()], [[], '']);
    await assert.rejects(ask(said.port), { code: 'ECONNREFUSED' });
  });

  test('lives on when main ends after it has published', async (t) => {
    const words = JSON.stringify(configFor(await startRemotes(t)));
    const { said, child } = await startServe(t, words);
    for (let n = 0; n < 20; n++) assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
  });

  test('ends by itself after 6 h 30 min, which pass here at once', async (t) => {
    const remotes = await startRemotes(t);
    const folder = await mkdtemp(join(tmpdir(), 'passed-'));
    t.after(() => rm(folder, { recursive: true }));
    const passed = join(folder, 'passed');
    const preload = `import { existsSync } from 'node:fs';
      const real = setTimeout; const life = 6.5 * 3600_000;
      globalThis.setTimeout = (run, ms, ...rest) => {
        if (ms !== life) return real(run, ms, ...rest);
        return setInterval(() => existsSync(${JSON.stringify(passed)}) && run(), 20);
      };`;
    const url = `data:text/javascript,${encodeURIComponent(preload)}`;
    const words = JSON.stringify(configFor(remotes));
    const { said, child, ended } = await startServe(t, words, { env: { NODE_OPTIONS: `--import=${url}` } });
    assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
    await writeFile(passed, '');
    assert.equal(await ended, 0);
  });

  const skip = process.platform === 'win32' && 'there is no ulimit';
  test('lives on when its system has no more files to give (not on Windows)', { skip }, async (t) => {
    const remotes = await startRemotes(t);
    const { said, child } = await startServe(t, JSON.stringify(configFor(remotes)), { mostFiles: 40 });
    // With a token at hand: a refresh that finds no file either would hold each request for its whole time.
    await ask(said.port);
    const ends = await Promise.all(
      Array.from({ length: 100 }, () =>
        ask(said.port).then(
          ({ status }) => status,
          ({ code }) => code,
        ),
      ),
    );
    assert.ok(ends.includes('ECONNRESET'), `never without a file: ${ends}`);
    assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
  });
});

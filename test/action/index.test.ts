import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { COVERAGE_OF_CHILDREN } from '../helpers/coverage.ts';
import { assertFailed } from '../helpers/inspect.ts';
import { startRunner } from '../helpers/runner.ts';
import { startGitHub } from '../servers/github.ts';
import { startSts } from '../servers/sts.ts';

/** The entries as sources, so that coverage sees them; everything else about them is tested on dist/. */
const sources = join(import.meta.dirname, '..', '..', 'src');
const entries = { dist: join(sources, 'index.ts'), post: join(sources, 'index.post.ts') };
const coverage = { NODE_V8_COVERAGE: process.env[COVERAGE_OF_CHILDREN] ?? '' };

suite('index', () => {
  test('tells main and post apart, and turns a fault of ours into one clean annotation', async (t) => {
    const github = await startGitHub();
    const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });
    const runner = startRunner({ env: { ...github.env, ...coverage }, ...entries });
    t.after(() => Promise.all([github.close(), sts.close(), runner.close()]));

    const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url, 'token-endpoint': 'true' };
    const main = await runner.main(inputs);
    assert.equal(main.code, 0, main.transcript);
    const post = await runner.post(main);
    assert.match(post.masked, /^Token endpoint: 0 tokens served, 1 token fetched, 0 requests refused$/m);
    assert.equal(post.code, 0, post.transcript);
    assert.equal(post.exported.CONFLUENT_CLOUD_ACCESS_TOKEN, '');

    const bad = await runner.main({ 'identity-pool-id': 'a b' });
    assert.equal(bad.code, 1);
    assert.equal(bad.commands.filter(({ name }) => name === 'error').length, 1);
  });

  // What people set for the other programs of a job: each list is one run.
  const options = [
    [
      '--no-deprecation --no-warnings --unhandled-rejections=warn --title=x --no-addons',
      '--max-old-space-size=4096 --max-http-header-size=16384 --stack-trace-limit=0 --insecure-http-parser',
      '--dns-result-order=ipv4first --no-network-family-autoselection --tls-min-v1.3',
    ],
    [
      '--throw-deprecation --trace-warnings --trace-uncaught --enable-source-maps --disable-proto=throw',
      '--openssl-legacy-provider --use-openssl-ca --preserve-symlinks --conditions=development',
    ],
    [
      '--trace-deprecation --pending-deprecation --unhandled-rejections=strict --frozen-intrinsics --inspect=0',
      '--jitless --use-system-ca --experimental-vm-modules --disallow-code-generation-from-strings',
    ],
  ];
  test('works with the options for Node that a job sets for its other programs', async (t) => {
    const github = await startGitHub();
    const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });
    const runner = startRunner({ env: github.env });
    t.after(() => Promise.all([github.close(), sts.close(), runner.close()]));
    const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url, 'token-endpoint': 'true' };
    for (const lines of options) {
      const NODE_OPTIONS = lines.join(' ');
      const main = await runner.main(inputs, { env: { NODE_OPTIONS } });
      assert.equal(main.code, 0, `${NODE_OPTIONS}\n${main.transcript}`);
      const post = await runner.post(main, { env: { NODE_OPTIONS } });
      assert.equal(post.code, 0, `${NODE_OPTIONS}\n${post.transcript}`);
      assert.match(post.masked, /^Emptied [\s\S]*\nToken endpoint: /m, NODE_OPTIONS);
    }
  });

  test('what fails before there is a step is one annotation, and post stays green', async (t) => {
    const runner = startRunner();
    t.after(() => runner.close());
    const failing = (source: string) =>
      `--unhandled-rejections=warn --import=data:text/javascript,${encodeURIComponent(source)}`;
    const words = 'new Error("a\\n::error::b")';
    const early = `import net from 'node:net'; net.setDefaultAutoSelectFamilyAttemptTimeout = () => { throw ${words}; };`;
    // A module that the toolkit needs does not load.
    const load = `import m from 'node:module'; const { require: real } = m.prototype;
      m.prototype.require = function (name) { if (name === 'os') throw ${words}; return real.call(this, name); };`;
    for (const source of [early, load]) {
      const main = await runner.main({}, { env: { NODE_OPTIONS: failing(source) } });
      assertFailed(main, 'INTERNAL', 'A fault of this action, not of your workflow: Error: a ::error::b. ');
      assert.deepEqual([main.stderr, main.commands.map(({ name }) => name)], ['', ['error']]);
    }
    const main = await runner.main({});
    const post = await runner.post(main, { env: { NODE_OPTIONS: failing(load) } });
    assert.deepEqual([post.code, post.stderr], [0, '']);
    assert.deepEqual(
      post.commands.map(({ name }) => name),
      ['warning'],
    );
  });

  test('a wait that never ends is no green step without outputs', async (t) => {
    const github = await startGitHub();
    const runner = startRunner({ env: github.env });
    t.after(() => Promise.all([github.close(), runner.close()]));
    // Requests that nobody answers, and no timers: no fault of ours that is known leads to that.
    const script = `
      import { EventEmitter } from 'node:events';
      import http from 'node:http';
      http.request = () => Object.assign(new EventEmitter(), { end() {}, destroy() {} });
      globalThis.setTimeout = () => ({ unref() {} });`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
    const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: 'http://127.0.0.1:1' };
    const result = await runner.main(inputs, { env });
    assertFailed(result, 'INTERNAL', 'the step ended before it was done');
  });

  test('bounds each address of a host and each look-up of a name, unless the job does', async (t) => {
    const runner = startRunner();
    t.after(() => runner.close());
    const file = join(runner.directory, 'bounds');
    const script = `
      import { writeFileSync } from 'node:fs';
      import { getDefaultAutoSelectFamilyAttemptTimeout as timeout } from 'node:net';
      const bounds = () => JSON.stringify([timeout(), process.env.RES_OPTIONS]);
      process.on('exit', () => writeFileSync(${JSON.stringify(file)}, bounds()));`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(script)}`;
    for (const [RES_OPTIONS, expected] of [
      [undefined, 'timeout:2 attempts:2'],
      ['timeout:9', 'timeout:9'],
    ]) {
      await runner.main({}, { env: { NODE_OPTIONS, RES_OPTIONS } });
      assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), [2500, expected]);
    }
  });

  test('an annotation has its code however long it is, and the debug log each cause', async (t) => {
    const runner = startRunner();
    t.after(() => runner.close());
    const inputs = [
      ...['identity-pool-id', 'expires-in', 'endpoint', 'environment-variable', 'max-attempts'],
      ...['timeout-seconds', 'token-endpoint', 'token-endpoint-port'],
    ];
    const long = await runner.main(Object.fromEntries(inputs.map((name) => [name, '?'])));
    const annotation = long.commands.find(({ name }) => name === 'error')?.value ?? '';
    assert.ok(annotation.length > 1_000, annotation);
    assertFailed(long, 'INVALID_INPUT');

    const script = `process.uptime = () => {
      throw new Error('above', { cause: new Error('between', { cause: new TypeError('below') }) });
    };`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(script)}`;
    const access = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x'.repeat(16),
    };
    const nested = await runner.main({ 'identity-pool-id': 'pool-a' }, { env: { NODE_OPTIONS, ...access } });
    assertFailed(nested, 'INTERNAL', 'Error: above');
    const lines = nested.commands.filter(({ name }) => name === 'debug').map(({ value }) => value);
    const heads = lines.filter((line) => !/^at /.test(line));
    assert.deepEqual(heads, ['Error: above', 'caused by', 'Error: between', 'caused by', 'TypeError: below']);
  });
});

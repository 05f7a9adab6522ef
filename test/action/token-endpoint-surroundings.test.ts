import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, suite, type TestContext, test } from 'node:test';
import { type Env, startRunner } from '../helpers/runner.ts';
import { ACCESS_PATH, until } from '../helpers/token-endpoint.ts';
import { endpointOf, fewTogether, startEndpointJob } from '../helpers/token-endpoint-job.ts';
import { DIST } from '../helpers/token-endpoint-process.ts';
import { makeCertificate } from '../servers/certificate.ts';
import { startGitHub } from '../servers/github.ts';
import type { Tls } from '../servers/http.ts';
import { startSts } from '../servers/sts.ts';

const linux = process.platform === 'linux';

let strong: Tls;
let weak: Tls;
before(() => {
  strong = makeCertificate();
  weak = { ...makeCertificate(undefined, true), ciphers: 'DEFAULT@SECLEVEL=0' };
});

/** A job whose remotes are on TLS, Confluent with this certificate, and these files where its steps run. */
async function startTlsJob(t: TestContext, tls: Tls, files: Record<string, string>) {
  const github = await startGitHub({ tls: strong });
  t.after(() => github.close());
  const pools = { 'pool-a': { filter: 'true' } };
  const sts = await startSts({ issuer: github.issuer, pools, tls, ca: strong.cert });
  t.after(() => sts.close());
  const runner = startRunner({ env: github.env });
  t.after(() => runner.close());
  const workspace = join(runner.directory, 'workspace');
  for (const [path, content] of Object.entries({ 'ca.pem': strong.cert + tls.cert, ...files })) {
    mkdirSync(join(workspace, path, '..'), { recursive: true });
    writeFileSync(join(workspace, path), content);
  }
  const inputs = { 'identity-pool-id': 'pool-a', endpoint: sts.url, 'token-endpoint': 'true' };
  const main = (env: Env, more = {}) => runner.main({ ...inputs, ...more }, { env });
  return { runner, workspace, main };
}

/** Main is green, and the token endpoint gives both kinds of tokens, anew where it must. */
async function assertWorks(t: TestContext, env: Env, files: Record<string, string> = {}, tls = strong) {
  const { runner, main, ...job } = await startTlsJob(t, tls, files);
  const first = await main(env);
  assert.equal(first.code, 0, first.transcript);
  const { ask } = endpointOf(first);
  assert.deepEqual([(await ask()).status, (await ask({ path: ACCESS_PATH })).status], [200, 200]);
  const [pid = 0] = runner.leftBehind();
  if (linux) assert.equal(readFileSync(`/proc/${pid}/comm`, 'utf8'), 'confluent-cloud\n');
  return { runner, pid, first, ask, ...job };
}

/** What a job loads into each Node; `only` the token endpoint's, where it says so. */
const preload = (source: string) => `const isServe = process.argv[2] === 'serve'; ${source}`;

suite('token endpoint: what works for main works for it', fewTogether, () => {
  const openssl = `nodejs_conf = init
    [init]
    ssl_conf = ssl
    [ssl]
    system_default = defaults
    [defaults]
    CipherString = DEFAULT@SECLEVEL=0
    `.replace(/^ +/gm, '');

  test('a file of certificates by a relative path', async (t) => {
    await assertWorks(t, { NODE_EXTRA_CA_CERTS: 'ca.pem' });
  });

  test("the system's store (Linux, where OpenSSL's variable says where that is)", async (t) => {
    if (!linux) return;
    await assertWorks(t, { NODE_USE_SYSTEM_CA: '1', SSL_CERT_FILE: 'ca.pem' });
  });

  test("OpenSSL's own store, as a file and as a folder", async (t) => {
    const NODE_OPTIONS = '--use-openssl-ca';
    await assertWorks(t, { NODE_OPTIONS, SSL_CERT_FILE: 'ca.pem' });
    await assertWorks(
      t,
      { NODE_OPTIONS, SSL_CERT_DIR: ['certs', 'other'].join(delimiter) },
      { [`certs/${openSslName(strong)}`]: strong.cert },
    );
  });

  test('a configuration of OpenSSL', async (t) => {
    const env = { NODE_EXTRA_CA_CERTS: 'ca.pem' };
    const { main } = await startTlsJob(t, weak, {});
    assert.equal((await main(env)).code, 1, 'without it, the key is too weak');
    await assertWorks(t, { ...env, OPENSSL_CONF: 'openssl.cnf' }, { 'openssl.cnf': openssl }, weak);
  });

  test('what is loaded into each Node, relative or from node_modules, whatever it prints', async (t) => {
    // On Windows, nothing can take the place of a pipe without a reader: a direct write to it ends a process.
    const direct = process.platform === 'win32' ? '' : "require('node:fs').writeSync(2, 'again');";
    const source = preload(`console.log('{"port":1}'); console.error('started');
      let times = 0;
      if (isServe) setInterval(() => {
        console.error('again'); process.stdout.write('again'); ${direct}
        require('node:fs').writeFileSync(__dirname + '/times-' + ++times, '');
      }, 20);`);
    const files = { 'x.cjs': source, 'node_modules/trace/init.js': '' };
    const env = { NODE_EXTRA_CA_CERTS: 'ca.pem', NODE_OPTIONS: '--require ./x.cjs -r trace/init' };
    const { runner, workspace, pid, ask } = await assertWorks(t, env, files);
    // Five times after the end of main, of whose step it may have held the pipes.
    const times = () => readdirSync(workspace).filter((name) => name.startsWith('times-')).length;
    const before = times();
    await until(() => times() >= before + 5, 'more words');
    assert.equal((await ask()).status, 200);
    if (linux) assert.deepEqual(runner.leftBehind(), [pid]);
    assert.match(
      (await runner.post()).masked,
      /Token endpoint: 3 tokens served, 2 tokens fetched, 0 requests refused/,
    );
  });
});

/** The name by which OpenSSL looks for a certificate in a folder: from SHA-1 of the canonical form of its subject. */
function openSslName({ cert }: Tls): string {
  const name = Buffer.from(new X509Certificate(cert).subject.replace('CN=', ''));
  const utf8 = Buffer.from([0x0c, name.length, ...name]);
  const attribute = Buffer.from([0x30, utf8.length + 5, 0x06, 3, 0x55, 0x04, 0x03, ...utf8]);
  const subject = Buffer.from([0x31, attribute.length, ...attribute]);
  const digest = createHash('sha1').update(subject).digest();
  return `${digest.readUInt32LE(0).toString(16).padStart(8, '0')}.0`;
}

/** For a runner that is killed: it ends nothing. */
suite('token endpoint: its end', fewTogether, () => {
  /**
   * Main, started by a program of this name that is then killed, and never reaped; gives the pid of the token
   * endpoint.
   */
  async function startedBy(t: TestContext, name: string, source = ''): Promise<number> {
    const { runner, sts } = await startEndpointJob(t);
    const preloaded = join(runner.directory, 'x.cjs');
    writeFileSync(preloaded, source);
    // A shell passes on no variable with a dash in its name.
    const inputs = [
      'INPUT_IDENTITY-POOL-ID=pool-a',
      `INPUT_ENDPOINT=${sts.url}`,
      'INPUT_TOKEN-ENDPOINT=true',
      `NODE_OPTIONS=--require=${preloaded}`,
    ];
    const script = join(runner.directory, name);
    const lines = '#!/bin/sh\n"$@"; touch "$0.done"; while :; do sleep 0.1; done\n';
    writeFileSync(script, lines, { mode: 0o755 });
    const unreaped = ['-c', '"$@" & exec sleep 60', 'sh', script];
    const step = runner.step('sh', [...unreaped, 'env', ...inputs, process.execPath, DIST]);
    // It ends with the job.
    step.catch(() => {});
    await until(() => existsSync(`${script}.done`), 'the end of main');
    const find = (comm: string) =>
      runner.leftBehind().find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === `${comm}\n`) ?? 0;
    const pid = find('confluent-cloud');
    assert.ok(pid > 0);
    process.kill(find(name), 'SIGKILL');
    return pid;
  }

  test('it exits when the worker of the runner that started main exits, and with no other parent', async (t) => {
    if (!linux) return;
    const noFiles = preload(`const fs = require('node:fs'); const { readFileSync } = fs;
      if (isServe) fs.readFileSync = (path, ...rest) => {
        if (/^.proc/.test(path)) throw Object.assign(new Error('no more files'), { code: 'EMFILE' });
        return readFileSync(path, ...rest);
      };`);
    const [worker, ...others] = await Promise.all([
      startedBy(t, 'Runner.Worker'),
      startedBy(t, 'other'),
      startedBy(t, 'Runner.Worker', noFiles),
    ]);
    await until(() => !existsSync(`/proc/${worker}`), 'its end');
    for (const pid of others) assert.ok(existsSync(`/proc/${pid}`));
  });
});

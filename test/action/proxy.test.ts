import assert from 'node:assert/strict';
import { before, suite, type TestContext, test } from 'node:test';
import { assertFailed, assertGranted, linesBeforeClaims } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { LOOPBACK, makeCertificate, trust } from '../servers/certificate.ts';
import type { Tls } from '../servers/http.ts';
import { type ProxyOptions, startProxy } from '../servers/proxy.ts';

// Made-up names that nobody can look up: only a proxy that knows them can get there. 0.0.0.0 reaches
// loopback too, but is not a name of it to the toolkit, which never sends loopback through a proxy.
const GITHUB = 'github.example:443';
const CONFLUENT = 'confluent.example:443';
const NAMES = [...LOOPBACK, 'github.example', 'confluent.example', '0.0.0.0'];
const PASSWORD = 'pr%xy p@ss:w0rd-hunter2';
const credentials = `builder:${encodeURIComponent(PASSWORD)}@`;
const basic = Buffer.from(`builder:${PASSWORD}`).toString('base64');

let tls: Tls;
before(() => {
  tls = makeCertificate(NAMES);
});

/** A job with both remotes behind their made-up names. */
async function startProxied(t: TestContext, options: ProxyOptions = {}) {
  const job = await startJob(t, { tls });
  job.secrets.push(PASSWORD, encodeURIComponent(PASSWORD), basic);
  const routes = { [GITHUB]: job.github.port, [CONFLUENT]: job.sts.port };
  const proxy = await startProxy({ routes, ...options });
  t.after(proxy.close);
  const url = new URL(job.github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string);
  const common = {
    ...trust(job.runner.directory, tls),
    ACTIONS_ID_TOKEN_REQUEST_URL: `https://github.example${url.pathname}${url.search}`,
  };
  const main = (env: Record<string, string>, inputs: Record<string, string> = {}) =>
    job.main({ endpoint: 'https://confluent.example', ...inputs }, { env: { ...common, ...env } });
  return { job, proxy, main };
}

// test/unit/http/ holds what the messages say of a proxy, and which is taken.
suite('proxies', together, () => {
  test('both remotes are reached through one; its credentials are for it alone, and never printed', async (t) => {
    const { main, proxy, job } = await startProxied(t);
    const result = await main({ HTTPS_PROXY: `http://${credentials}${proxy.host}` });
    assertGranted(result);
    assert.deepEqual(proxy.connects, [GITHUB, CONFLUENT]);
    assert.deepEqual(proxy.credentials, [`Basic ${basic}`, `Basic ${basic}`]);
    for (const { headers } of [...job.github.requests, ...job.sts.requests]) {
      assert.equal(headers['proxy-authorization'], undefined);
    }
    assert.equal(job.sts.tokenRequests()[0]?.headers.host, 'confluent.example');
    assert.ok(!JSON.stringify(proxy).includes(job.github.issued[0] as string));
    assert.equal(linesBeforeClaims(result).length, 1);
  });

  test('a proxy on https itself, without credentials', async (t) => {
    const { main, proxy } = await startProxied(t, { tls });
    assertGranted(await main({ https_proxy: `https://localhost:${proxy.port}` }));
    assert.deepEqual(proxy.connects, [GITHUB, CONFLUENT]);
    assert.deepEqual(proxy.credentials, [undefined, undefined]);
  });

  test('a proxy that never answers: the step ends in time', async (t) => {
    const { main, proxy } = await startProxied(t, { isSilent: true });
    const env = { https_proxy: `http://${credentials}${proxy.host}` };
    assertFailed(await main(env, { 'timeout-seconds': '5' }), 'TIMED_OUT', '(github.example)');
  });
});

suite('no proxy', together, () => {
  const direct = { skip: process.platform === 'win32' && '0.0.0.0 reaches nobody on Windows' };

  test('no_proxy names the host', direct, async (t) => {
    const { main, proxy, job } = await startProxied(t);
    const url = new URL(job.github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string);
    url.hostname = '0.0.0.0';
    const env = {
      https_proxy: `http://${proxy.host}`,
      no_proxy: 'a.example, 0.0.0.0 ,b.example',
      ACTIONS_ID_TOKEN_REQUEST_URL: url.href,
    };
    assertGranted(await main(env, { endpoint: `https://0.0.0.0:${job.sts.port}` }));
    assert.deepEqual(proxy.connects, []);
  });

  test('loopback never goes through any proxy', async (t) => {
    const { main, sts } = await startJob(t);
    const proxy = await startProxy();
    t.after(proxy.close);
    const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
    const env = Object.fromEntries(names.map((name) => [name, `http://${proxy.host}`]));
    assertGranted(await main({ endpoint: `http://localhost:${sts.port}` }, { env }));
    assert.deepEqual([proxy.connects, proxy.others], [[], []]);
  });
});

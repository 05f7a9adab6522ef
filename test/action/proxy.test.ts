import assert from 'node:assert/strict';
import { before, suite, type TestContext, test } from 'node:test';
import { assertFailed, assertGranted, linesBeforeClaims } from '../helpers/inspect.ts';
import { type Job, startJob, together } from '../helpers/job.ts';
import type { StepResult } from '../helpers/runner.ts';
import { LOOPBACK, makeCertificate, trust } from '../servers/certificate.ts';
import type { Tls } from '../servers/http.ts';
import { closedPort } from '../servers/http.ts';
import { type FakeProxy, type ProxyOptions, startProxy } from '../servers/proxy.ts';

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

interface Proxied {
  readonly job: Job;
  readonly proxy: FakeProxy;
  /** Main with both remotes behind their made-up names. */
  main(env: Record<string, string>, inputs?: Record<string, string>): Promise<StepResult>;
}

async function startProxied(t: TestContext, options: ProxyOptions = {}): Promise<Proxied> {
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
  return {
    job,
    proxy,
    main: (env, inputs = {}) =>
      job.main({ endpoint: 'https://confluent.example', ...inputs }, { env: { ...common, ...env } }),
  };
}

suite('proxies', together, () => {
  for (const name of ['https_proxy', 'HTTPS_PROXY']) {
    test(`${name}: both remotes are reached through it`, async (t) => {
      const { main, proxy, job } = await startProxied(t);
      const result = await main({ [name]: `http://${proxy.host}` });
      assertGranted(result);
      assert.deepEqual(proxy.connects, [GITHUB, CONFLUENT]);
      assert.deepEqual(proxy.credentials, [undefined, undefined]);
      assert.equal(job.sts.tokenRequests()[0]?.headers.host, 'confluent.example');
      assert.equal(linesBeforeClaims(result).length, 1);
    });
  }

  test('a proxy on https itself', async (t) => {
    const { main, proxy } = await startProxied(t, { tls });
    assertGranted(await main({ https_proxy: `https://localhost:${proxy.port}` }));
    assert.deepEqual(proxy.connects, [GITHUB, CONFLUENT]);
  });

  test('its credentials are sent to it, to nobody else, and never printed', async (t) => {
    const { main, proxy, job } = await startProxied(t);
    assertGranted(await main({ https_proxy: `http://${credentials}${proxy.host}` }));
    assert.deepEqual(proxy.credentials, [`Basic ${basic}`, `Basic ${basic}`]);
    for (const { headers } of [...job.github.requests, ...job.sts.requests]) {
      assert.equal(headers['proxy-authorization'], undefined);
    }
    assert.ok(!JSON.stringify(proxy).includes(job.github.issued[0] as string));
  });

  test('a proxy that refuses: named by its host, without its credentials', async (t) => {
    const { main, proxy, job } = await startProxied(t, { manners: [407, 407, 407, 407, 407] });
    const result = await main({ https_proxy: `http://${credentials}${proxy.host}` });
    const says = ['GitHub (github.example)', 'the proxy answered 407', `through the proxy ${proxy.host}`];
    assertFailed(result, 'UNREACHABLE', ...says, 'https_proxy and no_proxy', 'attempt 1 of 5');
    assert.deepEqual(proxy.connects, [GITHUB]);
    assert.deepEqual([job.github.requests, job.sts.requests], [[], []]);
  });

  test('a proxy that never answers: the step ends in time', async (t) => {
    const { main, proxy } = await startProxied(t, { manners: Array(10).fill('hang') });
    const env = { https_proxy: `http://${credentials}${proxy.host}` };
    const result = await main(env, { 'timeout-seconds': '2' });
    assertFailed(result, 'TIMED_OUT', '(github.example)');
    assert.ok(result.ms < 10_000, `${result.ms} ms`);
  });

  test('nobody behind the name of the proxy', async (t) => {
    const { main } = await startProxied(t);
    const host = `127.0.0.1:${await closedPort()}`;
    const result = await main({ https_proxy: `http://${credentials}${host}` }, { 'max-attempts': '1' });
    assertFailed(result, 'UNREACHABLE', `could not be reached: ECONNREFUSED, through the proxy ${host}`);
  });

  const SCHEMES: [string, string][] = [
    [`http://${credentials}[`, '0.0.0.0'],
    [`${credentials}proxy.example:3128`, ', without a proxy: http:// is missing at the start of https_proxy'],
    [`socks5://${credentials}127.0.0.1:1`, ', https_proxy must begin with http:// or https://'],
  ];
  for (const [https_proxy, says] of SCHEMES) {
    test(`no URL of a proxy: ${https_proxy.replace(credentials, '…@')}`, async (t) => {
      const { main, job } = await startProxied(t);
      // A made-up port on loopback: should the proxy be passed over, nobody is there.
      const endpoint = `https://0.0.0.0:${await closedPort()}`;
      const env = { https_proxy, ACTIONS_ID_TOKEN_REQUEST_URL: `${endpoint}/?a=b` };
      const result = await main(env, { 'max-attempts': '1', endpoint });
      assertFailed(result, 'UNREACHABLE', says);
      assert.doesNotMatch(result.masked, /builder|hunter|proxy\.example/);
      assert.deepEqual(job.github.requests, []);
    });
  }
});

suite('no proxy', together, () => {
  const direct = { skip: process.platform === 'win32' && '0.0.0.0 reaches nobody on Windows' };

  test('no_proxy names the host', direct, async (t) => {
    const { main, proxy, job } = await startProxied(t);
    const endpoint = `https://0.0.0.0:${job.sts.port}`;
    const url = new URL(job.github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string);
    url.hostname = '0.0.0.0';
    const env = {
      https_proxy: `http://${proxy.host}`,
      no_proxy: 'a.example, 0.0.0.0 ,b.example',
      ACTIONS_ID_TOKEN_REQUEST_URL: url.href,
    };
    assertGranted(await main(env, { endpoint }));
    assert.deepEqual(proxy.connects, []);
  });

  test('loopback never goes through any proxy', async (t) => {
    const job = await startJob(t);
    const proxy = await startProxy();
    t.after(proxy.close);
    const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
    const env = Object.fromEntries(names.map((name) => [name, `http://${proxy.host}`]));
    assertGranted(await job.main({}, { env }));
    assertGranted(await job.main({ endpoint: `http://localhost:${job.sts.port}` }, { env }));
    assert.deepEqual([proxy.connects, proxy.others], [[], []]);
  });

  test('http_proxy is none for https', async (t) => {
    const { main, proxy, job } = await startProxied(t);
    const env = {
      http_proxy: `http://${proxy.host}`,
      ACTIONS_ID_TOKEN_REQUEST_URL: job.github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string,
    };
    assertGranted(await main(env, { endpoint: job.sts.url }));
    assert.deepEqual([proxy.connects, proxy.others], [[], []]);
  });
});

import assert from 'node:assert/strict';
import { before, suite, type TestContext, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { LOOPBACK, makeCertificate, trust } from '../servers/certificate.ts';
import { startServer, type Tls } from '../servers/http.ts';
import { startProxy } from '../servers/proxy.ts';

/** What another step may have put into the environment of the job. */
const UNCHECKED = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };

let tls: Tls;
before(() => {
  tls = makeCertificate([...LOOPBACK, 'github.example', 'confluent.example']);
});

suite('certificates are checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says', together, () => {
  test('directly: nothing is sent, and a warning names what to set in its place', async (t) => {
    const { main, github, sts } = await startJob(t, { tls });
    const result = await main({}, { env: UNCHECKED });
    assertFailed(result, 'UNREACHABLE', 'DEPTH_ZERO_SELF_SIGNED_CERT');
    const warnings = result.commands.filter(({ name }) => name === 'warning');
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]?.value ?? '', /NODE_TLS_REJECT_UNAUTHORIZED=0 .* set NODE_EXTRA_CA_CERTS/);
    assert.deepEqual([github.requests, sts.requests], [[], []]);
  });

  const ways: [string, boolean][] = [
    ['through a proxy', false],
    ['through a proxy on https', true],
  ];
  for (const [name, secure] of ways) {
    test(`${name}: neither token leaves`, async (t) => {
      const { main, github, sts } = await startJob(t, { tls });
      const routes = { 'github.example:443': github.port, 'confluent.example:443': sts.port };
      const proxy = await startProxy({ routes, tls: secure ? tls : undefined });
      t.after(proxy.close);
      const { pathname, search } = new URL(github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string);
      const env = {
        ...UNCHECKED,
        ACTIONS_ID_TOKEN_REQUEST_URL: `https://github.example${pathname}${search}`,
        https_proxy: `${secure ? 'https' : 'http'}://localhost:${proxy.port}`,
      };
      const result = await main({ endpoint: 'https://confluent.example' }, { env });
      assertFailed(result, 'UNREACHABLE', secure ? 'through the proxy' : 'SELF_SIGNED_CERT');
      assert.deepEqual([github.requests, sts.requests], [[], []]);
      assert.equal(proxy.connects.length, secure ? 0 : 1);
    });
  }

  test('no warning where nobody has set it', async (t) => {
    const { main } = await startJob(t);
    const result = await main({}, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } });
    assertGranted(result);
    assert.ok(!result.commands.some(({ name }) => name === 'warning'));
  });
});

suite('a trusted certificate that names another host', together, () => {
  /** A job that trusts a server, at the place of one remote, whose certificate is for another host. */
  async function startStranger(t: TestContext) {
    const job = await startJob(t, { tls });
    const other = makeCertificate(['other.example']);
    const stranger = await startServer({ tls: other });
    t.after(stranger.close);
    const env = (remote: string, url: string) => ({
      ...trust(job.runner.directory, tls, other),
      ...(remote === 'GitHub' ? { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/?a=b` } : {}),
    });
    const inputs = (remote: string, url: string) => (remote === 'Confluent' ? { endpoint: url } : {});
    return { job, stranger, other, env, inputs };
  }

  for (const remote of ['GitHub', 'Confluent']) {
    // Confluent is reached by the early connection first, then by an ordinary one: each has to refuse.
    test(`at the place of ${remote}: it is sent nothing`, async (t) => {
      const { job, stranger, env, inputs } = await startStranger(t);
      const result = await job.main(inputs(remote, stranger.url), { env: env(remote, stranger.url) });
      assertFailed(result, 'UNREACHABLE', remote, 'ERR_TLS_CERT_ALTNAME_INVALID', 'attempt 1 of 5');
      assert.deepEqual(stranger.requests, []);
    });

    test(`at the place of ${remote}, through a proxy: it is sent nothing`, async (t) => {
      const { job, stranger, env, inputs } = await startStranger(t);
      const proxy = await startProxy({ routes: { 'remote.example:443': stranger.port } });
      t.after(proxy.close);
      const url = 'https://remote.example';
      const more = { https_proxy: `http://${proxy.host}` };
      const result = await job.main(inputs(remote, url), { env: { ...env(remote, url), ...more } });
      assertFailed(result, 'UNREACHABLE', remote, 'ERR_TLS_CERT_ALTNAME_INVALID', 'attempt 1 of 5');
      assert.deepEqual([proxy.connects, stranger.requests], [['remote.example:443'], []]);
    });
  }

  test('at the place of a proxy: it is sent nothing', async (t) => {
    const { job, other, env } = await startStranger(t);
    const proxy = await startProxy({ tls: other });
    t.after(proxy.close);
    const more = { https_proxy: `https://localhost:${proxy.port}` };
    const result = await job.main({}, { env: { ...env('GitHub', 'https://github.example'), ...more } });
    assertFailed(result, 'UNREACHABLE', `through the proxy localhost:${proxy.port}`);
    assert.deepEqual(proxy.connects, []);
  });
});

test('a certificate whose key is too short: final, with the words of OpenSSL', async (t) => {
  const weak = makeCertificate(LOOPBACK, true);
  const job = await startJob(t, { tls: weak });
  const result = await job.main({}, { env: trust(job.runner.directory, weak) });
  assertFailed(result, 'UNREACHABLE', 'UNSPECIFIED (EE certificate key too weak) (attempt 1 of 5)');
});

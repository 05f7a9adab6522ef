import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { assertFailed } from '../helpers/inspect.ts';
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

  for (const secure of [false, true]) {
    test(`through a proxy${secure ? ' on https' : ''}: neither token leaves`, async (t) => {
      const { main, github, sts } = await startJob(t, { tls });
      const routes = { 'github.example:443': github.port, 'confluent.example:443': sts.port };
      const proxy = await startProxy({ routes, tls: secure ? tls : undefined });
      t.after(proxy.close);
      const env = {
        ...UNCHECKED,
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://github.example/?a=b',
        https_proxy: `${secure ? 'https' : 'http'}://localhost:${proxy.port}`,
      };
      const result = await main({ endpoint: 'https://confluent.example' }, { env });
      assertFailed(result, 'UNREACHABLE', secure ? 'through the proxy' : 'SELF_SIGNED_CERT');
      assert.deepEqual([github.requests, sts.requests], [[], []]);
      assert.equal(proxy.connects.length, secure ? 0 : 1);
    });
  }
});

suite('a trusted certificate that names another host: nothing is sent', together, () => {
  // Confluent is reached by the early connection first, then by an ordinary one: each has to refuse.
  const WAYS = ['GitHub', 'Confluent', 'Confluent, through a proxy', 'a proxy'];
  for (const place of WAYS) {
    test(`at the place of ${place}`, async (t) => {
      const { main, runner } = await startJob(t, { tls });
      const other = makeCertificate(['other.example']);
      const stranger = await startServer({ tls: other });
      t.after(stranger.close);
      const routes = { 'remote.example:443': stranger.port };
      const proxy = await startProxy({ routes, tls: place === 'a proxy' ? other : undefined });
      t.after(proxy.close);
      const env: Record<string, string> = trust(runner.directory, tls, other);
      const inputs: Record<string, string> = {};
      if (place === 'GitHub') env.ACTIONS_ID_TOKEN_REQUEST_URL = `${stranger.url}/?a=b`;
      if (place === 'Confluent') inputs.endpoint = stranger.url;
      if (place.endsWith('proxy')) inputs.endpoint = 'https://remote.example';
      if (place === 'Confluent, through a proxy') env.https_proxy = `http://${proxy.host}`;
      if (place === 'a proxy') env.https_proxy = `https://localhost:${proxy.port}`;
      const result = await main(inputs, { env });
      const [remote = ''] = place.split(',');
      const direct = [remote, 'ERR_TLS_CERT_ALTNAME_INVALID', 'attempt 1 of 5'];
      const says = place === 'a proxy' ? ['the certificate of the proxy is not trusted'] : direct;
      assertFailed(result, 'UNREACHABLE', ...says);
      assert.deepEqual(stranger.requests, []);
      assert.equal(proxy.connects.length, place === 'Confluent, through a proxy' ? 1 : 0);
    });
  }
});

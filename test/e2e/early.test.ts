import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, suite, type TestContext, test } from 'node:test';
import { makeCertificate } from '../fakes/certificate.ts';
import { closedPort, json, pass, type Reply, reset, type Tls } from '../fakes/http.ts';
import { assertFailed, assertGranted } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';
import { type Relay, startRelay } from '../support/relay.ts';

let tls: Tls;
before(() => {
  tls = makeCertificate();
});

/** A job where one of the remotes is behind a relay that shows its connections. */
async function startRelayed(t: TestContext, remote: 'github' | 'sts' = 'sts') {
  const job = await startJob(t, { tls });
  const relay = await startRelay(t, job[remote].port);
  const certificate = join(job.runner.directory, 'ca.pem');
  writeFileSync(certificate, tls.cert);
  const there = (url = '') => url.replace(`:${job[remote].port}`, `:${relay.port}`);
  const env = {
    NODE_EXTRA_CA_CERTS: certificate,
    ACTIONS_ID_TOKEN_REQUEST_URL: there(job.github.env.ACTIONS_ID_TOKEN_REQUEST_URL),
  };
  const main = (inputs: Record<string, string> = {}, more: Record<string, string> = {}) =>
    job.main({ endpoint: there(job.sts.url), ...inputs }, { env: { ...env, ...more } });
  return { job, relay, main };
}

/** GitHub's ordinary answer, once something has happened at Confluent's side. */
function after(happened: (relay: Relay) => Promise<unknown>, relay: Relay): Reply {
  const waiting = happened(relay);
  return async (...all) => {
    await waiting;
    await pass(...all);
  };
}

suite('the connection to Confluent, opened while GitHub answers', together, () => {
  test('is there before GitHub has answered, and is the only one', async (t) => {
    const { job, relay, main } = await startRelayed(t);
    job.github.next(
      after(async () => {
        await relay.next();
        assert.deepEqual(job.sts.requests, []);
      }, relay),
    );
    assertGranted(await main());
    assert.equal(relay.connections.length, 1);
    assert.equal(job.sts.tokenRequests().length, 1);
  });

  test('closed meanwhile: another is made, without a word and without an attempt', async (t) => {
    const { job, relay, main } = await startRelayed(t);
    const cut = async () => {
      const socket = await relay.next();
      await once(socket, 'data');
      socket.destroy();
      await once(socket, 'close');
    };
    job.github.next(after(cut, relay));
    const result = await main({ 'max-attempts': '1' });
    assertGranted(result);
    assert.equal(relay.connections.length, 2);
    assert.equal(result.masked.split('\n').length, 1);
  });

  test('reset by the first request: another is made, without a word and without an attempt', async (t) => {
    const { job, relay, main } = await startRelayed(t);
    job.sts.next(reset());
    const result = await main({ 'max-attempts': '1' });
    assertGranted(result);
    assert.equal(relay.connections.length, 2);
    assert.equal(result.masked.split('\n').length, 1);
  });

  test('for the first attempt alone', async (t) => {
    const { job, relay, main } = await startRelayed(t);
    job.sts.next(json(503, {}, { 'retry-after': '0' }));
    const result = await main();
    assertGranted(result);
    assert.equal(relay.connections.length, 2);
    assert.match(result.masked, /answered 503; attempt 2 of 5/);
  });

  test('ended when GitHub refuses: nothing was sent on it, and it holds nobody up', async (t) => {
    const { job, relay, main } = await startRelayed(t);
    const opened = relay.next();
    job.github.next(async (_request, response) => {
      await opened;
      response.writeHead(403).end('{}');
    });
    assertFailed(await main(), 'GITHUB_REFUSED');
    assert.deepEqual(job.sts.requests, []);
    assert.ok(relay.connections.every((socket) => socket.destroyed || socket.readableEnded));
  });

  test('nobody there: told as ever, by the attempts', async (t) => {
    const { main } = await startRelayed(t);
    const endpoint = `https://127.0.0.1:${await closedPort()}`;
    const result = await main({ endpoint, 'max-attempts': '2' });
    assertFailed(result, 'UNREACHABLE', 'ECONNREFUSED', 'attempt 2 of 2');
  });

  test('a certificate that is not trusted: told as ever', async (t) => {
    const { relay, job: other } = await startRelayed(t);
    const job = await startJob(t);
    const result = await job.main({ endpoint: `https://127.0.0.1:${relay.port}` });
    assertFailed(result, 'UNREACHABLE', 'Confluent', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'attempt 1 of 5');
    assert.deepEqual(other.sts.requests, []);
  });

  test('http to loopback: none', async (t) => {
    const job = await startJob(t);
    const relay = await startRelay(t, job.sts.port);
    let before = -1;
    job.github.next(async (...all) => {
      before = relay.connections.length;
      await pass(...all);
    });
    assertGranted(await job.main({ endpoint: `http://127.0.0.1:${relay.port}` }));
    assert.deepEqual([before, relay.connections.length], [0, 1]);
  });
});

suite('the connection to GitHub, opened before the request is made', together, () => {
  test('is the only one', async (t) => {
    const { job, relay, main } = await startRelayed(t, 'github');
    assertGranted(await main());
    assert.equal(relay.connections.length, 1);
    assert.equal(job.github.issued.length, 1);
  });

  test('reset by the first request: another is made, without a word and without an attempt', async (t) => {
    const { job, relay, main } = await startRelayed(t, 'github');
    job.github.next(reset());
    const result = await main({ 'max-attempts': '1' });
    assertGranted(result);
    assert.equal(relay.connections.length, 2);
    assert.equal(result.masked.split('\n').length, 1);
  });

  test('for the first attempt alone', async (t) => {
    const { job, relay, main } = await startRelayed(t, 'github');
    job.github.next(json(503, {}, { 'retry-after': '0' }));
    const result = await main();
    assertGranted(result);
    assert.equal(relay.connections.length, 2);
    assert.match(result.masked, /answered 503; attempt 2 of 5/);
  });

  test('nobody there: told as ever, by the attempts', async (t) => {
    const { job } = await startRelayed(t, 'github');
    const url = `https://127.0.0.1:${await closedPort()}/?a=b`;
    const result = await job.main({ 'max-attempts': '2' }, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: url } });
    assertFailed(result, 'UNREACHABLE', 'GitHub', 'ECONNREFUSED', 'attempt 2 of 2');
  });

  test('OpenSSL is told to use what it does not have: told as ever', async (t) => {
    const { relay, main } = await startRelayed(t, 'github');
    const result = await main({}, { NODE_OPTIONS: '--tls-cipher-list=NONE-SUCH' });
    assertFailed(result, 'UNREACHABLE', 'GitHub', 'ERR_SSL_NO_CIPHER_MATCH', 'attempt 1 of 5');
    assert.equal(relay.connections.length, 0);
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { before, suite, type TestContext, test } from 'node:test';
import { connect, createServer } from 'node:tls';
import { assertFailed, assertGranted, linesBeforeClaims } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { makeCertificate, trust } from '../servers/certificate.ts';
import { json, pass, type Reply, type Tls } from '../servers/http.ts';
import { startRelay, type Tcp } from '../servers/tcp.ts';

let tls: Tls;
before(() => {
  tls = makeCertificate();
});

/** A job where Confluent is behind a relay that shows its connections. */
async function startRelayed(t: TestContext) {
  const job = await startJob(t, { tls });
  const relay = await startRelay(t, job.sts.port);
  const env = trust(job.runner.directory, tls);
  const main = (inputs: Record<string, string> = {}) =>
    job.main({ endpoint: `https://127.0.0.1:${relay.port}`, ...inputs }, { env });
  return { job, relay, main };
}

/** A front end that speaks before it was asked, on its first connection; the others go through. */
async function startFront(t: TestContext, port: number, words: string) {
  let count = 0;
  const { promise: said, resolve } = Promise.withResolvers<void>();
  const server = createServer(tls, (socket) => {
    socket.on('error', () => {});
    if (++count === 1) return void socket.end(words, resolve);
    const inner = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.pipe(inner.on('error', () => socket.destroy())).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, said, connections: () => count };
}

/** GitHub's ordinary answer, once something has happened at Confluent's side. */
function after(happened: (relay: Tcp) => Promise<unknown>, relay: Tcp): Reply {
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
    assert.equal(relay.sockets.length, 1);
    assert.equal(job.sts.tokenRequests().length, 1);
  });

  test('closed meanwhile: another is made: nothing is printed, and it costs no attempt', async (t) => {
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
    assert.equal(relay.sockets.length, 2);
    assert.equal(linesBeforeClaims(result).length, 1);
  });

  for (const status of ['408 Request Timeout', '400 Bad Request']) {
    test(`a ${status} that nobody asked for is no answer, and costs no attempt`, async (t) => {
      const { job, main } = await startRelayed(t);
      const front = await startFront(t, job.sts.port, `HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
      job.github.next(async (...all) => {
        await front.said;
        await pass(...all);
      });
      const result = await main({ endpoint: `https://127.0.0.1:${front.port}`, 'max-attempts': '1' });
      assertGranted(result);
      assert.equal(front.connections(), 2);
      assert.equal(job.sts.tokenRequests().length, 1);
    });

    test(`a ${status} after the request is the answer`, async (t) => {
      const { job, main } = await startRelayed(t);
      job.sts.next(json(Number.parseInt(status, 10), {}));
      const code = status.startsWith('408') ? 'UNAVAILABLE' : 'CONFLUENT_REFUSED';
      assertFailed(await main({ 'max-attempts': '1' }), code);
    });
  }

  test('for the first attempt alone', async (t) => {
    const { job, relay, main } = await startRelayed(t);
    job.sts.next(json(503, {}, { 'retry-after': '0' }));
    const result = await main();
    assertGranted(result);
    assert.equal(relay.sockets.length, 2);
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
    assert.ok(relay.sockets.every((socket) => socket.destroyed || socket.readableEnded));
  });

  test('http to loopback: none', async (t) => {
    const job = await startJob(t);
    const relay = await startRelay(t, job.sts.port);
    let before = -1;
    job.github.next(async (...all) => {
      before = relay.sockets.length;
      await pass(...all);
    });
    assertGranted(await job.main({ endpoint: `http://127.0.0.1:${relay.port}` }));
    assert.deepEqual([before, relay.sockets.length], [0, 1]);
  });
});

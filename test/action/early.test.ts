import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { before, suite, test } from 'node:test';
import { connect, createServer } from 'node:tls';
import { assertGranted, linesBeforeClaims } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { makeCertificate, trust } from '../servers/certificate.ts';
import { pass, type Tls } from '../servers/http.ts';
import { startRelay } from '../servers/tcp.ts';

let tls: Tls;
before(() => {
  tls = makeCertificate();
});

// test/unit/http/early.test.ts and request.test.ts there hold when there is none, and when it is replaced.
suite('the connection to Confluent, opened while GitHub answers', together, () => {
  test('is there before GitHub has answered, and is the only one', async (t) => {
    const { main, github, sts, runner } = await startJob(t, { tls });
    const relay = await startRelay(t, sts.port);
    const opened = relay.next();
    github.next(async (...all) => {
      await opened;
      assert.deepEqual(sts.requests, []);
      await pass(...all);
    });
    const endpoint = `https://127.0.0.1:${relay.port}`;
    assertGranted(await main({ endpoint }, { env: trust(runner.directory, tls) }));
    assert.deepEqual([relay.sockets.length, sts.tokenRequests().length], [1, 1]);
  });

  test('a 408 that nobody asked for is no answer: nothing is printed, and it costs no attempt', async (t) => {
    const { main, github, sts, runner } = await startJob(t, { tls });
    // A front end that speaks before it was asked, on its first connection; the next one goes through.
    let count = 0;
    const { promise: said, resolve } = Promise.withResolvers<void>();
    const front = createServer(tls, (socket) => {
      socket.on('error', () => {});
      if (++count === 1) {
        return void socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n', resolve);
      }
      const inner = connect({ port: sts.port, host: '127.0.0.1', rejectUnauthorized: false });
      socket.pipe(inner.on('error', () => socket.destroy())).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(front, 'listening');
    t.after(() => front.close());
    github.next(async (...all) => {
      await said;
      await pass(...all);
    });
    const endpoint = `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const result = await main({ endpoint, 'max-attempts': '1' }, { env: trust(runner.directory, tls) });
    assertGranted(result);
    assert.deepEqual([count, sts.tokenRequests().length, linesBeforeClaims(result).length], [2, 1, 1]);
  });
});

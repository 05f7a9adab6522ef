import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { stopTokenEndpoint } from '../../../src/token-endpoint/stop.ts';
import { HANG_MS, STOP_KEY, together } from '../../helpers/token-endpoint.ts';
import {
  breakOff,
  closedPort,
  hang,
  hangAfterHeaders,
  html,
  json,
  type Reply,
  redirect,
  reset,
  startServer,
} from '../../servers/http.ts';

const COUNTS = { served: 1, fetched: 1, refused: 1, lastCause: 'x', turnedAway: 1, lastReason: 'y' };

const stop = (port: number, timeoutMs = HANG_MS) => stopTokenEndpoint({ port, stopKey: STOP_KEY }, timeoutMs);

const resetInBody: Reply = (_, response) => {
  response.writeHead(200, { 'content-length': 9 });
  response.write('{', () => setTimeout(() => response.socket?.resetAndDestroy(), 100));
};

const switching: Reply = ({ socket }) =>
  void socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');

/** Whoever has the port, and answers this. */
async function startOther(t: TestContext, ...replies: Reply[]) {
  const other = await startServer();
  t.after(() => other.close());
  other.next(...replies);
  return other;
}

suite('token endpoint: the end that post asks for', together, () => {
  const others = {
    'a refusal': json(401, COUNTS),
    'an error page': html(502),
    'a redirect': redirect('http://127.0.0.1:1/'),
    'no counts': json(200, {}),
    'counts that are none': json(200, { ...COUNTS, served: '1' }),
    'counts below one': json(200, { ...COUNTS, fetched: 0.5 }),
    'a list': json(200, []),
    'counts without an end': json(200, { ...COUNTS, lastCause: 'x'.repeat(5_000) }),
    'an upgrade': switching,
  };
  for (const [name, reply] of Object.entries(others)) {
    test(`is over where ${name} answers`, async (t) => {
      const { port, requests } = await startOther(t, reply);
      assert.equal(await stop(port), 'gone');
      const [{ method, path, headers } = requests[0] as never, ...more] = requests;
      assert.deepEqual(
        [method, path, headers.authorization, more],
        ['POST', '/stop', `Bearer ${STOP_KEY}`, []],
      );
    });
  }

  test('is over where nobody listens', async () => {
    assert.equal(await stop(await closedPort()), 'gone');
  });

  test('is tried again where the connection is cut, and gives back what has been done', async (t) => {
    const { port, requests } = await startOther(t, reset(), breakOff(), resetInBody, json(200, COUNTS));
    assert.deepEqual([await stop(port), requests.length], [COUNTS, 4]);
  });

  for (const [name, reply] of Object.entries({ hang: hang(), hangAfterHeaders: hangAfterHeaders() })) {
    test(`is given up in time where whoever has the port does not answer: ${name}`, async (t) => {
      const { port, requests } = await startOther(t, reply);
      assert.deepEqual([await stop(port, 3_000), requests.length], ['silent', 1]);
    });
  }

  test('is given up in time where every connection is cut', async (t) => {
    const { port, requests } = await startOther(t, ...Array(100).fill(reset()));
    assert.equal(await stop(port, 1_000), 'silent');
    assert.ok(requests.length <= 10, `${requests.length} tries`);
  });
});

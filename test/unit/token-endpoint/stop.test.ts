import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { stopTokenEndpoint } from '../../../src/token-endpoint/stop.ts';
import { HANG_MS, STOP_KEY, together } from '../../helpers/token-endpoint.ts';
import {
  breakOff,
  closedPort,
  hang,
  hangAfterHeaders,
  html,
  json,
  oversized,
  type Reply,
  redirect,
  reset,
  startServer,
} from '../../servers/http.ts';

const stop = (port: number, timeoutMs = HANG_MS) => stopTokenEndpoint({ port, stopKey: STOP_KEY }, timeoutMs);

const switching: Reply = ({ socket }) =>
  void socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
const COUNTS = { served: 1, fetched: 1, refused: 1, lastCause: 'x', turnedAway: 1, lastReason: 'y' };

suite('token endpoint: the end that post asks for', together, () => {
  const none = {
    'a refusal': json(401, COUNTS),
    'an error page': html(502),
    'a redirect': redirect('http://127.0.0.1:1/'),
    'no counts': json(200, {}),
    'counts that are none': json(200, { ...COUNTS, served: '1' }),
    'counts below one': json(200, { ...COUNTS, fetched: 0.5 }),
    'a list': json(200, []),
    megabytes: oversized(2_000_000),
    'an upgrade': switching,
  };
  for (const [name, reply] of Object.entries(none)) {
    test(`is over without a word where ${name} answers`, async (t) => {
      const other = await startServer();
      t.after(() => other.close());
      other.next(reply);
      assert.equal(await stop(other.port), 'gone');
      assert.deepEqual(
        other.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
        [['POST', '/stop', `Bearer ${STOP_KEY}`]],
      );
    });
  }

  test('is over without a word where nobody listens', async () => {
    assert.equal(await stop(await closedPort()), 'gone');
  });

  test('is tried again where the connection is cut', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(reset(), breakOff(), reset(), json(200, COUNTS));
    assert.deepEqual(await stop(other.port), COUNTS);
    assert.equal(other.requests.length, 4);
  });

  for (const [name, reply] of Object.entries({ hang: hang(), hangAfterHeaders: hangAfterHeaders() })) {
    test(`is given up in time where whoever has the port does not answer: ${name}`, async (t) => {
      const other = await startServer();
      t.after(() => other.close());
      other.next(reply);
      assert.equal(await stop(other.port, 300), 'silent');
      assert.equal(other.requests.length, 1);
    });
  }

  test('is given up in time where every connection is cut', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(...Array(100).fill(reset()));
    assert.equal(await stop(other.port, 1_000), 'silent');
    assert.ok(other.requests.length > 1 && other.requests.length <= 10, `${other.requests.length} tries`);
  });

  test('gives back the counts, and nothing more', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(json(200, { ...COUNTS, lastCause: 7, more: '::error::x' }));
    assert.deepEqual(await stop(other.port), { ...COUNTS, lastCause: '7' });
  });
});

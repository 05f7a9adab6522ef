import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import type { EarlyConnection } from '../../../src/http/early.ts';
import type { HttpFailure } from '../../../src/http/failure.ts';
import { send } from '../../../src/http/request.ts';
import { boundsOf } from '../../../src/http/retry.ts';
import { HANG_MS } from '../../helpers/token-endpoint.ts';
import { startTcp } from '../../servers/tcp.ts';

/** A server that does with each connection's first bytes what it is told, in turn. */
async function startServer(t: TestContext, ...manners: ((socket: Socket) => void)[]) {
  const server = await startTcp(t, (socket) => {
    const manner = manners.shift() ?? answer;
    socket.once('data', () => manner(socket));
  });
  return { ...server, url: new URL(`http://${server.host}/`) };
}

const answer = (socket: Socket) =>
  void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
const reset = (socket: Socket) => void socket.resetAndDestroy();
const babble = (socket: Socket) => void socket.end('not HTTP at all\r\n\r\n');
const hang = () => {};
const switchOver = (socket: Socket) =>
  void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');

/** A connection that is open already; of plain TCP, which the client does not see. */
async function connected(t: TestContext, port: number) {
  const socket = net.connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  const given: Socket[] = [socket];
  const connection = { take: async () => given.pop(), close: () => {} } as unknown as EarlyConnection;
  return { socket, connection };
}

suite('a connection that is open already', { timeout: HANG_MS }, () => {
  const request = (url: URL, connection: EarlyConnection) =>
    ({ method: 'GET', url, headers: {}, connection }) as const;

  test('is the one that the request goes out on', async (t) => {
    const { port, sockets, url } = await startServer(t);
    const { socket, connection } = await connected(t, port);
    const { localPort } = socket;
    const reply = await send(request(url, connection), HANG_MS);
    assert.equal('body' in reply && reply.body, 'ok');
    assert.deepEqual(
      sockets.map(({ remotePort }) => remotePort),
      [localPort],
    );
  });

  test('is replaced if it breaks, and nothing is printed', async (t) => {
    const { port, sockets, url } = await startServer(t, reset);
    const { connection } = await connected(t, port);
    const reply = await send(request(url, connection), HANG_MS);
    assert.equal('body' in reply && reply.body, 'ok');
    assert.equal(sockets.length, 2);
  });

  test('is not replaced where it has answered, well or not', async (t) => {
    const { port, sockets, url } = await startServer(t, babble);
    const { connection } = await connected(t, port);
    const failure = await send(request(url, connection), HANG_MS);
    assert.equal('code' in failure && failure.code, 'UNEXPECTED_REPLY');
    assert.equal(sockets.length, 1);
  });

  test('is not replaced where the time is over', async (t) => {
    const { port, sockets, url } = await startServer(t, hang);
    const { connection } = await connected(t, port);
    const failure = await send(request(url, connection), 200);
    assert.equal('code' in failure && failure.code, 'TIMED_OUT');
    // What would be opened in its place comes within some turns.
    for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
    assert.equal(sockets.length, 1);
  });
});

suite('a reply 101', { timeout: HANG_MS }, () => {
  test('is no answer: the time runs out, and the connection is ended', async (t) => {
    const { sockets, url } = await startServer(t, switchOver);
    const failure = (await send({ method: 'GET', url, headers: {} }, 200)) as HttpFailure;
    assert.equal(failure.code, 'TIMED_OUT');
    const [theirs] = sockets as [Socket];
    if (!theirs.resume().destroyed) await once(theirs, 'close');
  });
});

suite('boundsOf', () => {
  test('counts from the beginning that it is given', () => {
    const clock = { now: () => 5_000, wallTime: () => 0, random: () => 0, sleep: async () => {} };
    const log = () => {};
    const inputs = { maxAttempts: 3, timeoutSeconds: 60 };
    const bounds = boundsOf(inputs, clock, 1_000, log, 'http://a');
    assert.deepEqual(bounds, { clock, deadline: 61_000, ...inputs, shares: 3, proxy: 'http://a', log });
  });
});

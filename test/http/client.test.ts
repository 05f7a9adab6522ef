import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import type { EarlyConnection } from '../../src/http/early.ts';
import { type HttpFault, timedOut } from '../../src/http/fault.ts';
import { httpDate } from '../../src/http/http-date.ts';
import { send } from '../../src/http/request.ts';
import { boundsOf } from '../../src/http/retry.ts';
import { makeCertificate } from '../fakes/certificate.ts';
import * as fake from '../fakes/http.ts';
import { startProxy } from '../support/proxy.ts';
import { HANG_MS } from '../support/token-endpoint.ts';

/** A server that does with each connection's first bytes what it is told, in turn. */
async function startServer(t: TestContext, ...manners: ((socket: Socket) => void)[]) {
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    const manner = manners.shift() ?? answer;
    socket.once('data', () => manner(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, sockets, url: new URL(`http://127.0.0.1:${port}/`) };
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
  const connection = { take: () => given.pop(), close: () => {} } as unknown as EarlyConnection;
  return { socket, connection };
}

function withEnv(t: TestContext, env: Record<string, string>): void {
  t.after(() => {
    for (const name of Object.keys(env)) delete process.env[name];
  });
  Object.assign(process.env, env);
}

suite('a connection that is open already', { timeout: HANG_MS }, () => {
  const request = (url: URL, connection: EarlyConnection) =>
    ({ method: 'GET', url, headers: {}, connection }) as const;

  test('is the one that the request goes out on', async (t) => {
    const { port, sockets, url } = await startServer(t);
    const { socket, connection } = await connected(t, port);
    const { localPort } = socket;
    const reply = await send(request(url, connection), HANG_MS);
    assert.deepEqual([reply.kind, 'body' in reply && reply.body], ['reply', 'ok']);
    assert.deepEqual(
      sockets.map(({ remotePort }) => remotePort),
      [localPort],
    );
  });

  test('is replaced without a word where it breaks', async (t) => {
    const { port, sockets, url } = await startServer(t, reset);
    const { connection } = await connected(t, port);
    const reply = await send(request(url, connection), HANG_MS);
    assert.deepEqual([reply.kind, 'body' in reply && reply.body], ['reply', 'ok']);
    assert.equal(sockets.length, 2);
  });

  test('is not replaced where it has answered, well or not', async (t) => {
    const { port, sockets, url } = await startServer(t, babble);
    const { connection } = await connected(t, port);
    const fault = await send(request(url, connection), HANG_MS);
    assert.deepEqual([fault.kind, 'code' in fault && fault.code], ['fault', 'UNEXPECTED_REPLY']);
    assert.equal(sockets.length, 1);
  });

  test('is not replaced where the time is over', async (t) => {
    const { port, sockets, url } = await startServer(t, hang);
    const { connection } = await connected(t, port);
    const fault = await send(request(url, connection), 200);
    assert.deepEqual([fault.kind, 'code' in fault && fault.code], ['fault', 'TIMED_OUT']);
    // What would be opened in its place comes within some turns.
    for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
    assert.equal(sockets.length, 1);
  });
});

suite('a reply 101', { timeout: HANG_MS }, () => {
  test('is a fault that does not heal, and ends the connection', async (t) => {
    const { sockets, url } = await startServer(t, switchOver);
    const { cause, ...fault } = (await send({ method: 'GET', url, headers: {} }, HANG_MS)) as HttpFault;
    assert.deepEqual(fault, { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'status 101', heals: false });
    assert.equal((cause as Error).message, 'status 101');
    const [theirs] = sockets as [Socket];
    if (!theirs.resume().destroyed) await once(theirs, 'close');
  });
});

suite('a certificate that is not trusted, with NODE_TLS_REJECT_UNAUTHORIZED=0', { timeout: HANG_MS }, () => {
  const tls = makeCertificate();
  const refused = async (url: string) => {
    const outcome = await send({ method: 'GET', url: new URL(url), headers: {} }, HANG_MS);
    assert.deepEqual(
      [outcome.kind, 'code' in outcome && outcome.code, 'heals' in outcome && outcome.heals],
      ['fault', 'UNREACHABLE', false],
    );
    assert.match('detail' in outcome ? outcome.detail : '', /^DEPTH_ZERO_SELF_SIGNED_CERT/);
  };

  test('is refused directly', async (t) => {
    const server = await fake.startServer({ tls, handle: () => ({ status: 200 }) });
    t.after(() => server.close());
    withEnv(t, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    await refused(server.url);
    assert.equal(server.requests.length, 0);
  });

  test('is refused behind a proxy', async (t) => {
    const server = await fake.startServer({ tls, handle: () => ({ status: 200 }) });
    const proxy = await startProxy({ routes: { 'api.example:443': server.port } });
    t.after(() => Promise.all([server.close(), proxy.close()]));
    withEnv(t, { NODE_TLS_REJECT_UNAUTHORIZED: '0', https_proxy: `http://${proxy.host}` });
    await refused('https://api.example/');
    assert.deepEqual([server.requests.length, proxy.connects], [0, ['api.example:443']]);
  });

  test('is refused of a proxy itself', async (t) => {
    const proxy = await startProxy({ tls });
    t.after(() => proxy.close());
    withEnv(t, { NODE_TLS_REJECT_UNAUTHORIZED: '0', https_proxy: `https://${proxy.host}` });
    const request = { method: 'GET', url: new URL('https://api.example/'), headers: {} } as const;
    const { cause: _, ...fault } = (await send(request, HANG_MS)) as HttpFault;
    const detail = `the certificate of the proxy is not trusted, through the proxy ${proxy.host}`;
    assert.deepEqual(fault, { kind: 'fault', code: 'UNREACHABLE', detail, heals: false });
    assert.deepEqual(proxy.connects, []);
  });
});

suite('a proxy without http:// in its URL', () => {
  const words: [string, RegExp][] = [
    ['proxy.example:3128', / s, without a proxy: http:\/\/ is missing at the start of https_proxy$/],
    ['user:password@proxy.example:3128', / s, without a proxy: http:\/\/ is missing/],
    ['socks5://proxy.example:1080', / s, https_proxy must begin with http:\/\/ or https:\/\/$/],
    ['xhttp://proxy.example:1080', / s, https_proxy must begin with http/],
    ['httpsx://proxy.example:1080', / s, https_proxy must begin with http/],
    ['http://proxy.example:3128', / s$/],
    ['https://proxy.example:3128', / s$/],
  ];
  for (const [proxy, expected] of words) {
    test(`${proxy}: what a time-out says`, (t) => {
      withEnv(t, { https_proxy: proxy });
      const { detail } = timedOut(1_000, new URL('https://api.example/'));
      assert.match(detail, expected);
      assert.doesNotMatch(detail, /password/);
    });
  }
});

suite('boundsOf', () => {
  test('counts from the beginning that it is given', () => {
    const clock = { now: () => 5_000, wallTime: () => 0, random: () => 0, sleep: async () => {} };
    const log = () => {};
    const bounds = boundsOf({ maxAttempts: 3, timeoutSeconds: 60 }, clock, 1_000, log);
    const limit = 'timeout-seconds (60)';
    assert.deepEqual(bounds, { clock, deadline: 61_000, maxAttempts: 3, limit, log });
  });
});

suite('an HTTP date', () => {
  test('is one as a whole', () => {
    const text = 'Sun, 06 Nov 1994 08:49:37 GMT';
    assert.equal(httpDate(text), 784_111_777_000);
    for (const other of [`x${text}`, ` ${text}`, `${text} `, `${text}x`, 'Mon, 1', '', undefined]) {
      assert.equal(httpDate(other), undefined);
    }
    assert.equal(httpDate('Xxx, 99 Xxx 1994 08:49:37 GMT'), undefined);
  });
});

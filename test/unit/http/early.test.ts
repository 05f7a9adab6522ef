import assert from 'node:assert/strict';
import { once } from 'node:events';
import https from 'node:https';
import type net from 'node:net';
import { networkInterfaces } from 'node:os';
import { suite, type TestContext, test } from 'node:test';
import tls from 'node:tls';
import { EarlyConnection } from '../../../src/http/early.ts';
import { HANG_MS } from '../../helpers/token-endpoint.ts';
import { makeCertificate } from '../../servers/certificate.ts';
import { startTcp } from '../../servers/tcp.ts';

/** A server that hands out each connection as it comes. */
async function startListener(t: TestContext, address = '127.0.0.1') {
  const server = await startTcp(t, undefined, address);
  return { ...server, url: (host = '127.0.0.1') => `https://${host}:${server.port}/any/path` };
}

async function open(t: TestContext, url: string): Promise<EarlyConnection> {
  const connection = EarlyConnection.open(url);
  assert.ok(connection);
  t.after(async () => (await connection.take())?.destroy());
  return connection;
}

/** So many sockets keep this process alive. */
const held = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

function withEnv(t: TestContext, env: Record<string, string>): void {
  t.after(() => {
    for (const name of Object.keys(env)) delete process.env[name];
  });
  Object.assign(process.env, env);
}

suite('EarlyConnection', { timeout: HANG_MS }, () => {
  test('says the hello of an ordinary request, and nothing more', async (t) => {
    const listener = await startListener(t);
    const arrived = listener.next();
    await open(t, listener.url('localhost'));
    const [hello] = (await once(await arrived, 'data')) as [Buffer];
    assert.equal(hello[0], 0x16, 'a handshake of TLS');
    assert.ok(hello.includes('localhost'));
    assert.equal(hello.length, 5 + hello.readUInt16BE(3), 'one record, the hello');

    const asked = listener.next();
    const request = https.get(listener.url('localhost')).on('error', () => {});
    t.after(() => request.destroy());
    const [ordinary] = (await once(await asked, 'data')) as [Buffer];
    assert.equal(hello.length, ordinary.length);
  });

  test('names no host that is an address, as TLS has it', async (t) => {
    const listener = await startListener(t);
    const arrived = listener.next();
    await open(t, listener.url());
    const [hello] = (await once(await arrived, 'data')) as [Buffer];
    assert.ok(!hello.includes('127.0.0.1'));
  });

  test('reaches an address of IPv6, which a URL has in brackets', async (t) => {
    if (!Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1')))
      return;
    const listener = await startListener(t, '::1');
    const arrived = listener.next();
    await open(t, listener.url('[::1]'));
    await arrived;
  });

  test('is none for what is no URL of a remote', () => {
    for (const url of ['', 'https://', 'https://user@confluent.example', 'confluent.example:443'])
      assert.equal(EarlyConnection.open(url), undefined);
  });

  test('is none for plain http, and none where a proxy is asked first', async (t) => {
    assert.equal(EarlyConnection.open('http://127.0.0.1:9'), undefined);
    withEnv(t, { https_proxy: 'http://127.0.0.1:9' });
    assert.equal(EarlyConnection.open('https://confluent.example'), undefined);
    withEnv(t, { https_proxy: 'no url at all' });
    assert.equal(EarlyConnection.open('https://confluent.example'), undefined);
  });

  test('is one where a proxy is not for this host', async (t) => {
    const listener = await startListener(t);
    withEnv(t, { https_proxy: 'http://127.0.0.1:9', no_proxy: '127.0.0.1' });
    const arrived = listener.next();
    await open(t, listener.url());
    await arrived;
  });

  test('is given once, and keeps the process alive only from then on', async (t) => {
    const listener = await startListener(t);
    const arrived = listener.next();
    const connection = await open(t, listener.url());
    const theirs = await arrived;
    const before = held();
    const socket = await connection.take();
    assert.ok(socket);
    t.after(() => socket.destroy());
    assert.equal(held(), before + 1);
    assert.equal(await connection.take(), undefined);
    const ended = once(theirs.resume(), 'close');
    socket.destroy();
    await ended;
  });

  test('is not given when the other side has ended it', async (t) => {
    const listener = await startListener(t);
    const arrived = listener.next();
    const connection = await open(t, listener.url());
    const theirs = await arrived;
    const ended = once(theirs, 'close');
    theirs.resetAndDestroy();
    await ended;
    await gone(connection);
  });

  test('is not given when the certificate is not trusted, whatever the environment says', async (t) => {
    withEnv(t, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    const names: string[] = [];
    const SNICallback = (name: string, done: (error: null) => void) => {
      names.push(name);
      done(null);
    };
    const server = tls.createServer({ ...makeCertificate(), SNICallback });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    server.on('tlsClientError', () => {});
    const arrived = once(server, 'connection');
    const { port } = server.address() as net.AddressInfo;
    const connection = await open(t, `https://127.0.0.1:${port}`);
    const [theirs] = (await arrived) as [net.Socket];
    await once(theirs, 'close');
    await gone(connection);
    assert.deepEqual(names, [], 'an address is no name');
  });
});

/** Waits until a connection has noticed its end: the event of this side comes some turns after that of the other. */
async function gone(connection: EarlyConnection): Promise<void> {
  for (let turns = 0; turns < 1_000; turns++) await new Promise(setImmediate);
  assert.equal(await connection.take(), undefined);
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { suite, type TestContext, test } from 'node:test';
import type { TokenReply } from '../../../src/token-endpoint/handler.ts';
import { LARGEST_BODY, type TokenRequest } from '../../../src/token-endpoint/handler.ts';
import { listen } from '../../../src/token-endpoint/server.ts';
import { ask, rawRequest, speak, together } from '../../helpers/token-endpoint.ts';

const REPLY = { status: 200, headers: { 'x-of': 'the answer' }, body: 'as it came' };

/** A listener that keeps what it was asked, and answers this. */
async function startListener(t: TestContext, answer = async (_: TokenRequest): Promise<TokenReply> => REPLY) {
  const asked: TokenRequest[] = [];
  const listener = await listen(0, (request) => {
    asked.push(request);
    return answer(request);
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= listener.close();
    return closing;
  };
  t.after(close);
  return { port: listener.port, asked, close };
}

suite('token endpoint: listener', together, () => {
  test('hands on a request as it came, headers by how often they stood there', async (t) => {
    const { port, asked } = await startListener(t);
    const twice = ['Authorization: Basic a', 'Authorization: Basic b', 'Origin: x'];
    const heard = await speak(port, rawRequest('somewhere', twice).replace(' HTTP', '?q=1 HTTP'));
    assert.match(heard, /^HTTP\/1\.1 200 OK\r\nx-of: the answer\r\n[\s\S]*\r\n\r\n[\s\S]*as it came/);
    const { headers, ...rest } = asked[0] as TokenRequest;
    const body = 'grant_type=client_credentials';
    assert.deepEqual(rest, { method: 'POST', target: '/oauth2/token?q=1', body });
    assert.deepEqual([headers.host, headers.origin], [['somewhere'], ['x']]);
    assert.deepEqual(headers.authorization, ['Basic a', 'Basic b']);
  });

  test('hands on two Hosts as two, and none as none', async (t) => {
    const { port, asked } = await startListener(t);
    await speak(port, rawRequest('a', ['Host: b']));
    await speak(port, rawRequest('', [], '1.0'));
    assert.deepEqual(
      asked.map(({ headers }) => headers.host),
      [['a', 'b'], undefined],
    );
    assert.match(await speak(port, rawRequest('', [])), /^HTTP\/1\.1 400 /);
    assert.equal(asked.length, 2);
  });

  test('reads a body of 16 KiB, and not a byte more, with a length or in chunks', async (t) => {
    const { port, asked } = await startListener(t);
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      for (const size of [LARGEST_BODY, LARGEST_BODY + 1, 10 * 1024 * 1024]) {
        const reply = await ask(port, { body: Buffer.alloc(size, 'x'), headers });
        assert.deepEqual([reply.status, reply.text], [200, 'as it came']);
      }
    }
    const sizes = asked.map(({ body }) => body?.length);
    const expected = [16 * 1024, undefined, undefined];
    assert.deepEqual(sizes, [...expected, ...expected]);
  });

  test('is bound to 127.0.0.1 alone', async (t) => {
    const { port } = await startListener(t);
    const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const others = all
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    if (process.platform === 'linux') others.push('127.0.0.2');
    for (const host of ['::1', ...others]) {
      await assert.rejects(
        speak(port, rawRequest('x', []), host),
        /ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT/,
        host,
      );
    }
  });

  test('has room for 512 connections, then the first of them is ended', async (t) => {
    const { port } = await startListener(t);
    const open = async () => {
      const socket = net.connect(port, '127.0.0.1').on('error', () => {});
      await once(socket, 'connect');
      return socket;
    };
    const first = await open();
    const ended = once(first, 'close');
    const others = await Promise.all(Array.from({ length: 512 }, open));
    await ended;
    assert.equal((await ask(port)).status, 200);
    for (const socket of others) socket.destroy();
  });

  test('says that a port is taken', async (t) => {
    const { port } = await startListener(t);
    await assert.rejects(
      listen(port, async () => REPLY),
      { code: 'EADDRINUSE' },
    );
  });

  test('outlives an answer that fails: that connection ends, the next is served', async (t) => {
    let calls = 0;
    const { port } = await startListener(t, async () => {
      if (calls++ === 0) throw new Error('fault');
      return REPLY;
    });
    await assert.rejects(ask(port), { code: 'ECONNRESET' });
    assert.equal((await ask(port)).status, 200);
  });

  test('outlives a client that goes before its answer, or in the middle of its body', async (t) => {
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    let calls = 0;
    const { port } = await startListener(t, async () => {
      if (calls++ === 0) {
        arrived.resolve();
        await go.promise;
      }
      return REPLY;
    });
    const early = net.connect(port, '127.0.0.1').on('error', () => {});
    early.write(rawRequest('x', []));
    await arrived.promise;
    early.resetAndDestroy();
    go.resolve();
    const half = net.connect(port, '127.0.0.1').on('error', () => {});
    half.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', () => half.resetAndDestroy());
    await once(half, 'close');
    assert.equal((await ask(port)).status, 200);
  });

  test('closes: a reply under way goes out, what idles or hangs is ended, nobody is let in', async (t) => {
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const { port, close } = await startListener(t, async () => {
      arrived.resolve();
      await go.promise;
      return REPLY;
    });
    const under = ask(port);
    await arrived.promise;
    const silent = net.connect(port, '127.0.0.1');
    await once(silent, 'connect');
    const ended = new Promise((resolve) => silent.on('error', resolve).on('close', resolve));
    const closed = close();
    await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
    go.resolve();
    assert.equal((await under).text, 'as it came');
    await Promise.all([closed, ended]);
  });

  test('closes though an answer never comes', async (t) => {
    const arrived = Promise.withResolvers<void>();
    const { port, close } = await startListener(t, () => {
      arrived.resolve();
      return new Promise(() => {});
    });
    const pending = assert.rejects(ask(port), { code: 'ECONNRESET' });
    await arrived.promise;
    await Promise.all([close(), pending]);
  });
});

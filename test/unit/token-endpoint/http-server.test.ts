import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent } from 'node:http';
import net, { type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { suite, type TestContext, test } from 'node:test';
import { LARGEST_BODY, type TokenReply, type TokenRequest } from '../../../src/token-endpoint/handler.ts';
import { listen } from '../../../src/token-endpoint/http-server.ts';
import { ask, FORM, GRANT, HANG_MS, ID_PATH, together, until } from '../../helpers/token-endpoint.ts';

const REPLY = { status: 200, headers: { 'x-of': 'the answer' }, body: 'as it came' };

/** A listener that keeps what it was asked, and answers this. */
async function startListener(t: TestContext, answer = async (): Promise<TokenReply> => REPLY) {
  const asked: TokenRequest[] = [];
  const listener = await listen(0, (request) => {
    asked.push(request);
    return answer();
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= listener.close();
    return closing;
  };
  t.after(close);
  const { port } = listener;
  const connect = async () => {
    const client = net
      .connect(port, '127.0.0.1')
      .setNoDelay(true)
      .on('error', () => {});
    t.after(() => client.destroy());
    await once(client, 'connect');
    return client.resume();
  };
  return { port, asked, close, connect };
}

/** An answer that waits until it may go out. */
function slowAnswer() {
  const arrived = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const answer = async () => {
    arrived.resolve();
    await go.promise;
    return REPLY;
  };
  return { answer, arrived: arrived.promise, go: go.resolve };
}

/** Sends one piece after the other, each in a turn of its own, and waits for the end of the connection. */
async function send(client: Socket, ...pieces: (string | Buffer)[]): Promise<void> {
  const closed = once(client, 'close');
  for (const piece of pieces) {
    await new Promise((resolve) => client.write(piece, resolve));
    await new Promise(setImmediate);
  }
  await closed;
}

/** Sends bytes as they are, and gives what came back when the server has ended the connection. */
function speak(port: number, bytes: string | Buffer, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host, timeout: HANG_MS });
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('timeout', () => socket.destroy(new Error('the connection is still open')));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? undefined : reject(error),
    );
    socket.on('close', () => resolve(heard));
    socket.write(bytes);
  });
}

/** A good request as text, `Connection: close`, with these lines of header in addition. */
function rawRequest(host: string, lines: readonly string[], version = '1.1'): string {
  const all = [`POST ${ID_PATH} HTTP/${version}`, `Content-Type: ${FORM}`, `Content-Length: ${GRANT.length}`];
  if (host !== '') all.push(`Host: ${host}`);
  return `${[...all, 'Connection: close', ...lines].join('\r\n')}\r\n\r\n${GRANT}`;
}

const HEAD = 'POST /x HTTP/1.1\r\nHost: h\r\n';
const withLength = (length: number) => `${HEAD}Content-Length: ${length}\r\n\r\n`;

suite('listener', together, () => {
  test('hands on a request as it came, with headers that stood there twice joined', async (t) => {
    const { port, asked } = await startListener(t);
    const more = ['Authorization: Basic a', 'Authorization: Basic b', 'ORIGIN:', 'Host: b', '__proto__: p'];
    const heard = await speak(port, rawRequest('a', more).replace(' HTTP', '?q=1 HTTP'));
    assert.match(heard, /^HTTP\/1\.1 200 OK\r\nx-of: the answer\r\n[\s\S]*\r\n\r\n[\s\S]*as it came/);
    assert.match(await speak(port, rawRequest('', [`Content-Type: ${FORM}`], '1.0')), /^HTTP\/1\.1 200 /);
    assert.match(await speak(port, rawRequest('', [])), /^HTTP\/1\.1 400 /);
    const body = 'grant_type=client_credentials';
    const [{ headers, ...rest }, other] = asked as [TokenRequest, TokenRequest];
    assert.deepEqual(rest, { method: 'POST', target: '/oauth2/token?q=1', body });
    const { host, origin, authorization, 'content-type': type } = headers;
    assert.deepEqual([host, origin, authorization, type], ['a, b', '', 'Basic a, Basic b', FORM]);
    assert.deepEqual([other.headers.host, other.headers['content-type']], [undefined, `${FORM}, ${FORM}`]);
    assert.equal(asked.length, 2);
  });

  test('reads a body of 16 KiB, and not a byte more, with a length or in chunks', async (t) => {
    const { port, asked } = await startListener(t);
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      for (const size of [0, LARGEST_BODY, LARGEST_BODY + 1, 10 * 1024 * 1024]) {
        const reply = await ask(port, { body: Buffer.alloc(size, 'x'), headers });
        assert.deepEqual([reply.status, reply.text], [200, 'as it came']);
      }
    }
    const sizes = asked.map(({ body }) => body?.length);
    const expected = [0, 16 * 1024, undefined, undefined];
    assert.deepEqual(sizes, [...expected, ...expected]);
  });

  test('puts a body together that comes in pieces, within a character as well', async (t) => {
    const { asked, connect } = await startListener(t);
    const bytes = Buffer.from('a=\u00e9&b=\u20ac');
    await send(
      await connect(),
      withLength(bytes.length),
      ...Array.from(bytes, (byte) => Buffer.from([byte])),
    );
    const most = 'x'.repeat(LARGEST_BODY - 1);
    await send(await connect(), withLength(LARGEST_BODY), most, 'y');
    await send(await connect(), withLength(LARGEST_BODY + 1), most, 'y', 'z');
    assert.deepEqual(
      asked.map(({ body }) => body),
      ['a=\u00e9&b=\u20ac', `${most}y`, undefined],
    );
  });

  test('ends a connection with its answer, though the client would keep it; only open ones count', async (t) => {
    const { answer, arrived, go } = slowAnswer();
    let isFirst = true;
    const { port } = await startListener(t, async () => {
      if (!isFirst) return REPLY;
      isFirst = false;
      return answer();
    });
    const slow = ask(port);
    await arrived;
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    for (let n = 0; n < 600; n++) {
      const { status, headers } = await ask(port, { agent });
      assert.deepEqual([status, headers.connection], [200, 'close']);
    }
    go();
    assert.equal((await slow).status, 200);
  });

  test('does not parse a second request, sent before the first reply', async (t) => {
    const { answer, go } = slowAnswer();
    const { asked, connect } = await startListener(t, answer);
    const client = await connect();
    const closed = once(client, 'close');
    client.write(withLength(0).repeat(1_000), () => setImmediate(go));
    await closed;
    assert.equal(asked.length, 1);
    await send(await connect(), withLength(0));
    assert.equal(asked.length, 2);
  });

  test('is bound to 127.0.0.1 alone', async (t) => {
    const { port } = await startListener(t);
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    if (process.platform === 'linux') others.push('127.0.0.2');
    for (const host of ['::1', ...others]) {
      const refused = /ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT/;
      await assert.rejects(speak(port, rawRequest('x', []), host), refused, host);
    }
  });

  test('has room for 512 connections, then the oldest is ended', async (t) => {
    // Clients that wait for their answer: an idle connection would end by itself after a while.
    const { answer, arrived, go } = slowAnswer();
    const { port, asked } = await startListener(t, async () => (asked.length <= 512 ? answer() : REPLY));
    const first = assert.rejects(ask(port), { code: 'ECONNRESET' });
    await arrived;
    const others = Array.from({ length: 511 }, () => ask(port));
    await until(() => asked.length === 512, 'the last of 512 requests');
    assert.equal((await ask(port)).status, 200);
    await first;
    go();
    for (const { status } of await Promise.all(others)) assert.equal(status, 200);
  });

  test('says that a port is taken', async (t) => {
    const { port } = await startListener(t);
    const taken = { code: 'EADDRINUSE', port };
    await assert.rejects(
      listen(port, async () => REPLY),
      taken,
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
    const { answer, arrived, go } = slowAnswer();
    const { port, connect, asked } = await startListener(t, answer);
    const early = await connect();
    early.write(rawRequest('x', []));
    await arrived;
    early.resetAndDestroy();
    go();
    const half = await connect();
    half.write(`${withLength(10)}abc`, () => half.resetAndDestroy());
    await once(half, 'close');
    assert.equal((await ask(port)).status, 200);
    assert.equal(asked.length, 2);
  });

  test('closes: a reply under way goes out, what idles is ended, nobody is let in', async (t) => {
    const { answer, arrived, go } = slowAnswer();
    const { port, close, connect } = await startListener(t, answer);
    const under = ask(port);
    await arrived;
    const ended = once(await connect(), 'close');
    const closed = close();
    await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
    go();
    assert.equal((await under).text, 'as it came');
    await Promise.all([closed, ended]);
  });

  test('closes though an answer never comes', async (t) => {
    const { answer, arrived } = slowAnswer();
    const { port, close } = await startListener(t, answer);
    const pending = assert.rejects(ask(port), { code: 'ECONNRESET' });
    await arrived;
    await Promise.all([close(), pending]);
  });

  test('refuses or cuts off garbage', async (t) => {
    const { port } = await startListener(t, async () => ({ status: 403, headers: {}, body: '' }));
    const garbage: (string | Buffer)[] = [
      randomBytes(100_000),
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n${'0'.repeat(20)};${'x'.repeat(50_000)}`,
      `${HEAD}${'A: b\r\n'.repeat(5_000)}\r\n`,
      `${HEAD}Expect: the worst\r\n\r\n`,
      rawRequest('x', ['Upgrade: websocket', 'Connection: upgrade']),
    ];
    for (const bytes of garbage) {
      const name = bytes.toString('latin1').slice(0, 80);
      assert.match(await speak(port, bytes), /^$|^HTTP\/1\.1 4\d\d /, name);
    }
    assert.equal((await ask(port)).status, 403);
  });

  test('ends 50 connections that send no whole request, and serves others meanwhile', async (t) => {
    const { port } = await startListener(t);
    const parts = [
      '',
      'POST /oauth2/to',
      `${HEAD}Content-Type: ${FORM}\r\nAuthor`,
      `${withLength(100)}grant`,
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n4e20\r\n${'x'.repeat(20_000)}\r\n`,
    ];
    const held = Array.from({ length: 50 }, async (_, n) => {
      const bytes = parts[n % parts.length] as string;
      const heard = await speak(port, bytes);
      assert.match(heard, /^HTTP\/1\.1 408 /, bytes.slice(0, 80));
    });
    for (let n = 0; n < 20; n++) assert.equal((await ask(port)).status, 200);
    await Promise.all(held);
  });
});

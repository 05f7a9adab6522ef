import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import net from 'node:net';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { EarlyConnection } from '../../../src/http/early.ts';
import type { HttpFailure } from '../../../src/http/failure.ts';
import { type HttpRequest, redirectNote, send } from '../../../src/http/request.ts';
import type { HttpReply } from '../../../src/tokens.ts';
import { VERSION } from '../../../src/version.ts';
import { HANG_MS } from '../../helpers/token-endpoint.ts';
import { makeCertificate } from '../../servers/certificate.ts';
import * as fake from '../../servers/http.ts';
import { startTcp } from '../../servers/tcp.ts';

const MIB = 1024 * 1024;
let server: fake.FakeServer;

before(async () => {
  server = await fake.startServer();
});
after(() => server.close());

const get = (url = server.url): HttpRequest => ({ method: 'GET', url: new URL(url), headers: {} });

async function replied(outcome: Promise<HttpReply | HttpFailure>): Promise<HttpReply> {
  const reply = await outcome;
  assert.ok('status' in reply, JSON.stringify(reply));
  return reply;
}

/** The failure without its cause, which is Node's own error. */
async function failureOf(outcome: Promise<HttpReply | HttpFailure>): Promise<Omit<HttpFailure, 'cause'>> {
  const { cause: _, ...failure } = (await outcome) as HttpFailure;
  assert.ok('heals' in failure);
  return failure;
}

/** A server that has its way with every connection, HTTP or not; closed with the test. */
async function rawServer(
  t: TestContext,
  onData: (socket: net.Socket, data: string) => void,
  address = '127.0.0.1',
): Promise<string> {
  const hear = (socket: net.Socket) => socket.on('data', (data) => onData(socket, data.toString('latin1')));
  return (await startTcp(t, hear, address)).host;
}

/** Sets variables of this process for as long as `work` takes: proxies are configured by them. */
async function withEnv<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const names = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
  const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  for (const name of names) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of names) {
      delete process.env[name];
      if (before[name] !== undefined) process.env[name] = before[name];
    }
  }
}

describe('send', () => {
  test('sends method, path, headers and body, and says who it is', async () => {
    server.next(fake.json(201, { ok: 'ä' }, { 'x-request-id': 'id-1' }));
    const url = new URL(`${server.url}/a/b?c=d&e=f%20g`);
    const headers = { 'content-type': 'text/plain', authorization: 'Bearer x' };
    const reply = await replied(send({ method: 'POST', url, headers, body: 'körper' }, 10_000));
    const seen = server.requests.at(-1);
    assert.ok(seen);
    assert.deepEqual([seen.method, seen.path, seen.body], ['POST', '/a/b?c=d&e=f%20g', 'körper']);
    assert.equal(seen.headers['content-type'], 'text/plain');
    assert.equal(seen.headers.authorization, 'Bearer x');
    assert.equal(seen.headers['user-agent'], `confluent-cloud-auth/${VERSION}`);
    assert.deepEqual([reply.status, reply.body, reply.headers['x-request-id']], [201, '{"ok":"ä"}', 'id-1']);
  });

  test('sends no body and no credentials unless given', async () => {
    server.next(fake.status(200));
    await replied(send(get(), 10_000));
    const { body, headers } = server.requests.at(-1) as fake.SeenRequest;
    assert.deepEqual([body, headers.authorization, headers['content-type']], ['', undefined, undefined]);
  });

  for (const code of [200, 204, 401, 429, 503]) {
    test(`gives back status ${code} after one request`, async () => {
      const count = server.requests.length;
      server.next(fake.status(code));
      assert.equal((await replied(send(get(), 10_000))).status, code);
      assert.equal(server.requests.length, count + 1);
    });
  }

  for (const code of [301, 302, 303, 307, 308]) {
    test(`does not follow a redirect with ${code}`, async (t) => {
      const elsewhere = await fake.startServer();
      t.after(elsewhere.close);
      server.next(fake.redirect(elsewhere.url, code));
      const reply = await replied(send(get(), 10_000));
      assert.deepEqual([reply.status, elsewhere.requests.length], [code, 0]);
    });
  }

  test('a redirect is told apart from another success', () => {
    assert.deepEqual([redirectNote(299), redirectNote(300)], ['', ', a redirect, which is never followed']);
  });

  test('reads a body of 1 MiB, and no byte more', async () => {
    server.next(fake.status(200, { body: 'x'.repeat(MIB) }), fake.status(200, { body: 'x'.repeat(MIB + 1) }));
    assert.equal((await replied(send(get(), 10_000))).body.length, MIB);
    const failure = await failureOf(send(get(), 10_000));
    const detail = 'a body of more than 1 MiB';
    assert.deepEqual(failure, { code: 'UNEXPECTED_REPLY', detail, heals: false });
  });

  const endless = (response: ServerResponse, piece: string) => {
    const timer = setInterval(() => response.write(piece), 5);
    return once(response, 'close', { signal: AbortSignal.timeout(20_000) }).finally(() =>
      clearInterval(timer),
    );
  };
  const left: [string, string, number, string][] = [
    ['is too large', 'x'.repeat(MIB), 20_000, 'UNEXPECTED_REPLY'],
    ['takes too long', 'x', 300, 'TIMED_OUT'],
  ];
  for (const [name, piece, timeoutMs, expected] of left) {
    test(`ends the connection of a reply that ${name}`, async () => {
      let closed: Promise<unknown> | undefined;
      server.next((_request, response) => {
        closed = endless(response, piece);
      });
      assert.equal((await failureOf(send(get(), timeoutMs))).code, expected);
      await closed;
    });
  }

  test('puts characters together that come in pieces', async () => {
    server.next((_request, response) => {
      const bytes = Buffer.from('a😀b');
      response.write(bytes.subarray(0, 3), () => response.end(bytes.subarray(3)));
    });
    assert.equal((await replied(send(get(), 10_000))).body, 'a😀b');
  });

  test('reaches [::1] without its brackets', async (t) => {
    const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
    const six = await rawServer(t, (socket) => socket.end(ok), '::1').catch(() => undefined);
    const outcome = await send(get(`http://${six ?? '[::1]:9'}`), 10_000);
    if (six) assert.equal('body' in outcome && outcome.body, 'ok');
    // A machine without IPv6 cannot reach it, but must not look it up as a name either.
    else assert.doesNotMatch('detail' in outcome ? outcome.detail : 'reached', /ENOTFOUND|reached/);
  });
});

describe('send, when there is no answer', () => {
  const late: [string, fake.Reply][] = [
    ['a server that hangs', fake.hang()],
    ['a server that hangs after its headers', fake.hangAfterHeaders()],
    ['a server that drips', fake.drip('{}', 20)],
  ];
  for (const [name, reply] of late) {
    test(`times out on ${name}`, async () => {
      server.next(reply);
      assert.deepEqual(await failureOf(send(get(), 200)), {
        code: 'TIMED_OUT',
        detail: 'no complete answer within 0.2 s',
        heals: true,
      });
    });
  }

  test('is unreachable on a closed port', async () => {
    const port = await fake.closedPort();
    const outcome = await send(get(`http://127.0.0.1:${port}`), 10_000);
    assert.ok('heals' in outcome && outcome.cause instanceof Error);
    const { code, detail, heals } = outcome;
    assert.deepEqual([code, detail, heals], ['UNREACHABLE', 'ECONNREFUSED', true]);
  });

  const broken: [string, fake.Reply][] = [
    ['reset', fake.reset()],
    ['broken off', fake.breakOff()],
  ];
  for (const [name, reply] of broken) {
    test(`heals after a connection that was ${name}`, async () => {
      server.next(reply);
      const { code, detail, heals } = await failureOf(send(get(), 10_000));
      assert.deepEqual([code, heals], ['UNREACHABLE', true]);
      assert.match(detail, /^ECONNRESET$/);
    });
  }

  test('what is not HTTP does not heal', async (t) => {
    const raw = await rawServer(t, (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n::error::x\r\n'));
    const { code, detail, heals } = await failureOf(send(get(`http://${raw}`), 10_000));
    assert.deepEqual([code, heals], ['UNEXPECTED_REPLY', false]);
    assert.match(detail, /^not HTTP \(HPE_[A-Z_]+\)$/);
  });

  test('a certificate that does not verify does not heal', async (t) => {
    const secure = await fake.startServer({ tls: makeCertificate() });
    t.after(() => secure.close());
    const { code, detail, heals } = await failureOf(send(get(secure.url), 10_000));
    assert.deepEqual([code, heals], ['UNREACHABLE', false]);
    assert.match(detail, /CERT/);
    assert.equal(secure.requests.length, 0);
  });

  test('TLS to a server that speaks none does not heal', async () => {
    const { code, heals } = await failureOf(send(get(server.url.replace('http:', 'https:')), 10_000));
    assert.deepEqual([code, heals], ['UNREACHABLE', false]);
  });

  test('a request that cannot be sent is a failure, not an exception', async () => {
    const request = { ...get(), headers: { bad: 'line\nbreak' } };
    const failure = await failureOf(send(request, 10_000));
    const detail = failure.detail;
    assert.match(detail, /^ERR_INVALID_CHAR/);
    assert.deepEqual(failure, { code: 'UNREACHABLE', detail, heals: false });
  });
});

describe('send, through a proxy', () => {
  const target = 'https://api.confluent.invalid/x';

  const refusals: [number, boolean][] = [
    [407, false],
    [503, true],
  ];
  for (const [status, heals] of refusals) {
    test(`names the proxy that refuses with ${status}, without its password`, async (t) => {
      const proxy = await rawServer(t, (socket, data) => {
        const answer = data.startsWith('CONNECT api.confluent.invalid:443 ') ? status : 500;
        socket.end(`HTTP/1.1 ${answer} What\r\nx: ::error::\r\ncontent-length: 0\r\n\r\n`);
      });
      const variables = { https_proxy: `http://user:password@${proxy}` };
      const failure = await withEnv(variables, () => failureOf(send(get(target), 10_000)));
      const detail = `the proxy answered ${status}`;
      assert.deepEqual(failure, { code: 'UNREACHABLE', detail, heals });
    });
  }

  test('times out on a proxy that hangs', async (t) => {
    const variables = { https_proxy: `http://${await rawServer(t, () => {})}` };
    assert.equal((await withEnv(variables, () => failureOf(send(get(target), 200)))).code, 'TIMED_OUT');
  });

  test('is a failure if the user of the proxy cannot be decoded', async () => {
    const failure = await withEnv({ https_proxy: 'secret%zz@host:1' }, () =>
      failureOf(send(get(target), 10_000)),
    );
    assert.deepEqual([failure.code, failure.detail], ['UNREACHABLE', 'connection failed']);
  });

  for (const bad of ['ht tp', ':::', '//user:secret-word@:x']) {
    test(`is a failure that names no part of the proxy's URL if it is ${bad}`, async () => {
      const failure = await withEnv({ https_proxy: bad }, () => failureOf(send(get(target), 10_000)));
      const detail = 'ERR_INVALID_URL (Invalid URL)';
      assert.deepEqual(failure, { code: 'UNREACHABLE', detail, heals: false });
    });
  }
});

describe('send, on a connection that is open already', { timeout: HANG_MS }, () => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

  /** A server that does this with its first connection, and answers on others; a connection to it, of plain TCP. */
  async function connected(t: TestContext, manner: (socket: net.Socket) => unknown) {
    const manners = [manner];
    const { port, sockets, host } = await startTcp(t, (socket) => {
      const next = manners.pop() ?? ((other) => other.end(answer));
      socket.once('data', () => next(socket));
    });
    const socket = net.connect(port, '127.0.0.1');
    t.after(() => socket.destroy());
    await once(socket, 'connect');
    const given = [socket];
    const connection = { take: async () => given.pop() } as unknown as EarlyConnection;
    return { sockets, localPort: socket.localPort, request: { ...get(`http://${host}/`), connection } };
  }

  test('goes out on it', async (t) => {
    const { sockets, localPort, request } = await connected(t, (socket) => socket.end(answer));
    assert.equal((await replied(send(request, HANG_MS))).body, 'ok');
    const ports = sockets.map(({ remotePort }) => remotePort);
    assert.deepEqual(ports, [localPort]);
  });

  test('goes out on a new one if it breaks', async (t) => {
    const { sockets, request } = await connected(t, (socket) => socket.resetAndDestroy());
    assert.equal((await replied(send(request, HANG_MS))).body, 'ok');
    assert.equal(sockets.length, 2);
  });

  test('opens no other where the time is over', async (t) => {
    const { sockets, request } = await connected(t, () => {});
    assert.equal((await failureOf(send(request, 200))).code, 'TIMED_OUT');
    // What would be opened in its place comes within some turns.
    for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
    assert.equal(sockets.length, 1);
  });

  test('takes a reply 101 for no answer: the time runs out, and the connection is ended', async (t) => {
    const switchOver = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n';
    const { sockets, request } = await connected(t, (socket) => socket.write(switchOver));
    assert.equal((await failureOf(send(request, 200))).code, 'TIMED_OUT');
    const [theirs] = sockets as [net.Socket];
    if (!theirs.resume().destroyed) await once(theirs, 'close');
  });
});

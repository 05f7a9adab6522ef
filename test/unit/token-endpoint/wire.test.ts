import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import type { TokenReply } from '../../../src/token-endpoint/handler.ts';
import { LARGEST_BODY, type TokenRequest } from '../../../src/token-endpoint/handler.ts';
import { listen } from '../../../src/token-endpoint/server.ts';
import { HANG_MS } from '../../helpers/token-endpoint.ts';

const REPLY = { status: 200, headers: { 'content-length': '2' }, body: 'ok' };

/** A listener, and a client that speaks to it byte by byte. */
async function converse(t: TestContext, answer = async (): Promise<TokenReply> => REPLY) {
  const asked: TokenRequest[] = [];
  const { port, close } = await listen(0, async (request) => {
    asked.push(request);
    return await answer();
  });
  t.after(() => close());
  const connect = async () => {
    const client = net.connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
    t.after(() => client.destroy());
    client.on('error', () => {});
    await once(client, 'connect');
    return client;
  };
  return { asked, connect };
}

/** Sends one piece after the other, each in a turn of its own. */
async function send(client: Socket, ...pieces: (string | Buffer)[]): Promise<void> {
  for (const piece of pieces) {
    await new Promise((resolve) => client.write(piece, resolve));
    await new Promise(setImmediate);
  }
}

const head = (length: number, ...headers: string[]) =>
  ['POST /x HTTP/1.1', 'Host: h', `Content-Length: ${length}`, ...headers, '', ''].join('\r\n');

/** The head of the next reply. */
async function reply(client: Socket): Promise<string> {
  let text = '';
  while (!text.endsWith('ok')) text += (await once(client, 'data'))[0];
  return text;
}

suite('token endpoint: on the wire', { timeout: HANG_MS }, () => {
  test('puts a body together that comes in pieces, within a character as well', async (t) => {
    const { asked, connect } = await converse(t);
    const body = Buffer.from('a=\u00e9&b=\u20ac&c=3');
    for (const cuts of [[3], [1, 2, 3, 4], [9, 10]]) {
      const ends = [...cuts, body.length];
      const pieces = ends.map((end, at) => body.subarray(ends[at - 1] ?? 0, end));
      const client = await connect();
      await send(client, head(body.length), ...pieces);
      await reply(client);
      assert.equal(asked.at(-1)?.body, body.toString());
    }
  });

  test('takes a body of 16 KiB in pieces, and gives up one that is longer', async (t) => {
    const { asked, connect } = await converse(t);
    const half = 'x'.repeat(LARGEST_BODY / 2);
    for (const more of ['', 'y', 'y'.repeat(9_000)]) {
      const client = await connect();
      await send(client, head(LARGEST_BODY + more.length), half, half, more);
      await reply(client);
      assert.equal(asked.at(-1)?.body, more === '' ? half + half : undefined);
    }
  });

  test('an absent body is an empty one', async (t) => {
    const { asked, connect } = await converse(t);
    const client = await connect();
    await send(client, head(0));
    await reply(client);
    assert.equal(asked.at(-1)?.body, '');
  });

  test('hands on the headers in lower case, one with a dangerous name among them', async (t) => {
    const { asked, connect } = await converse(t);
    const client = await connect();
    await send(client, head(0, 'ORIGIN: o', 'Content-Type: t', '__proto__: p'));
    await reply(client);
    const { headers } = asked.at(-1) as TokenRequest;
    assert.deepEqual(
      [headers.origin, headers['content-type'], headers.authorization],
      [['o'], ['t'], undefined],
    );
  });

  test('ends a connection with its answer', async (t) => {
    const client = await (await converse(t)).connect();
    const closed = once(client, 'close');
    await send(client, head(0, 'Connection: keep-alive'));
    assert.match(await reply(client), /\r\nconnection: close\r\n/i);
    await closed;
  });

  test('does not parse a second request, sent before the first reply', async (t) => {
    const { promise, resolve } = Promise.withResolvers<TokenReply>();
    const { asked, connect } = await converse(t, () => promise);
    const client = await connect();
    const closed = once(client, 'close');
    client.write(head(0).repeat(1_000), () => setImmediate(resolve, REPLY));
    await closed;
    assert.equal(asked.length, 1);
    const other = await connect();
    await send(other, head(0));
    await reply(other);
  });

  test('lives on when a client goes within its body', async (t) => {
    const { asked, connect } = await converse(t);
    const client = await connect();
    await send(client, head(10), 'half');
    client.resetAndDestroy();
    const other = await connect();
    await send(other, head(0));
    await reply(other);
    assert.equal(asked.length, 1);
  });
});

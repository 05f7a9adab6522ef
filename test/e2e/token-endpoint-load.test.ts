import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent } from 'node:http';
import net, { type Socket } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { hang, hangAfterHeaders, startServer } from '../fakes/http.ts';
import {
  ACCESS_PATH,
  ask,
  basic,
  configFor,
  FORM,
  ID_PATH,
  rawRequest,
  speak,
  startRemotes,
  together,
} from '../support/token-endpoint.ts';
import { startEndpointJob } from '../support/token-endpoint-job.ts';
import { residentMemory, startServe } from '../support/token-endpoint-process.ts';

/** The endpoint as a process, with both remotes. */
async function start(t: TestContext, env: NodeJS.ProcessEnv = {}) {
  const remotes = await startRemotes(t);
  const { said, pid, child } = await startServe(t, JSON.stringify(configFor(remotes)), { env });
  /** It lives, and does its work. */
  const serves = async () => {
    assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
  };
  return { ...remotes, port: said.port as number, pid, serves };
}

const MIB = 1024 * 1024;
const HEAD = `POST ${ID_PATH} HTTP/1.1\r\nHost: x\r\n`;

suite('token endpoint under fire', together, () => {
  test('garbage on the wire: refused or cut off, never the end of the process', async (t) => {
    const { port, serves } = await start(t);
    const own = `127.0.0.1:${port}`;
    const good = rawRequest(own, [`Authorization: ${basic()}`]);
    const garbage: (string | Buffer)[] = [
      randomBytes(100_000),
      Buffer.alloc(100_000),
      Buffer.from('16030100f4010000f00303', 'hex'),
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'GET /\r\n\r\n',
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      `${HEAD}no colon\r\n\r\n`,
      `${HEAD}A: \0\r\n\r\n`,
      `${HEAD}Content-Length: -1\r\n\r\n`,
      `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${HEAD}Transfer-Encoding: chunked\r\n\r\nzzz\r\n\r\n`,
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n${'0'.repeat(20)};${'x'.repeat(50_000)}`,
      `${HEAD}A: ${'x'.repeat(50_000)}\r\n\r\n`,
      `${HEAD}${'A: b\r\n'.repeat(5_000)}\r\n`,
      `POST /${'x'.repeat(50_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `${HEAD}Expect: the worst\r\nConnection: close\r\n\r\n`,
      rawRequest(own, ['Upgrade: websocket', 'Origin: x']),
      rawRequest(own, [`Authorization: Basic ${'A'.repeat(8_000)}`]),
      good.replace('Connection: close\r\n', '') + good,
    ];
    for (const bytes of garbage) {
      const heard = await speak(port, bytes);
      const name = bytes.toString('latin1').slice(0, 80);
      assert.match(heard, /^$|^HTTP\/1\.1 (4\d\d|200) /, name);
      assert.equal(/access_token/.test(heard), bytes === garbage.at(-1), name);
    }
    await serves();
  });

  test('pipelined requests whose replies nobody reads: cut off, and others are served', async (t) => {
    const { port, serves } = await start(t);
    const one = `GET /x HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
    const sockets = Array.from({ length: 20 }, () => net.connect(port, '127.0.0.1'));
    t.after(() => sockets.map((socket) => socket.destroy()));
    const ended = sockets.map(async (socket) => {
      socket.on('error', () => {});
      socket.resume();
      const closed = once(socket, 'close');
      socket.write(one.repeat(1_000));
      await closed;
    });
    await Promise.all(ended);
    await serves();
  });

  test('bodies of 10 MiB: each is told 413', async (t) => {
    const { port, github, serves } = await start(t);
    const body = Buffer.alloc(10 * MIB, 'x');
    for (const path of [ID_PATH, ACCESS_PATH, '/stop']) {
      for (const headers of [{}, { 'transfer-encoding': 'chunked' }, { authorization: undefined }]) {
        const { status, json } = await ask(port, { path, body, headers });
        assert.deepEqual([status, json.error], [413, 'invalid_request']);
      }
    }
    assert.deepEqual(github.requests, []);
    await serves();
  });

  test('100 half-open connections: real requests are served meanwhile, and every one is cut off', async (t) => {
    const { port, serves } = await start(t);
    const kinds: [string, RegExp][] = [
      ['', /^HTTP\/1\.1 408 /],
      ['POST /oauth2/to', /^HTTP\/1\.1 408 /],
      [`${HEAD}Content-Type: ${FORM}\r\nAuthor`, /^HTTP\/1\.1 408 /],
      [`${HEAD}Content-Length: 100\r\n\r\ngrant`, /^HTTP\/1\.1 408 /],
      // More than 16 KiB, and no end.
      [`${HEAD}Transfer-Encoding: chunked\r\n\r\n4e20\r\n${'x'.repeat(20_000)}\r\n`, /^HTTP\/1\.1 408 /],
    ];
    const all = Array.from({ length: 100 }, (_, n) => kinds[n % kinds.length] as [string, RegExp]);
    let open = all.length;
    const held = all.map(async ([bytes, expected]) => {
      const heard = await speak(port, bytes);
      open--;
      assert.match(heard, expected, bytes.slice(0, 80));
    });
    for (let n = 0; n < 20; n++) await serves();
    assert.ok(open > 0);
    await Promise.all(held);
    await serves();
  });

  test('10,000 requests leave no memory behind', async (t) => {
    // A small young generation, so that what is garbage does not count for long.
    const { port, pid, serves } = await start(t, { NODE_OPTIONS: '--max-semi-space-size=1' });
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    t.after(() => agent.destroy());
    const requests = async (count: number) => {
      const worker = async () => {
        for (let n = 0; n < count / 8; n++) {
          const { status } = await ask(port, { agent, path: n % 2 === 0 ? ID_PATH : ACCESS_PATH });
          assert.equal(status, 200);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
    };
    await requests(2_000);
    const before = residentMemory(pid);
    await requests(10_000);
    const after = residentMemory(pid);
    if (before !== undefined && after !== undefined) {
      t.diagnostic(`${before.toFixed(1)} MiB before, ${after.toFixed(1)} MiB after`);
      assert.ok(after - before < 16, `${before} MiB before, ${after} MiB after`);
    }
    await serves();
  });

  test('has no room for more than 512 connections, and is there again for those after', async (t) => {
    const { port, serves } = await start(t);
    const turnedAway: string[] = [];
    const open = (): Promise<Socket> =>
      new Promise((resolve) => {
        const socket = net.connect(port, '127.0.0.1', () => resolve(socket));
        let heard = '';
        socket.on('data', (chunk) => {
          heard += chunk;
        });
        socket.on('error', () => {});
        // One that was let in and then said nothing is told 408.
        socket.on('close', () => heard === '' && turnedAway.push(heard));
      });
    const sockets = await Promise.all(Array.from({ length: 530 }, open));
    await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')));
    assert.ok(turnedAway.length > 0 && turnedAway.length <= 18, `${turnedAway.length} turned away`);
    await serves();
  });

  test('post does not wait long for somebody on the old port who says nothing', async (t) => {
    const { main, post } = await startEndpointJob(t);
    const first = await main();
    const other = await startServer();
    t.after(() => other.close());
    const env = { 'STATE_confluent-cloud-auth-port': String(other.port) };
    const silent = [hang(), hangAfterHeaders()].map((reply) => {
      other.next(reply);
      return post(first, { env });
    });
    for (const { masked } of await Promise.all(silent)) assert.doesNotMatch(masked, /endpoint/);
    assert.deepEqual([other.requests.length, other.unused()], [2, 0]);
    assert.match((await post(first)).masked, /^Token endpoint: /);
  });
});

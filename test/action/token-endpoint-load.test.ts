import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import net from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ACCESS_PATH,
  ask,
  configFor,
  FORM,
  ID_PATH,
  openSilent,
  over,
  rawRequest,
  STOP_KEY,
  speak,
  startRemotes,
  together,
  until,
} from '../helpers/token-endpoint.ts';
import { endpointOf, startEndpointJob } from '../helpers/token-endpoint-job.ts';
import { residentMemory, startServe } from '../helpers/token-endpoint-process.ts';

/** The endpoint as a process, with both remotes. */
async function start(t: TestContext, env: NodeJS.ProcessEnv = {}) {
  const remotes = await startRemotes(t);
  const { said, pid, child, ended } = await startServe(t, JSON.stringify(configFor(remotes)), { env });
  /** It lives, and does its work. */
  const serves = async () => {
    assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
  };
  const stop = async () => {
    const headers = { authorization: `Bearer ${STOP_KEY}` };
    assert.equal((await ask(said.port, { path: '/stop', headers })).status, 200);
    assert.equal(await ended, 0);
  };
  return { ...remotes, port: said.port as number, pid, serves, stop };
}

const MIB = 1024 * 1024;
const HEAD = `POST ${ID_PATH} HTTP/1.1\r\nHost: x\r\n`;

suite('token endpoint under fire', together, () => {
  test('garbage on the wire: refused or cut off, never the end of the process', async (t) => {
    const { port, serves } = await start(t);
    const own = `127.0.0.1:${port}`;
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
    ];
    for (const bytes of garbage) {
      const heard = await speak(port, bytes);
      const name = bytes.toString('latin1').slice(0, 80);
      assert.match(heard, /^$|^HTTP\/1\.1 4\d\d /, name);
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
      socket.write(one.repeat(1_000));
      await over(socket);
    });
    await Promise.all(ended);
    await serves();
  });

  test('2.5 MiB a second of tiny pipelined requests: clients are served, and it ends when it is asked to', async (t) => {
    const { port, serves, stop } = await start(t);
    // In a process of its own: what it sends must not wait for the clients of this one.
    const source = `const chunk = Buffer.from('GET / HTTP/1.1\\r\\nHost:x\\r\\n\\r\\n'.repeat(2_300));
      setInterval(() => {
        const socket = require('node:net').connect(${port}, '127.0.0.1', () => socket.write(chunk));
        socket.on('error', () => {}).resume();
      }, 25);`;
    const flood = spawn(process.execPath, ['--eval', source], { stdio: 'ignore' });
    t.after(() => flood.kill('SIGKILL'));
    for (let n = 0; n < 10; n++) {
      await Promise.all([serves(), serves(), serves()]);
      await sleep(200);
    }
    await stop();
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
    assert.equal(github.tokenRequests().length, 1);
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
    await serves();
    assert.ok(open > 0);
    for (let n = 0; n < 20; n++) await serves();
    await Promise.all(held);
    await serves();
  });

  test('2,000 requests leave no memory behind', async (t) => {
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
    await requests(1_000);
    const before = residentMemory(pid);
    await requests(2_000);
    const after = residentMemory(pid);
    if (before !== undefined && after !== undefined) {
      t.diagnostic(`${before.toFixed(1)} MiB before, ${after.toFixed(1)} MiB after`);
      assert.ok(after - before < 8, `${before} MiB before, ${after} MiB after`);
    }
    await serves();
  });

  test('bodies in chunks of one byte, over 510 connections: little memory, and clients are served', async (t) => {
    const { port, pid, serves } = await start(t);
    const { sockets } = await openSilent(t, port, 510);
    const bytes = `${HEAD}Transfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(2_000)}`;
    for (const socket of sockets) socket.write(bytes);
    for (let n = 0; n < 20; n++) await serves();
    // Answered or cut off: then all of it has been read.
    for (const socket of sockets) socket.write('0\r\n\r\n');
    await Promise.all(sockets.map(over));
    const highest = residentMemory(pid, 'highest');
    if (highest !== undefined) {
      t.diagnostic(`${highest.toFixed(1)} MiB at its highest`);
      assert.ok(highest < 150, `${highest} MiB`);
    }
    await serves();
  });

  for (const count of [512, 1_100]) {
    test(`${count} connections that say nothing: every client is served, and post ends it`, async (t) => {
      const { main, post, nothingLeft } = await startEndpointJob(t);
      const first = await main();
      const { port, ask: askAsClient } = endpointOf(first);
      const strangers = await openSilent(t, port, count);
      assert.ok(strangers.closed() < count, 'strangers are there');
      for (let n = 0; n < 50; n++) assert.equal((await askAsClient()).status, 200, `request ${n + 1}`);
      assert.match(
        (await post(first)).masked,
        /^Token endpoint: 50 tokens served, 1 token fetched, 0 requests refused$/m,
      );
      await nothingLeft();
    });
  }

  test('has room for 512 connections: of more, those that came first must go', async (t) => {
    const { port, serves } = await start(t);
    const strangers = await openSilent(t, port, 530);
    await until(() => strangers.closed() >= 18, 'the end of those that came first');
    await serves();
    assert.ok(strangers.closed() < 500, `${strangers.closed()} gone`);
    await Promise.all(strangers.sockets.map(over));
    await serves();
  });

  test('600 clients, each of which would keep its connection', async (t) => {
    const { port } = await start(t);
    const agents = Array.from({ length: 600 }, () => new Agent({ keepAlive: true }));
    t.after(() => agents.map((agent) => agent.destroy()));
    const left = agents.values();
    const one = async () => {
      for (const agent of left) assert.equal((await ask(port, { agent })).status, 200);
    };
    await Promise.all(Array.from({ length: 20 }, one));
  });
});

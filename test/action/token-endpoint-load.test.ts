import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { stopTokenEndpoint } from '../../src/token-endpoint/stop.ts';
import {
  ask,
  configFor,
  HANG_MS,
  ID_PATH,
  STOP_KEY,
  startRemotes,
  together,
} from '../helpers/token-endpoint.ts';
import { startServe } from '../helpers/token-endpoint-process.ts';

/** The token endpoint as a process, with both remotes. */
async function start(t: TestContext) {
  const { said, pid, child, ended } = await startServe(t, JSON.stringify(configFor(await startRemotes(t))));
  /** It lives, and does its work. */
  const serves = async () => {
    // On a busy machine, a client that had to wait for too long is cut off, and asks again.
    const reply = await ask(said.port).catch(() => ask(said.port));
    assert.equal(reply.status, 200);
    assert.equal(child.exitCode, null);
  };
  return { port: said.port as number, pid, ended, serves };
}

/** Connections of a stranger who says nothing; resolves when all have been made. */
async function openSilent(t: TestContext, port: number, count: number): Promise<net.Socket[]> {
  const connect = (): Promise<net.Socket> =>
    new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(socket));
      socket.on('error', () => resolve(socket)).resume();
      t.after(() => socket.destroy());
    });
  return await Promise.all(Array.from({ length: count }, connect));
}

suite('token endpoint under fire', together, () => {
  test('a flood of tiny pipelined requests: clients are served, and it ends when it is asked to', async (t) => {
    const { port, ended, serves } = await start(t);
    // In a process of its own: what it sends must not wait for the clients of this one.
    const source = `const chunk = Buffer.from('GET / HTTP/1.1\\r\\nHost:x\\r\\n\\r\\n'.repeat(2_300));
      setInterval(() => {
        const socket = require('node:net').connect(${port}, '127.0.0.1', () => socket.write(chunk));
        socket.on('error', () => {}).on('close', () => console.log('one')).resume();
      }, 25);`;
    const flood = spawn(process.execPath, ['--eval', source], { stdio: ['ignore', 'pipe', 'ignore'] });
    t.after(() => flood.kill('SIGKILL'));
    for (let n = 0; n < 5; n++) {
      await once(flood.stdout, 'data');
      await Promise.all([serves(), serves(), serves()]);
    }
    const headers = { authorization: `Bearer ${STOP_KEY}` };
    assert.equal((await ask(port, { path: '/stop', headers })).status, 200);
    assert.equal(await ended, 0);
  });

  test('bodies in chunks of one byte, over 510 connections: little memory, and clients are served', async (t) => {
    const { port, pid, serves } = await start(t);
    const sockets = await openSilent(t, port, 510);
    const over = sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve)));
    const head = `POST ${ID_PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
    for (const socket of sockets) socket.write(head + '1\r\nx\r\n'.repeat(1_000));
    for (let n = 0; n < 5; n++) await serves();
    // Answered or cut off: then all of it has been read.
    for (const socket of sockets) socket.write('0\r\n\r\n');
    await Promise.all(over);
    if (process.platform === 'linux') {
      const highest = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
      assert.ok(highest < 150, `${highest} MiB`);
    }
    await serves();
  });

  test('1,100 connections that say nothing: clients are served, and post ends it', async (t) => {
    const { port, ended, serves } = await start(t);
    await openSilent(t, port, 1_100);
    for (let n = 0; n < 10; n++) await serves();
    const ending = await stopTokenEndpoint({ port, stopKey: STOP_KEY }, HANG_MS);
    assert.ok(typeof ending === 'object' && ending.served >= 10);
    assert.equal(await ended, 0);
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startRelay } from '../../scripts/bench/relay.ts';

const ROUND_TRIP = 200;
/** Timers may be a little early; late is not wrong. */
const EARLY = 5;

test('the relay of npm run bench: first bytes pay for the opening too, the next for their own way; all come, in order', async (t) => {
  const echo = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  t.after(() => echo.close());
  await once(echo, 'listening');
  const started = performance.now();
  const socket = net.connect(await startRelay((echo.address() as AddressInfo).port, ROUND_TRIP));
  t.after(() => socket.destroy());
  socket.write('a');
  assert.equal(String((await once(socket, 'data'))[0]), 'a');
  const first = performance.now();
  assert.ok(first - started >= 2 * ROUND_TRIP - EARLY, `${first - started} ms`);
  const all = Array.from({ length: 50 }, (_, index) => `${index} `);
  for (const part of all) {
    socket.write(part);
    await new Promise(setImmediate);
  }
  socket.end();
  assert.equal(Buffer.concat(await socket.toArray()).toString(), all.join(''));
  assert.ok(performance.now() - first >= ROUND_TRIP - EARLY, `${performance.now() - first} ms`);
});

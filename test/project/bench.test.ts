import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { after, before, suite, type TestContext, test } from 'node:test';
import { pace } from '../../scripts/bench/paced.ts';
import { startRelay } from '../../scripts/bench/relay.ts';
import { median, row, table } from '../../scripts/bench/table.ts';
import { startServer } from '../fakes/http.ts';

const ROUND_TRIP = 200;
/** Timers may be a little early; late is not wrong. */
const EARLY = 5;

suite('the relay of npm run bench', () => {
  const echo = net.createServer((socket) => socket.pipe(socket));
  before(async () => void (await once(echo.listen(0, '127.0.0.1'), 'listening')));
  after(() => echo.close());
  const open = async (t: TestContext) => {
    const relay = await startRelay((echo.address() as AddressInfo).port, ROUND_TRIP);
    t.after(relay.close);
    const socket = net.connect(relay.port, '127.0.0.1');
    t.after(() => socket.destroy());
    await once(socket, 'connect');
    return socket;
  };

  test('the first bytes pay for the opening too, the next only for their own way', async (t) => {
    const started = performance.now();
    const socket = await open(t);
    await say(socket, 'a');
    const first = performance.now();
    assert.ok(first - started >= 2 * ROUND_TRIP - EARLY, `${first - started} ms`);
    await say(socket, 'b');
    assert.ok(performance.now() - first >= ROUND_TRIP - EARLY, `${performance.now() - first} ms`);
  });

  test('all bytes come, in order, and the end after them', async (t) => {
    const socket = await open(t);
    const all = Array.from({ length: 50 }, (_, index) => `${index} `);
    for (const part of all) {
      socket.write(part);
      await new Promise(setImmediate);
    }
    socket.end();
    const chunks: Buffer[] = await socket.toArray();
    assert.equal(Buffer.concat(chunks).toString(), all.join(''));
  });
});

async function say(socket: Socket, word: string): Promise<void> {
  socket.write(word);
  const [heard] = await once(socket, 'data');
  assert.equal(String(heard), word);
}

suite('the figures of npm run bench', () => {
  test('the ratio is the median of the ratios, not the ratio of the medians', () => {
    const pairs = [
      { ours: 2, bare: 1 },
      { ours: 30, bare: 10 },
      { ours: 100, bare: 25 },
    ];
    assert.deepEqual(row('x', pairs, String, '1.1'), ['x', '30', '10', '3.00', '1.1']);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.throws(() => median([]));
  });

  test('the table is Markdown', () => {
    const lines = table([['a', '1 ms', '2 ms', '0.50', '']]).split('\n');
    assert.deepEqual(
      lines.map((line) => line.split('|').length),
      [7, 7, 7],
    );
    assert.equal(lines[2], '| a | 1 ms | 2 ms | 0.50 |  |');
  });

  test('a steady rate sends each request once; a refusal is an error', async (t) => {
    let status = 200;
    const server = await startServer({ handle: () => ({ status, body: 'x' }) });
    t.after(server.close);
    const request = { url: server.url, method: 'POST', headers: { 'x-a': 'b' }, body: 'c' };
    assert.equal((await pace(request, 200, 0.5, 5)).length, 100);
    assert.equal(server.requests.length, 100);
    assert.deepEqual([...new Set(server.requests.map(({ body, headers }) => body + headers['x-a']))], ['cb']);
    status = 503;
    await assert.rejects(pace(request, 10, 0.1, 5), /status 503/);
  });
});

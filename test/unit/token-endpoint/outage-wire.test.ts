import assert from 'node:assert/strict';
import net from 'node:net';
import { mock, suite, type TestContext, test } from 'node:test';
import { serveTokens } from '../../../src/token-endpoint/serve.ts';
import {
  ACCESS_PATH,
  ask,
  configFor,
  ID_PATH,
  type Remotes,
  STOP_KEY,
  startRemotes,
} from '../../helpers/token-endpoint.ts';
import { testClock } from '../../helpers/token-endpoint-clock.ts';
import { silent, trafficSettled, watchEndpoint } from '../../helpers/token-endpoint-traffic.ts';
import { type FakeServer, pass, type Reply, status } from '../../servers/http.ts';

const LASTS_MS = 200_000;
const EVERY_MS = 20_000;

/** A way to a server that can be closed: connections are refused then. */
async function startWay(t: TestContext, server: FakeServer) {
  const open = new Set<net.Socket>();
  const way = net.createServer((socket) => {
    const on = net.connect(server.port, '127.0.0.1');
    for (const end of [socket, on]) {
      open.add(end);
      end.on('close', () => open.delete(end)).on('error', () => {});
    }
    socket.pipe(on).pipe(socket);
  });
  const listen = (port: number) => new Promise<void>((resolve) => way.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = way.address() as net.AddressInfo;
  const close = () => {
    for (const socket of open) socket.destroy();
    return new Promise<void>((resolve) => void way.close(() => resolve()));
  };
  t.after(close);
  return { url: `http://127.0.0.1:${port}`, close, reopen: () => listen(port) };
}

interface Outage {
  readonly away: 'github' | 'sts';
  /** What it answers; undefined: connections are refused. */
  readonly reply: Reply | undefined;
  /** Milliseconds from the first tokens on. */
  readonly after: number;
}

/** A token endpoint through an outage and a minute more, asked for both tokens by its clients, all on the wire. */
async function play(t: TestContext, remotes: Remotes, { away, reply, after }: Outage): Promise<void> {
  const clock = testClock({
    settle: trafficSettled,
    random: () => 0.9,
    stepMs: 1_000,
    onStep: (ms) => mock.timers.tick(ms),
  });
  const way = await startWay(t, remotes[away]);
  let isAway = false;
  if (reply) remotes[away].next(...Array<Reply>(400).fill((...args) => (isAway ? reply : pass)(...args)));
  const config = configFor(remotes, away === 'sts' && !reply ? { endpoint: way.url } : {});
  const url = new URL(config.requestUrl);
  const requestUrl = away === 'github' && !reply ? way.url + url.pathname + url.search : config.requestUrl;
  const server = await serveTokens(
    { ...config, requestUrl },
    clock,
    Promise.resolve(),
    clock.now(),
    () => {},
  );
  let isOpen = true;
  t.after(() => (isOpen ? server.close() : undefined));
  watchEndpoint(server.port);

  const start = clock.time;
  const replies: Promise<[number, number, number]>[] = [];
  const request = async (path: string): Promise<[number, number, number]> => {
    const at = clock.time;
    const { status: code } = await ask(server.port, { path });
    return [at - start, code, clock.time - at];
  };
  const until = async (time: number) => {
    for (; clock.time < start + time; await clock.advance(Math.min(EVERY_MS, start + time - clock.time))) {
      replies.push(request(ID_PATH), request(ACCESS_PATH));
    }
  };
  await until(after);
  const before = remotes[away].tokenRequests().length;
  isAway = true;
  if (!reply) await way.close();
  await until(after + LASTS_MS);
  isAway = false;
  const tries = remotes[away].tokenRequests().length - before;
  if (!reply) await way.reopen();
  await until(after + LASTS_MS + 60_000);
  await clock.advance(20_000);

  const seen = await Promise.all(replies);
  assert.ok(seen.length >= 26, `${seen.length} replies`);
  assert.deepEqual(
    seen.filter(([, code, waited]) => code !== 200 || waited > 2_000),
    [],
  );
  // It was away for real, and is back for real.
  assert.ok(reply ? tries > 2 : tries === 0, `${tries} requests`);
  isOpen = false;
  const stop = { path: '/stop', headers: { authorization: `Bearer ${STOP_KEY}` } };
  const { refused, fetched } = (await ask(server.port, stop)).json;
  assert.ok(refused === 0 && fetched >= 4, `${refused} refused, ${fetched} fetched`);
}

suite('token endpoint: 200 s without a remote, on the wire', () => {
  const replies = { refused: undefined, silent: silent(), 503: status(503), 500: status(500) };
  // Just before either token is fetched again, and in between.
  const moments = { github: [59_500, 44_000, 50_000, 55_000], sts: [179_500, 100_000, 175_000, 140_000] };
  for (const away of ['github', 'sts'] as const) {
    for (const [n, [name, reply]] of Object.entries(replies).entries()) {
      test(`no client notices: ${away}, ${name}`, async (t) => {
        const remotes = await startRemotes(t);
        mock.timers.enable({ apis: ['setTimeout'] });
        t.after(() => mock.timers.reset());
        await play(t, remotes, { away, reply, after: moments[away][n] as number });
      });
    }
  }
});

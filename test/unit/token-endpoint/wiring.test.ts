import assert from 'node:assert/strict';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { mock, suite, type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { serveTokens } from '../../../src/token-endpoint/wiring.ts';
import type { Inputs } from '../../../src/tokens.ts';
import {
  ACCESS_PATH,
  type Ask,
  ask,
  basic,
  CREDENTIALS,
  configFor,
  GRANT,
  HANG_MS,
  ID_PATH,
  type Remotes,
  type Reply,
  rawRequest,
  STOP_KEY,
  speak,
  startRemotes,
  together,
} from '../../helpers/token-endpoint.ts';
import { realClock, type TestClock, testClock } from '../../helpers/token-endpoint-clock.ts';
import {
  echo,
  type FakeServer,
  hang,
  html,
  json,
  pass,
  type Reply as RemoteReply,
  reset,
  status,
} from '../../servers/http.ts';
import { verifierOf } from '../../servers/verify.ts';

const NONE = { served: 0, fetched: 0, refused: 0, lastCause: '', turnedAway: 0, lastReason: '' };
const inForm = `${GRANT}&client_id=${CREDENTIALS.clientId}&client_secret=${CREDENTIALS.clientSecret}`;

/** So old, the first token is dead. */
const AGE_MS = 301_000;

/** All requests of this process, as Node tells of them. */
const open = new Set<ClientRequest>();
/** Ports at the clients' end of requests that wait for a time to come, not for the network. */
const waiting = new Set<number | undefined>();
const endpoints = new Set<number>();

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: net.Server;
}

subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  open.add(request);
  request.once('close', () => open.delete(request));
});
subscribe('http.server.request.start', (message) => {
  const { request, response, server } = message as Arrival;
  const { port } = (server.address() ?? {}) as Partial<AddressInfo>;
  if (port !== undefined && endpoints.has(port)) waits(request, response);
});

function waits({ socket: { remotePort } }: IncomingMessage, response: ServerResponse): void {
  waiting.add(remotePort);
  response.once('finish', () => waiting.delete(remotePort));
  response.once('close', () => waiting.delete(remotePort));
}

/** `hang`, for use with a test clock: no reply is on its way. */
function silent(): RemoteReply {
  return (request, response, context) => {
    waits(request, response);
    return hang()(request, response, context);
  };
}

/** So many turns of the event loop take what is neither a request nor a sleep. */
const QUIET_TURNS = 6;

/** Resolves when no request of this process is on its way, there or back. */
async function trafficSettled(): Promise<void> {
  const deadline = performance.now() + HANG_MS;
  for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
    await turn();
    if ([...open].some(({ socket }) => !waiting.has(socket?.localPort))) quiet = 0;
    if (performance.now() > deadline) throw new Error('a request is under way for ever');
  }
}

/** A token endpoint in this process, with both remotes. */
async function serve(
  t: TestContext,
  clock = realClock,
  changes: Partial<Inputs> = {},
  published = Promise.resolve(),
) {
  const remotes = await startRemotes(t);
  const stopped = Promise.withResolvers<void>();
  const config = configFor(remotes, changes);
  const { port, close } = await serveTokens(config, clock, published, clock.now(), stopped.resolve);
  let isStopped = false;
  stopped.promise.then(() => {
    isStopped = true;
  });
  t.after(() => (isStopped ? undefined : close()));
  const stop = { path: '/stop', headers: { authorization: `Bearer ${STOP_KEY}` } };
  return {
    ...remotes,
    port,
    stopped: stopped.promise,
    ask: (options?: Ask) => ask(port, options),
    /** Ends it as post does, and gives what it has done. */
    stop: async () => (await ask(port, stop)).json,
  };
}

/**
 * A token endpoint whose time goes on by hand.
 * @param age milliseconds since it has fetched its first token
 */
async function serveInTestTime(t: TestContext, changes: Partial<Inputs> = {}, age = 0) {
  const clock = testClock({ settle: trafficSettled });
  const served = await serve(t, clock, changes);
  endpoints.add(served.port);
  await clock.advance(age);
  return { ...served, clock, ask: (options?: Ask) => clock.passFor(served.ask(options)) };
}

/** On the wire: librdkafka would take a body for the beginning of its next reply's. */
function assertUnavailable({ status: code, headers, text }: Reply): void {
  assert.deepEqual([code, text, headers['content-length']], [503, '', '0']);
  // Schema Registry's client for JavaScript does not try again without the type.
  const type = headers['content-type'];
  assert.deepEqual([type, headers['transfer-encoding']], ['application/json', undefined]);
  assert.deepEqual([headers['retry-after'], headers['cache-control']], ['5', 'no-store']);
}

suite('the token endpoint serves', together, () => {
  test('a GitHub ID token of the input audience, that says itself when it expires', async (t) => {
    const { ask, github, sts } = await serve(t, realClock, { audience: 'urn:of the job' });
    const before = Date.now() / 1000;
    for (const options of [{}, { body: inForm, headers: { authorization: undefined } }]) {
      const { status: code, json: body } = await ask(options);
      assert.deepEqual([code, body.token_type], [200, 'Bearer']);
      const { aud, exp = 0 } = await verifierOf(github.issuer)(body.access_token);
      assert.equal(aud, 'urn:of the job');
      // The times in the token are whole seconds.
      assert.ok(body.expires_in <= exp - before + 1 && body.expires_in >= exp - Date.now() / 1000 - 1);
    }
    assert.deepEqual([github.issued.length, sts.requests.length], [1, 0]);
  });

  test("a Confluent access token, exchanged as main does it, on the STS's own path", async (t) => {
    const { ask, github, sts } = await serveInTestTime(t, { expiresIn: 600 });
    const { status: code, json: body } = await ask({ path: ACCESS_PATH });
    assert.deepEqual([code, body.access_token, body.expires_in], [200, sts.issued[0], 600]);
    assert.equal((await sts.verifyAccessToken(body.access_token)).sub, 'pool-a');
    const form = new URLSearchParams(sts.tokenRequests()[0]?.body);
    assert.deepEqual([form.get('subject_token'), form.get('expires_in')], [github.issued[0], '600']);
  });

  test('no token of less than a whole second', async (t) => {
    const { clock, ask, sts, stop } = await serveInTestTime(t, { expiresIn: 1 });
    sts.next((...args) => {
      clock.time++;
      return pass(...args);
    });
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    const lastCause = 'the token lives for less than a second';
    assert.deepEqual(await stop(), { ...NONE, refused: 1, lastCause, fetched: 2 });
  });

  test('200 parallel requests, on both paths, for one call to each remote', async (t) => {
    const { ask, github, sts, stop } = await serve(t);
    const paths = Array.from({ length: 200 }, (_, n) => (n % 2 === 0 ? {} : { path: ACCESS_PATH }));
    const replies = await Promise.all(paths.map(ask));
    assert.equal(new Set(replies.map(({ json: body }) => body.access_token)).size, 2);
    assert.deepEqual([github.tokenRequests().length, sts.tokenRequests().length], [1, 1]);
    assert.deepEqual(await stop(), { ...NONE, served: 200, fetched: 2 });
  });

  test('both tokens anew before their reserve is used up, without a request', async (t) => {
    const { clock, ask, github, sts } = await serveInTestTime(t);
    await ask();
    await ask({ path: ACCESS_PATH });
    await clock.advance(59_000);
    assert.deepEqual([github.issued.length, sts.issued.length], [1, 1]);
    await clock.advance(602_000);
    assert.deepEqual([github.issued.length, sts.issued.length], [12, 2]);
    assert.equal((await ask({ path: ACCESS_PATH })).json.access_token, sts.issued[1]);
  });

  test('no ID token that nobody but the exchange has asked for', async (t) => {
    const { clock, ask, github } = await serveInTestTime(t);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
    await clock.advance(600_000);
    assert.equal(github.issued.length, 1);
  });

  test('as if nothing were wrong, where trouble passes in time', async (t) => {
    const { clock, ask, github, sts, stop } = await serveInTestTime(t, {}, AGE_MS);
    github.next(status(503), reset(), status(429, { headers: { 'retry-after': '7' } }));
    sts.next(reset(), html(502));
    const before = clock.time;
    assert.equal((await ask()).status, 200);
    // Halves of 500 and 1000 ms; then 7 s, and half of 4 s on top.
    assert.equal(clock.time - before, 250 + 500 + 9_000);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
    assert.deepEqual([github.unused(), sts.unused()], [0, 0]);
    assert.deepEqual(await stop(), { ...NONE, served: 2, fetched: 3 });
  });

  test('after far more attempts than max-attempts: only time bounds them', async (t) => {
    const { ask, github, stop } = await serveInTestTime(t, { maxAttempts: 1, timeoutSeconds: 10 }, AGE_MS);
    github.next(...Array(4).fill(status(503)));
    assert.equal((await ask()).status, 200);
    assert.equal(github.unused(), 0);
    github.next(...Array(8).fill(status(503)));
    assert.equal((await stop()).refused, 0);
  });

  test('nothing while time is over, and says after which attempt', async (t) => {
    const { ask, github, stop } = await serveInTestTime(t, { maxAttempts: 1, timeoutSeconds: 10 }, AGE_MS);
    github.next(...Array(9).fill(status(503)));
    assertUnavailable(await ask());
    assert.match(
      (await stop()).lastCause,
      /^GitHub \(.*\) answered 503 \(attempt \d; the next would come in \d+ s, /,
    );
  });

  test('nothing while GitHub talks nonsense, and again without a request when it has stopped', async (t) => {
    const { clock, ask, github, stop } = await serveInTestTime(t, {}, AGE_MS);
    // A refusal; two replies that are none.
    github.next(status(401), html(200), json(200, { value: 'x' }));
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    await clock.advance(30_000);
    assert.deepEqual([github.unused(), github.issued.length], [0, 2]);
    assert.equal((await ask()).json.access_token, github.issued[1]);
    const lastCause = 'GitHub refused to issue an ID token: status 401.';
    assert.deepEqual(await stop(), { ...NONE, served: 1, refused: 1, lastCause, fetched: 3 });
  });

  test('nothing within 15 s, though a remote never answers; the last trouble is the cause', async (t) => {
    const { clock, ask, github, stop } = await serveInTestTime(t, {}, AGE_MS);
    github.next(status(502), ...Array.from({ length: 5 }, silent));
    const before = clock.time;
    assertUnavailable(await ask());
    assert.equal(clock.time - before, 15_000);
    const { refused, lastCause } = await stop();
    assert.equal(refused, 1);
    assert.match(lastCause, /^no token within 15 s: GitHub \(127\.0\.0\.1:\d+\) answered 502$/);
  });

  test('ID tokens alone while Confluent refuses', async (t) => {
    const { clock, ask, sts, stop } = await serveInTestTime(t);
    sts.pools = {};
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    assert.equal((await ask()).status, 200);
    sts.next(echo(400, ({ body }) => body));
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    sts.pools = { 'pool-a': { filter: 'true' } };
    await clock.advance(5_000);
    assert.equal((await ask({ path: ACCESS_PATH })).json.access_token, sts.issued[0]);
    const lastCause = 'Confluent refused the exchange with status 400';
    assert.deepEqual(await stop(), { ...NONE, served: 2, refused: 2, lastCause, fetched: 2 });
  });

  test('nothing before it is published, and then to those who wait', async (t) => {
    const published = Promise.withResolvers<void>();
    const { ask, sts } = await serve(t, realClock, {}, published.promise);
    let answered = 0;
    const early = [ask(), ask({ path: ACCESS_PATH })].map(async (pending) => {
      const { status: code } = await pending;
      answered++;
      return code;
    });
    for (let n = 0; n < 20; n++) assert.equal((await ask({ body: '' })).status, 400);
    assert.deepEqual([answered, sts.requests], [0, []]);
    published.resolve();
    assert.deepEqual(await Promise.all(early), [200, 200]);
  });

  test('nobody who names another host or port, over the wire', async (t) => {
    const { port, stop } = await serve(t);
    const good = `Authorization: ${basic()}`;
    const own = `127.0.0.1:${port}`;
    for (const request of [
      rawRequest(`localhost:${port + 1}`, [good]),
      rawRequest(own, [good, 'Host: evil.example']),
      rawRequest('evil.example', [good, `Host: ${own}`]),
      rawRequest('', [good], '1.0'),
      rawRequest(own, [good, 'Origin:']),
    ])
      assert.match(await speak(port, request), /^HTTP\/1\.1 403 /, request);
    assert.match(await speak(port, rawRequest(own, [good, good])), /^HTTP\/1\.1 400 /);
    for (const host of [own, `localhost:${port}`])
      assert.match(await speak(port, rawRequest(host, [good])), /^HTTP\/1\.1 200 /, host);
    const counts = {
      ...NONE,
      served: 2,
      fetched: 1,
      turnedAway: 6,
      lastReason: 'more than one method of client authentication',
    };
    assert.deepEqual(await stop(), counts);
  });

  test('until the stop key comes; then nobody listens any more', async (t) => {
    const { ask, stop, stopped } = await serve(t);
    const wrong = await ask({ path: '/stop', headers: { authorization: 'Bearer x' } });
    assert.equal(wrong.status, 401);
    const counts = { ...NONE, fetched: 1, turnedAway: 1, lastReason: 'wrong stop key' };
    assert.deepEqual(await stop(), counts);
    await stopped;
    await assert.rejects(ask(), { code: 'ECONNREFUSED' });
  });
});

/** Time that goes on by hand, for the timers of requests as well. */
function timedClock(t: TestContext): TestClock {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const onStep = (ms: number) => mock.timers.tick(ms);
  return testClock({ settle: trafficSettled, random: () => 0.9, stepMs: 1_000, onStep });
}

test('a first fetch that gets no answer is given up in time to report it', async (t) => {
  const remotes = await startRemotes(t);
  const clock = timedClock(t);
  remotes.github.next(silent());
  const config = { ...configFor(remotes, { maxAttempts: 1 }), timeLeftMs: 20_000 };
  const start = clock.now();
  const serving = serveTokens(config, clock, Promise.resolve(), start, () => {});
  await assert.rejects(clock.passFor(serving), { code: 'TIMED_OUT' });
  assert.equal(clock.time - start, 18_000);
});

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
  readonly reply: RemoteReply | undefined;
  /** Milliseconds from the first tokens on. */
  readonly after: number;
}

/** A token endpoint through an outage and a minute more, asked for both tokens by its clients, all on the wire. */
async function play(t: TestContext, remotes: Remotes, { away, reply, after }: Outage): Promise<void> {
  const clock = timedClock(t);
  const way = await startWay(t, remotes[away]);
  let isAway = false;
  if (reply)
    remotes[away].next(...Array<RemoteReply>(400).fill((...args) => (isAway ? reply : pass)(...args)));
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
  endpoints.add(server.port);

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
        await play(t, remotes, { away, reply, after: moments[away][n] as number });
      });
    }
  }
});

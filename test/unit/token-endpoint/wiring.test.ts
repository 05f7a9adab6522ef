import assert from 'node:assert/strict';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { mock, suite, type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { serveTokens } from '../../../src/token-endpoint/wiring.ts';
import type { Inputs } from '../../../src/tokens.ts';
import {
  ACCESS_PATH,
  type Ask,
  ask,
  configFor,
  HANG_MS,
  ID_PATH,
  type Reply,
  STOP_KEY,
  startRemotes,
  together,
} from '../../helpers/token-endpoint.ts';
import { realClock, type TestClock, testClock } from '../../helpers/token-endpoint-clock.ts';
import {
  closedPort,
  echo,
  hang,
  html,
  pass,
  type Reply as RemoteReply,
  reset,
  status,
} from '../../servers/http.ts';
import { verifierOf } from '../../servers/verify.ts';

const NONE = { served: 0, fetched: 0, refused: 0, lastCause: '', turnedAway: 0, lastReason: '' };
const STOP = { path: '/stop', headers: { authorization: `Bearer ${STOP_KEY}` } };

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
  readonly server: Server;
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
  endpoints.add(port);
  let isStopped = false;
  stopped.promise.then(() => {
    isStopped = true;
  });
  t.after(() => (isStopped ? undefined : close()));
  return {
    ...remotes,
    stopped: stopped.promise,
    ask: (options?: Ask) => ask(port, options),
    /** Ends it as post does, and gives what it has done. */
    stop: async () => (await ask(port, STOP)).json,
  };
}

/**
 * A token endpoint whose time goes on by hand.
 * @param age milliseconds since it has fetched its first token
 */
async function serveInTestTime(t: TestContext, changes: Partial<Inputs> = {}, age = 0) {
  const clock = testClock({ settle: trafficSettled });
  const served = await serve(t, clock, changes);
  await clock.advance(age);
  return { ...served, clock, ask: (options?: Ask) => clock.passFor(served.ask(options)) };
}

function assertUnavailable({ status: code, text }: Reply): void {
  assert.deepEqual([code, text], [503, '']);
}

suite('the token endpoint serves', together, () => {
  test('a GitHub ID token of the input audience, that says itself when it expires', async (t) => {
    const { ask, github, sts } = await serve(t, realClock, { audience: 'urn:of the job' });
    const before = Date.now() / 1000;
    const { status: code, json: body } = await ask();
    assert.deepEqual([code, body.token_type], [200, 'Bearer']);
    const { aud, exp = 0 } = await verifierOf(github.issuer)(body.access_token);
    assert.equal(aud, 'urn:of the job');
    // The times in the token are whole seconds.
    assert.ok(body.expires_in <= exp - before + 1 && body.expires_in >= exp - Date.now() / 1000 - 1);
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
    const { clock, ask, stop } = await serveInTestTime(t, { expiresIn: 1 });
    assert.equal((await ask({ path: ACCESS_PATH })).json.expires_in, 1);
    clock.time++;
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    const lastCause = 'the token lives for less than a second';
    assert.deepEqual(await stop(), { ...NONE, served: 1, refused: 1, lastCause, fetched: 2 });
  });

  test('no ID token that nobody but the exchange has asked for', async (t) => {
    const { clock, ask, github } = await serveInTestTime(t);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
    await clock.advance(600_000);
    assert.equal(github.issued.length, 1);
  });

  test('as if nothing were wrong, where trouble passes in time, after more attempts than max-attempts', async (t) => {
    const { ask, github, sts, stop } = await serveInTestTime(t, { maxAttempts: 1 }, AGE_MS);
    github.next(status(503), reset(), status(503));
    sts.next(reset(), html(502));
    assert.equal((await ask()).status, 200);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
    assert.deepEqual([github.unused(), sts.unused()], [0, 0]);
    assert.deepEqual(await stop(), { ...NONE, served: 2, fetched: 3 });
  });

  test('nothing when the time is over, and says after which attempt', async (t) => {
    const { ask, github, stop } = await serveInTestTime(t, { maxAttempts: 1, timeoutSeconds: 10 }, AGE_MS);
    github.next(...Array(9).fill(status(503)));
    assertUnavailable(await ask());
    assert.match(
      (await stop()).lastCause,
      /^GitHub \(.*\) answered 503 \(attempt \d; the next would come in \d+ s, /,
    );
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
    sts.next(echo(400, ({ body }) => body));
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    assert.equal((await ask()).status, 200);
    await clock.advance(5_000);
    assert.equal((await ask({ path: ACCESS_PATH })).json.access_token, sts.issued[0]);
    const lastCause = 'Confluent refused the exchange with status 400';
    assert.deepEqual(await stop(), { ...NONE, served: 2, refused: 1, lastCause, fetched: 2 });
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

  test('until the stop key comes, and says why it turned others away; then nobody listens', async (t) => {
    const { ask, stop, stopped } = await serve(t);
    assert.equal((await ask({ path: '/stop', headers: { authorization: 'Bearer x' } })).status, 401);
    // This Host has another port.
    assert.equal((await ask({ headers: { host: '127.0.0.1:1' } })).status, 403);
    const { lastReason, ...counts } = await stop();
    assert.match(lastReason, /^Host must be 127\.0\.0\.1:\d+$/);
    assert.deepEqual({ ...counts, lastReason: '' }, { ...NONE, fetched: 1, turnedAway: 2 });
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

test('a first fetch that gets no answer is given up in time to report it; then nobody listens', async (t) => {
  const remotes = await startRemotes(t);
  const clock = timedClock(t);
  remotes.github.next(silent());
  const port = await closedPort();
  const config = { ...configFor(remotes, { maxAttempts: 1, tokenEndpointPort: port }), timeLeftMs: 20_000 };
  const start = clock.now();
  const serving = serveTokens(config, clock, Promise.resolve(), start, () => {});
  await assert.rejects(clock.passFor(serving), { code: 'TIMED_OUT' });
  assert.equal(clock.time - start, 18_000);
  await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
});

const LASTS_MS = 200_000;
const EVERY_MS = 20_000;

suite('no client notices that a remote is away for 200 s', () => {
  /** Each outage begins just before the token is fetched again. */
  const outages: ['github' | 'sts', number, string, RemoteReply][] = [
    ['github', 59_500, 'answers nothing', silent()],
    ['github', 59_500, 'cuts each connection', reset()],
    ['sts', 179_500, 'answers nothing', silent()],
    ['sts', 179_500, 'answers 503', status(503)],
  ];
  for (const [remote, beginsMs, name, reply] of outages) {
    test(`${remote}, which ${name}`, async (t) => {
      const clock = timedClock(t);
      const { stop, ask, ...remotes } = await serve(t, clock);
      const away = remotes[remote];
      let isAway = false;
      away.next(...Array<RemoteReply>(400).fill((...args) => (isAway ? reply : pass)(...args)));

      const start = clock.time;
      const replies: Promise<[number, number]>[] = [];
      const request = async (path: string): Promise<[number, number]> => {
        const at = clock.time;
        const { status: code } = await ask({ path });
        return [code, clock.time - at];
      };
      const until = async (time: number) => {
        while (clock.time < start + time) {
          replies.push(request(ID_PATH), request(ACCESS_PATH));
          await clock.advance(Math.min(EVERY_MS, start + time - clock.time));
        }
      };
      await until(beginsMs);
      const before = away.tokenRequests().length;
      isAway = true;
      await until(beginsMs + LASTS_MS);
      assert.ok(away.tokenRequests().length > before + 2, 'it was not away for real');
      isAway = false;
      await until(beginsMs + LASTS_MS + 60_000);
      await clock.advance(20_000);

      const seen = await Promise.all(replies);
      assert.ok(seen.length >= 26, `${seen.length} replies`);
      assert.deepEqual(
        seen.filter(([code, waited]) => code !== 200 || waited > 2_000),
        [],
      );
      const { refused, fetched } = await stop();
      assert.ok(refused === 0 && fetched >= 4, `${refused} refused, ${fetched} fetched`);
    });
  }
});

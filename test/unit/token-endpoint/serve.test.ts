import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { decodeJwt } from 'jose';
import type { Inputs } from '../../../src/tokens.ts';
import {
  ACCESS_PATH,
  type Ask,
  basic,
  CREDENTIALS,
  GRANT,
  ID_PATH,
  type Reply,
  rawRequest,
  serveHere,
  speak,
  together,
} from '../../helpers/token-endpoint.ts';
import { realClock, testClock } from '../../helpers/token-endpoint-clock.ts';
import { silent, trafficSettled, watchEndpoint } from '../../helpers/token-endpoint-traffic.ts';
import { echo, hang, html, json, reset, status } from '../../servers/http.ts';
import { verifierOf } from '../../servers/verify.ts';

const inForm = `${GRANT}&client_id=${CREDENTIALS.clientId}&client_secret=${CREDENTIALS.clientSecret}`;

/** On the wire: librdkafka would take a body for the beginning of its next reply's. */
function assertUnavailable({ status: code, headers, text }: Reply): void {
  assert.deepEqual([code, text, headers['content-length']], [503, '', '0']);
  // Schema Registry's client for JavaScript does not try again without the type.
  const type = headers['content-type'];
  assert.deepEqual([type, headers['transfer-encoding']], ['application/json', undefined]);
  assert.deepEqual([headers['retry-after'], headers['cache-control']], ['5', 'no-store']);
}

const NONE = { served: 0, fetched: 0, refused: 0, lastCause: '', turnedAway: 0, lastReason: '' };

/** So old, the first token is dead. */
const AGE_MS = 301_000;

/**
 * An endpoint whose time goes on by hand.
 * @param age milliseconds since it has fetched its first token
 */
async function serveInTestTime(t: TestContext, changes: Partial<Inputs> = {}, age = 0) {
  const clock = testClock({ settle: trafficSettled });
  const served = await serveHere(t, clock, changes);
  watchEndpoint(served.server.port);
  await clock.advance(age);
  const ask = (options?: Ask) => clock.passFor(served.ask(options));
  return { ...served, clock, ask };
}

suite('token endpoint: served', together, () => {
  test('a GitHub ID token of the input audience, that says itself when it expires', async (t) => {
    const { ask, github, sts } = await serveHere(t, realClock, { audience: 'urn:of the job' });
    const before = Date.now() / 1000;
    for (const options of [{}, { body: inForm, headers: { authorization: undefined } }]) {
      const { status: code, json: body } = await ask(options);
      assert.deepEqual([code, body.token_type], [200, 'Bearer']);
      const { aud, exp = 0 } = await verifierOf(github.issuer)(body.access_token);
      assert.equal(aud, 'urn:of the job');
      assert.ok(Number.isSafeInteger(body.expires_in));
      // The times in the token are whole seconds.
      assert.ok(body.expires_in <= exp - before + 1 && body.expires_in >= exp - Date.now() / 1000 - 1);
    }
    assert.deepEqual([github.issued.length, sts.requests.length], [1, 0]);
  });

  test("a Confluent access token, exchanged as main does it, on the STS's own path", async (t) => {
    const { ask, github, sts } = await serveHere(t, realClock, { expiresIn: 600 });
    const before = Date.now() / 1000;
    const { status: code, json: body } = await ask({ path: ACCESS_PATH });
    assert.deepEqual([code, body.token_type, body.access_token], [200, 'Bearer', sts.issued[0]]);
    const { sub, exp = 0 } = await sts.verifyAccessToken(body.access_token);
    assert.equal(sub, 'pool-a');
    assert.ok(body.expires_in <= 600 && body.expires_in <= exp - before && body.expires_in >= 590);
    const form = new URLSearchParams(sts.tokenRequests()[0]?.body);
    assert.deepEqual([form.get('subject_token'), form.get('expires_in')], [github.issued[0], '600']);
  });

  test('200 parallel requests, on both paths, for one call to each remote', async (t) => {
    const { ask, github, sts, stop } = await serveHere(t, realClock);
    const paths = Array.from({ length: 200 }, (_, n) => (n % 2 === 0 ? {} : { path: ACCESS_PATH }));
    const replies = await Promise.all(paths.map(ask));
    assert.deepEqual(new Set(replies.map(({ status: code }) => code)), new Set([200]));
    assert.equal(new Set(replies.map(({ json: body }) => body.access_token)).size, 2);
    assert.deepEqual([github.tokenRequests().length, sts.tokenRequests().length], [1, 1]);
    assert.deepEqual((await stop()).json, { ...NONE, served: 200, fetched: 2 });
  });

  test('anew, each of the two, when a fifth of its life is over', async (t) => {
    const { clock, ask, github, sts } = await serveInTestTime(t);
    const both = async () => {
      const [first, second] = [await ask(), await ask({ path: ACCESS_PATH })];
      return [first.json.access_token, second.json.access_token];
    };
    const young = await both();
    await clock.advance(55_000);
    assert.deepEqual(await both(), young);
    await clock.advance(10_000);
    const [id, access] = await both();
    assert.ok(id !== young[0] && access === young[1]);
    await clock.advance(120_000);
    assert.notEqual((await both())[1], young[1]);
    assert.deepEqual([decodeJwt(id).aud, sts.issued.length], ['https://api.confluent.cloud', 2]);
    assert.ok(github.issued.length >= 3);
  });

  test('before their reserve is used up, without a request', async (t) => {
    const { clock, ask, github, sts } = await serveInTestTime(t);
    await ask();
    await ask({ path: ACCESS_PATH });
    await clock.advance(59_000);
    assert.deepEqual([github.issued.length, sts.issued.length], [1, 1]);
    await clock.advance(2_000);
    assert.deepEqual([github.issued.length, sts.issued.length], [2, 1]);
    await clock.advance(600_000);
    assert.deepEqual([github.issued.length, sts.issued.length], [12, 2]);
    assert.equal((await ask({ path: ACCESS_PATH })).json.access_token, sts.issued[1]);
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
    assert.deepEqual((await stop()).json, { ...NONE, served: 2, fetched: 3 });
  });

  test('after far more attempts than max-attempts: only time bounds them', async (t) => {
    const { ask, github, stop } = await serveInTestTime(t, { maxAttempts: 1, timeoutSeconds: 60 }, AGE_MS);
    github.next(...Array(6).fill(status(503)));
    assert.equal((await ask()).status, 200);
    assert.deepEqual([github.unused(), (await stop()).json.refused], [0, 0]);
  });

  test('not at all while GitHub talks nonsense, and again without a request when it has stopped', async (t) => {
    const { clock, ask, github, stop } = await serveInTestTime(t, {}, AGE_MS);
    // A refusal; two replies that are none.
    github.next(status(401), html(200), json(200, { value: 'x' }));
    assertUnavailable(await ask());
    await clock.advance(30_000);
    assert.deepEqual([github.unused(), github.issued.length], [0, 2]);
    assert.equal((await ask()).json.access_token, github.issued[1]);
    const lastCause = 'GitHub refused to issue an ID token: status 401.';
    assert.deepEqual((await stop()).json, { ...NONE, served: 1, refused: 1, lastCause, fetched: 2 });
  });

  test('not while GitHub refuses: the exchange that waited for an ID token says why', async (t) => {
    const { ask, github, stop } = await serveInTestTime(t, {}, AGE_MS);
    github.next(status(401));
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    const lastCause = 'GitHub refused to issue an ID token: status 401.';
    assert.deepEqual((await stop()).json, { ...NONE, refused: 1, lastCause, fetched: 1 });
  });

  test('with the last trouble as the cause where a client waits for too long', async (t) => {
    const { ask, github, stop } = await serveInTestTime(t, {}, AGE_MS);
    github.next(status(502), ...Array.from({ length: 5 }, silent));
    assertUnavailable(await ask());
    const { refused, lastCause } = (await stop()).json;
    assert.equal(refused, 1);
    assert.match(lastCause, /^no token within 15 s: GitHub \(127\.0\.0\.1:\d+\) answered 502$/);
  });

  test('within 15 s, though a remote never answers', async (t) => {
    const { clock, ask, github } = await serveInTestTime(t, {}, AGE_MS);
    github.next(...Array.from({ length: 5 }, silent));
    const before = clock.time;
    assertUnavailable(await ask());
    assert.equal(clock.time - before, 15_000);
  });

  test('when timeout-seconds are over and a remote that never answered is asked anew', async (t) => {
    const { ask, sts } = await serveHere(t, realClock, { timeoutSeconds: 4 });
    sts.next(hang(), hang());
    const first = await ask({ path: ACCESS_PATH });
    // The first refresh has failed; the next follows by itself.
    assertUnavailable(first);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
  });

  test('while Confluent refuses, none of its own; ID tokens all the same', async (t) => {
    const { clock, ask, sts, stop } = await serveInTestTime(t);
    sts.pools = {};
    const refused = await ask({ path: ACCESS_PATH });
    assertUnavailable(refused);
    assert.equal((await ask()).status, 200);
    sts.next(echo(400, ({ body }) => body));
    const echoed = await ask({ path: ACCESS_PATH });
    assertUnavailable(echoed);
    sts.pools = { 'pool-a': { filter: 'true' } };
    await clock.advance(5_000);
    assert.equal((await ask({ path: ACCESS_PATH })).json.access_token, sts.issued[0]);
    const lastCause = 'Confluent refused the exchange with status 400';
    assert.deepEqual((await stop()).json, { ...NONE, served: 2, refused: 2, lastCause, fetched: 2 });
  });

  test('not before it is published, and then to those who wait', async (t) => {
    const published = Promise.withResolvers<void>();
    const { ask, sts } = await serveHere(t, realClock, {}, published.promise);
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

  test('with lives that count from the moment of arrival, whatever the clocks say', async (t) => {
    for (const ahead of [-600_000, 600_000]) {
      const clock = testClock({ settle: trafficSettled });
      const wrong = { ...clock, now: clock.now, wallTime: () => clock.wallTime() + ahead };
      const served = await serveHere(t, wrong);
      watchEndpoint(served.server.port);
      for (const [path, life] of [
        [ID_PATH, 300],
        [ACCESS_PATH, 900],
      ] as const) {
        const { json: body } = await clock.passFor(served.ask({ path }));
        assert.equal(body.expires_in, life);
      }
    }
  });

  test('to nobody who names another host, or comes from a page, over the wire', async (t) => {
    const { server, github, stop } = await serveHere(t, realClock);
    const { port } = server;
    const good = `Authorization: ${basic()}`;
    const own = `127.0.0.1:${port}`;
    const strangers = [
      rawRequest(`localhost:${port + 1}`, [good]),
      rawRequest('evil.example', [good]),
      rawRequest('127.0.0.1', [good]),
      rawRequest(own, [good, 'Host: evil.example']),
      rawRequest('evil.example', [good, `Host: ${own}`]),
      rawRequest('', [good], '1.0'),
      rawRequest(own, [good, 'Origin: null']),
      rawRequest(own, [good, 'Origin:']),
    ];
    for (const request of strangers) assert.match(await speak(port, request), /^HTTP\/1\.1 403 /, request);
    assert.match(await speak(port, rawRequest('', [good])), /^HTTP\/1\.1 400 /);
    assert.match(
      await speak(port, rawRequest(own, [good, good])),
      /^HTTP\/1\.1 400 [\s\S]*"invalid_request"/,
    );
    assert.equal(github.tokenRequests().length, 1);
    for (const host of [own, `localhost:${port}`, `LocalHost:${port}`]) {
      assert.match(await speak(port, rawRequest(host, [good])), /^HTTP\/1\.1 200 /, host);
    }
    assert.equal((await stop()).json.served, 3);
  });

  test('anew after the machine has slept, though its clock stood still meanwhile', async (t) => {
    let slept = 0;
    const clock = testClock({ settle: trafficSettled });
    const { server, github, ask } = await serveHere(t, {
      ...clock,
      now: clock.now,
      wallTime: () => clock.wallTime() + slept,
    });
    watchEndpoint(server.port);
    assert.equal((await clock.passFor(ask())).json.access_token, github.issued[0]);
    slept = 600_000;
    const { json: body } = await clock.passFor(ask());
    assert.deepEqual([body.access_token, body.expires_in], [github.issued[1], 300]);
    // A wall clock that is set back makes no token younger.
    slept = -3_600_000;
    await clock.advance(290_000);
    assert.ok((await clock.passFor(ask())).json.access_token !== github.issued[1]);
  });

  test('when the clock of Confluent has reached the iat of an ID token from the future', async (t) => {
    const { clock, ask, github, sts } = await serveInTestTime(t);
    const { iat = 0 } = decodeJwt(github.issued[0] as string);
    sts.next(json(401, {}, { date: new Date((iat - 3) * 1000).toUTCString() }));
    const before = clock.time;
    assert.equal((await ask({ path: ACCESS_PATH })).json.access_token, sts.issued[0]);
    assert.equal(clock.time - before, 4_000);
  });

  test('until the stop key comes: what it has done is told, and nobody listens any more', async (t) => {
    const { ask, stop, stopped } = await serveHere(t, realClock);
    const wrong = await ask({ path: '/stop', headers: { authorization: 'Bearer x' } });
    assert.equal(wrong.status, 401);
    assert.equal((await ask()).status, 200);
    const counts = { ...NONE, served: 1, fetched: 1, turnedAway: 1, lastReason: 'wrong stop key' };
    assert.deepEqual((await stop()).json, counts);
    await stopped;
    await assert.rejects(ask(), { code: 'ECONNREFUSED' });
  });
});

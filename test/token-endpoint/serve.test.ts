import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeJwt } from 'jose';
import { echo, hang, html, json, pass, reset, startServer, status } from '../fakes/http.ts';
import { verifierOf } from '../fakes/verify.ts';
import {
  ACCESS_PATH,
  basic,
  CREDENTIALS,
  GRANT,
  manualClock,
  type Reply,
  rawRequest,
  realClock,
  serveHere,
  speak,
  together,
} from '../support/token-endpoint.ts';

const inForm = `${GRANT}&client_id=${CREDENTIALS.clientId}&client_secret=${CREDENTIALS.clientSecret}`;

function assertUnavailable(reply: Reply): void {
  assert.deepEqual([reply.status, reply.json.error], [503, 'temporarily_unavailable']);
  assert.match(reply.headers['retry-after'] ?? '', /^\d+$/);
  assert.equal(reply.headers['cache-control'], 'no-store');
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
      assert.ok(body.expires_in <= exp - before && body.expires_in >= exp - Date.now() / 1000 - 1);
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
    assert.deepEqual((await stop()).json, { served: 200, fetched: 2, failed: 0 });
  });

  test('anew, each of the two, when a fifth of its life is over', async (t) => {
    const clock = manualClock();
    const { ask, github, sts } = await serveHere(t, clock);
    const both = async () => {
      const [first, second] = [await ask(), await ask({ path: ACCESS_PATH })];
      return [first.json.access_token, second.json.access_token];
    };
    const young = await both();
    clock.time += 55_000;
    assert.deepEqual(await both(), young);
    clock.time += 10_000;
    const [id, access] = await both();
    assert.ok(id !== young[0] && access === young[1]);
    clock.time += 120_000;
    assert.notEqual((await both())[1], young[1]);
    assert.deepEqual([decodeJwt(id).aud, sts.issued.length], ['https://api.confluent.cloud', 2]);
    assert.ok(github.issued.length >= 3);
  });

  test("with main's retries: trouble that passes is no trouble for the client", async (t) => {
    const clock = manualClock();
    const { ask, github, sts, stop } = await serveHere(t, clock, { maxAttempts: 4 });
    github.next(status(503), reset(), status(429, { headers: { 'retry-after': '7' } }));
    sts.next(reset(), html(502));
    assert.equal((await ask()).status, 200);
    assert.deepEqual(clock.slept, [250, 500, 7000]);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
    assert.deepEqual([github.unused(), sts.unused(), clock.slept.length], [0, 0, 5]);
    assert.deepEqual((await stop()).json, { served: 2, fetched: 2, failed: 0 });
  });

  test('not at all while GitHub is down or talks nonsense, and again when it is back', async (t) => {
    const { ask, github, stop } = await serveHere(t, manualClock());
    // Two of two attempts; a refusal; two replies that are none.
    github.next(status(503), reset(), status(401), html(200), json(200, { value: 'x' }));
    for (let n = 0; n < 3; n++) assertUnavailable(await ask());
    // A failure of GitHub's is one failure, though it is the exchange that waits for it.
    assertUnavailable(await ask({ path: ACCESS_PATH }));
    assert.equal((await ask()).status, 200);
    assert.deepEqual((await stop()).json, { served: 1, fetched: 1, failed: 4 });
  });

  test('young ones though GitHub is gone, old ones only when it is back', async (t) => {
    const clock = manualClock();
    const { ask, github } = await serveHere(t, clock);
    const first = await ask();
    await github.close();
    assert.equal((await ask()).json.access_token, first.json.access_token);
    clock.time += 61_000;
    assertUnavailable(await ask());
    const back = await startServer({
      port: github.port,
      handle: async () => ({
        status: 200,
        body: JSON.stringify({ value: await github.sign({ sub: 'back' }) }),
      }),
    });
    t.after(() => back.close());
    assert.equal(decodeJwt((await ask()).json.access_token).sub, 'back');
  });

  test('not at all while Confluent refuses; ID tokens all the same', async (t) => {
    const { ask, sts, stop } = await serveHere(t, manualClock());
    sts.pools = {};
    const refused = await ask({ path: ACCESS_PATH });
    assertUnavailable(refused);
    assert.equal((await ask()).status, 200);
    sts.pools = { 'pool-a': { filter: 'true' } };
    sts.next(echo(400, ({ body }) => body));
    const echoed = await ask({ path: ACCESS_PATH });
    assertUnavailable(echoed);
    assert.equal(echoed.text, refused.text);
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
    assert.deepEqual((await stop()).json, { served: 2, fetched: 2, failed: 2 });
  });

  test('not after timeout-seconds, though a remote never answers', async (t) => {
    const { ask, github } = await serveHere(t, realClock, { timeoutSeconds: 1 });
    github.next(hang());
    assertUnavailable(await ask());
    github.next(pass);
    assert.equal((await ask()).status, 200);
  });

  test('to nobody who names another host, or comes from a page, over the wire', async (t) => {
    const { server, github, stop } = await serveHere(t, realClock);
    const { port } = server;
    const good = `Authorization: ${basic()}`;
    const own = `127.0.0.1:${port}`;
    const strangers = [
      rawRequest(`localhost:${port}`, [good]),
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
    assert.deepEqual(github.requests, []);
    assert.match(await speak(port, rawRequest(own, [good])), /^HTTP\/1\.1 200 /);
    assert.equal((await stop()).json.served, 1);
  });

  test('until the stop key comes: what it has done is told, and nobody listens any more', async (t) => {
    const { ask, stop, server } = await serveHere(t, realClock);
    const wrong = await ask({ path: '/stop', headers: { authorization: 'Bearer x' } });
    assert.equal(wrong.status, 401);
    assert.equal((await ask()).status, 200);
    assert.deepEqual((await stop()).json, { served: 1, fetched: 1, failed: 0 });
    await server.stopped;
    await assert.rejects(ask(), { code: 'ECONNREFUSED' });
  });
});

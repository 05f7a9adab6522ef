import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hang, hangAfterHeaders, html, json, startServer } from '../fakes/http.ts';
import { ask, HANG_MS, until } from '../support/token-endpoint.ts';
import { endpointOf, fewTogether, startEndpointJob } from '../support/token-endpoint-job.ts';

const EMPTIED = 'Emptied CONFLUENT_CLOUD_ACCESS_TOKEN for the steps after this one.';
const PORT = 'STATE_confluent-cloud-auth-port';
const KEY = 'STATE_confluent-cloud-auth-stop-key';

suite('token endpoint: post', fewTogether, () => {
  test('says once what the endpoint has done; a second post is quiet', async (t) => {
    const { main, post, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    await endpointOf(first).ask({ headers: { authorization: 'Basic eDp5' } });
    const line = 'Token endpoint: 0 tokens served, 0 tokens fetched, 0 refreshes failed';
    assert.equal((await post(first)).masked, `${line}\n${EMPTIED}`);
    await nothingLeft();
    assert.equal((await post(first)).transcript, '');
  });

  const skip = process.platform !== 'linux' && 'the endpoint is found by /proc';
  test('is quiet after the endpoint was killed (Linux)', { skip }, async (t) => {
    const { main, post, runner } = await startEndpointJob(t);
    const first = await main();
    const { ask: askEndpoint } = endpointOf(first);
    for (const pid of runner.leftBehind()) process.kill(pid, 'SIGKILL');
    // A dying process lets go of its memory first, and of its port last.
    const refused = () =>
      askEndpoint().then(
        () => false,
        ({ code }) => code === 'ECONNREFUSED',
      );
    await until(refused, 'the end of the endpoint');
    assert.equal((await post(first)).masked, EMPTIED);
  });

  test('ends nothing with another key, and the endpoint is as good as before', async (t) => {
    const { main, post, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    const endpoint = endpointOf(first);
    for (const authorization of [undefined, 'Bearer x', `Bearer ${endpoint.clientSecret}`]) {
      const refused = await ask(endpoint.port, { path: '/stop', headers: { authorization } });
      assert.deepEqual([refused.status, refused.json.error], [401, 'invalid_client']);
    }
    assert.equal((await post(first, { env: { [KEY]: 'another' } })).masked, EMPTIED);
    assert.equal((await endpoint.ask()).status, 200);
    assert.match((await post(first)).masked, /^Token endpoint: 1 tokens served/);
    await nothingLeft();
  });

  test('leaves in peace whoever has the port by now', async (t) => {
    const { main, post } = await startEndpointJob(t);
    const first = await main();
    const other = await startServer();
    t.after(() => other.close());
    const forged = { served: '1\n::error::x', fetched: 1, failed: 1 };
    for (const reply of [html(200), json(200, forged), json(401, {})]) {
      other.next(reply);
      const result = await post(first, { env: { [PORT]: String(other.port) } });
      assert.match(result.masked, new RegExp(`^(${EMPTIED})?$`));
    }
    assert.deepEqual(
      other.requests.map(({ method, path }) => `${method} ${path}`),
      Array.from({ length: 3 }, () => 'POST /stop'),
    );
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served/);
  });

  test('tries for 5 s, then warns once, where somebody has the port who never answers', async (t) => {
    const { main, post, runner } = await startEndpointJob(t);
    const first = await main();
    const other = await startServer();
    t.after(() => other.close());
    const env = { [PORT]: String(other.port) };
    const all = [hang(), hangAfterHeaders()].map(async (reply) => {
      other.next(reply);
      const { code, exitedBy, ms, masked, commands, stderr } = await runner.post(first, { env });
      assert.deepEqual([code, exitedBy, stderr], [0, 'exit', '']);
      assert.deepEqual(
        commands.map(({ name }) => name),
        ['warning'],
      );
      const [warning, ...others] = masked.split('\n');
      assert.match(
        warning ?? '',
        new RegExp(`port ${other.port} did not answer .* within 5 s.*end it by hand`),
      );
      assert.deepEqual(others, [EMPTIED]);
      assert.ok(ms >= 5_000 && ms < HANG_MS, `${ms} ms`);
    });
    await Promise.all(all);
    assert.deepEqual([other.requests.length, other.unused()], [2, 0]);
    assert.match((await post(first)).masked, /^Token endpoint: /);
  });

  test('passes over a state that main did not write', async (t) => {
    const { main, post } = await startEndpointJob(t);
    const first = await main();
    const changes = [{ [PORT]: '' }, { [PORT]: '0' }, { [PORT]: '70000' }, { [PORT]: '80x' }, { [KEY]: '' }];
    for (const env of changes) assert.doesNotMatch((await post(first, { env })).masked, /endpoint/);
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served/);
  });

  test('ends it though clients wait for a remote that never answers', async (t) => {
    const { main, post, github, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    github.next(hang());
    const asked = github.tokenRequests().length;
    const waiting = assert.rejects(endpointOf(first).ask(), { code: 'ECONNRESET' });
    await until(() => github.tokenRequests().length > asked, 'the request to GitHub');
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served, 0 tokens fetched/);
    await Promise.all([waiting, nothingLeft()]);
  });
});

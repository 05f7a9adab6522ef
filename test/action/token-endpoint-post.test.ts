import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ACCESS_PATH, ask, basic, HANG_MS, until } from '../helpers/token-endpoint.ts';
import { endpointOf, fewTogether, startEndpointJob } from '../helpers/token-endpoint-job.ts';
import { hang, hangAfterHeaders, html, json, startServer } from '../servers/http.ts';

const EMPTIED = 'Emptied CONFLUENT_CLOUD_ACCESS_TOKEN for the steps after this one.';
const PORT = 'STATE_confluent-cloud-auth-port';
const GONE = (port: number) =>
  new RegExp(`^##\\[warning\\]The token endpoint on port ${port} had ended before the job did: `, 'm');
const KEY = 'STATE_confluent-cloud-auth-stop-key';

suite('token endpoint: post', fewTogether, () => {
  test('says what the endpoint has done; requests that it turned away are nothing to warn of', async (t) => {
    const { main, post, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    const wrong = endpointOf(first);
    await wrong.ask({ method: 'PUT' });
    for (const secret of ['x', '::error::x']) {
      await wrong.ask({ headers: { authorization: basic(wrong.clientId, secret) } });
    }
    const counts = '0 tokens served, 1 token fetched, 0 requests refused, 3 requests turned away';
    assert.equal((await post(first)).masked, `${EMPTIED}\nToken endpoint: ${counts}: wrong client secret`);
    await nothingLeft();
  });

  const skip = process.platform !== 'linux' && 'the endpoint is found by /proc';
  test('warns where the endpoint had ended before the job did (Linux)', { skip }, async (t) => {
    const { main, runner } = await startEndpointJob(t);
    const first = await main();
    const { ask: askEndpoint, port } = endpointOf(first);
    for (const pid of runner.leftBehind()) process.kill(pid, 'SIGKILL');
    // A dying process lets go of its memory first, and of its port last.
    const refused = () =>
      askEndpoint().then(
        () => false,
        ({ code }) => code === 'ECONNREFUSED',
      );
    await until(refused, 'the end of the endpoint');
    const { code, masked } = await runner.post(first);
    const [emptied, warning, ...others] = masked.split('\n');
    assert.match(warning ?? '', GONE(port));
    assert.deepEqual([code, emptied, others], [0, EMPTIED, []]);
  });

  test('ends nothing with another key, and the endpoint is as good as before', async (t) => {
    const { main, post, runner, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    const endpoint = endpointOf(first);
    for (const authorization of [undefined, 'Bearer x', `Bearer ${endpoint.clientSecret}`]) {
      const refused = await ask(endpoint.port, { path: '/stop', headers: { authorization } });
      assert.deepEqual([refused.status, refused.json.error], [401, 'invalid_client']);
    }
    assert.match((await runner.post(first, { env: { [KEY]: 'another' } })).masked, GONE(endpoint.port));
    assert.equal((await endpoint.ask()).status, 200);
    assert.match((await post(first)).masked, /^Token endpoint: 1 token served/m);
    await nothingLeft();
  });

  test('leaves in peace whoever has the port by now', async (t) => {
    const { main, post, runner } = await startEndpointJob(t);
    const first = await main();
    const other = await startServer();
    t.after(() => other.close());
    const forged = { served: '1\n::error::x', fetched: 1, refused: 1 };
    for (const reply of [html(200), json(200, forged), json(401, {})]) {
      other.next(reply);
      const { code, masked } = await runner.post(first, { env: { [PORT]: String(other.port) } });
      assert.equal(code, 0);
      assert.match(masked, GONE(other.port));
      assert.doesNotMatch(masked, /::error/);
    }
    assert.deepEqual(
      other.requests.map(({ method, path }) => `${method} ${path}`),
      Array.from({ length: 3 }, () => 'POST /stop'),
    );
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served/m);
  });

  test('tries for 5 s, then warns once, where somebody has the port who never answers', async (t) => {
    const { main, post, runner } = await startEndpointJob(t);
    const first = await main();
    const other = await startServer();
    t.after(() => other.close());
    const env = { [PORT]: String(other.port) };
    const windows = `data:text/javascript,${encodeURIComponent("Object.defineProperty(process, 'platform', { value: 'win32' })")}`;
    const all = [
      { reply: hang(), name: 'begins with confluent-cloud-auth', options: '' },
      { reply: hangAfterHeaders(), name: 'is node.exe', options: `--import=${windows}` },
    ].map(async ({ reply, name, options }) => {
      other.next(reply);
      const { code, exitedBy, ms, masked, commands, stderr } = await runner.post(first, {
        env: { ...env, NODE_OPTIONS: options },
      });
      assert.deepEqual([code, exitedBy, stderr], [0, 'exit', '']);
      assert.deepEqual(
        commands.map(({ name }) => name),
        ['warning'],
      );
      const [emptied, warning = '', ...others] = masked.trim().split('\n');
      assert.ok(warning.includes(`port ${other.port} did not answer the request to end within 5 s`), warning);
      assert.ok(warning.endsWith(`end it by hand (its name ${name}).`), warning);
      assert.deepEqual([emptied, others], [EMPTIED, []]);
      assert.ok(ms >= 5_000 && ms < HANG_MS, `${ms} ms`);
    });
    await Promise.all(all);
    assert.deepEqual([other.requests.length, other.unused()], [2, 0]);
    assert.match((await post(first)).masked, /^Token endpoint: /m);
  });

  test('passes over a state that main did not write', async (t) => {
    const { main, post } = await startEndpointJob(t);
    const first = await main();
    const changes = [{ [PORT]: '' }, { [PORT]: '0' }, { [PORT]: '70000' }, { [PORT]: '80x' }, { [KEY]: '' }];
    for (const env of changes) assert.doesNotMatch((await post(first, { env })).masked, /endpoint/);
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served/m);
  });

  test('ends it though clients wait for a remote that never answers', async (t) => {
    const { main, post, sts, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    sts.next(hang());
    const asked = sts.tokenRequests().length;
    const { ask } = endpointOf(first);
    const waiting = assert.rejects(ask({ path: ACCESS_PATH }), { code: 'ECONNRESET' });
    await until(() => sts.tokenRequests().length > asked, 'the request to Confluent');
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served, 1 token fetched/m);
    await Promise.all([waiting, nothingLeft()]);
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import { type OwnProcess, runTokenEndpoint } from '../../src/token-endpoint/serve.ts';
import { closedPort, status } from '../fakes/http.ts';
import { ask, configFor, HANG_MS, STOP_KEY, startRemotes } from '../support/token-endpoint.ts';

const clock = {
  now: () => performance.now(),
  wallTime: Date.now,
  random: Math.random,
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref()),
};

/** The token endpoint in this process; `exited` counts how often it would have ended it. */
function run(config: string) {
  const input = new PassThrough();
  const exit = Promise.withResolvers<void>();
  const reported = Promise.withResolvers<string>();
  const done: string[] = [];
  const self: OwnProcess = {
    detach: () => void done.push('detached'),
    report: (text) => {
      done.push('reported');
      reported.resolve(text);
    },
    exit: () => {
      done.push('exited');
      exit.resolve();
      return undefined as never;
    },
  };
  const running = runTokenEndpoint(input, self, clock);
  input.write(`${config}\n`);
  const said = reported.promise.then((text) => JSON.parse(text));
  return { input, said, running, exit: exit.promise, done };
}

const stop = (port: number) => ask(port, { path: '/stop', headers: { authorization: `Bearer ${STOP_KEY}` } });

/** One that listens. The timer of its end must not keep this process alive. */
async function started(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const endpoint = run(JSON.stringify(configFor(await startRemotes(t))));
  const { port } = await endpoint.said;
  t.after(() => stop(port).catch(() => {}));
  return { ...endpoint, port };
}

suite('runTokenEndpoint', { timeout: HANG_MS }, () => {
  test('says its port, serves once its address is published, and ends when it is asked to', async (t) => {
    const { port, input, running, exit, done } = await started(t);
    input.end('published\n');
    assert.equal((await ask(port)).status, 200);
    assert.deepEqual(done, ['detached', 'reported']);
    assert.equal((await stop(port)).status, 200);
    await Promise.all([running, exit]);
    assert.deepEqual(done.slice(2), ['exited']);
    await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
  });

  test('ends when main ends before it has published', async (t) => {
    const { input, exit } = await started(t);
    input.end();
    await exit;
  });

  test('ends by itself after six and a half hours, and not before', async (t) => {
    const { input, done } = await started(t);
    input.write('published\n');
    t.mock.timers.tick(6.5 * 3_600_000 - 1);
    assert.ok(!done.includes('exited'));
    t.mock.timers.tick(1);
    assert.ok(done.includes('exited'));
  });

  test('says that it has no configuration, and ends', async () => {
    for (const config of ['', '{', 'null']) {
      const { said, exit } = run(config);
      const { error } = await said;
      assert.deepEqual([error.code, /did not start/.test(error.message)], ['TOKEN_ENDPOINT', true]);
      await exit;
    }
  });

  test('says why it got no ID token, and ends, with nobody listening any more', async (t) => {
    const remotes = await startRemotes(t);
    const port = await closedPort();
    remotes.github.next(status(503), status(429, { headers: { 'retry-after': '40' } }));
    const { said, exit } = run(JSON.stringify(configFor(remotes, { tokenEndpointPort: port })));
    const { error } = await said;
    assert.equal(error.code, 'RATE_LIMITED');
    assert.match(
      error.message,
      /^The token endpoint got no ID token\. GitHub .* answered 429 \(.*timeout-seconds \(30\)/,
    );
    assert.match(error.remedy, /limits the rate/);
    await exit;
    await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
  });

  test('says why it has no port, and ends', async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const config = configFor(await startRemotes(t));
    const taken = { ...config, inputs: { ...config.inputs, tokenEndpointPort: port } };
    const { said, exit } = run(JSON.stringify(taken));
    const remedy = `Port ${port} is not free: choose another token-endpoint-port, or 0 for any free one. A job that was killed may have left its token endpoint there; docs/running.md says how to find and end it.`;
    const message = 'The token endpoint did not start: EADDRINUSE.';
    assert.deepEqual(await said, { error: { code: 'TOKEN_ENDPOINT', message, remedy } });
    await exit;
  });
});

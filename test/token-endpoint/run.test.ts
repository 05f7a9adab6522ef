import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import { runTokenEndpoint } from '../../src/token-endpoint/serve.ts';
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
  const output = new PassThrough().setEncoding('utf8');
  const exit = Promise.withResolvers<void>();
  let exited = 0;
  const running = runTokenEndpoint(input, output, clock, () => {
    exited++;
    exit.resolve();
    return undefined as never;
  });
  input.write(`${config}\n`);
  const said = once(output, 'data').then(([line]) => {
    assert.match(line, /^[^\n]*\n$/);
    return JSON.parse(line);
  });
  return { input, said, running, exit: exit.promise, exited: () => exited };
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
    const { port, input, running, exit, exited } = await started(t);
    input.end('published\n');
    assert.equal((await ask(port)).status, 200);
    assert.equal(exited(), 0);
    assert.equal((await stop(port)).status, 200);
    await Promise.all([running, exit]);
    assert.equal(exited(), 1);
    await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
  });

  test('ends when main ends before it has published', async (t) => {
    const { input, exit } = await started(t);
    input.end();
    await exit;
  });

  test('ends by itself after six and a half hours, and not before', async (t) => {
    const { input, exited } = await started(t);
    input.write('published\n');
    t.mock.timers.tick(6.5 * 3_600_000 - 1);
    assert.equal(exited(), 0);
    t.mock.timers.tick(1);
    assert.equal(exited(), 1);
  });

  test('says that it has no configuration, and ends', async () => {
    for (const config of ['', '{', 'null']) {
      const { said, exit } = run(config);
      assert.deepEqual(await said, { error: 'it could not read its configuration' });
      await exit;
    }
  });

  test('says why it has no port, and ends', async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const config = configFor(await startRemotes(t));
    const taken = { ...config, inputs: { ...config.inputs, tokenEndpointPort: port } };
    const { said, exit } = run(JSON.stringify(taken));
    assert.deepEqual(await said, { error: 'EADDRINUSE' });
    await exit;
  });
});

import assert from 'node:assert/strict';
import { cpSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { assertFailed, linesBeforeClaims } from '../helpers/inspect.ts';
import { saidBeforeMasked, startRunner, withoutMasks } from '../helpers/runner.ts';
import { sweep } from '../helpers/secrets.ts';
import { ACCESS_PATH } from '../helpers/token-endpoint.ts';
import { assertNoLeak, endpointOf, fewTogether, startEndpointJob } from '../helpers/token-endpoint-job.ts';
import { DIST } from '../helpers/token-endpoint-process.ts';
import { closedPort, pass, reset, status } from '../servers/http.ts';
import { verifierOf } from '../servers/verify.ts';

const OUTPUTS = ['token-endpoint-url', 'token-endpoint-client-id', 'token-endpoint-client-secret'];

suite('token endpoint: main', fewTogether, () => {
  test('starts one that outlives the step, keeps every secret, and ends with post, past a proxy', async (t) => {
    // Where a runner has no Node 24, as on 32-bit ARM, it takes Node 20: what runs npm may be of that version.
    const node = process.env.npm_node_execpath;
    const proxy = 'http://127.0.0.1:1';
    const env = { http_proxy: proxy, HTTPS_PROXY: proxy };
    const { main, post, runner, github, sts, nothingLeft } = await startEndpointJob(t, env, node);
    const first = await main();
    assert.deepEqual([first.code, first.exitedBy, first.pipesHeld, first.stderr], [0, 'exit', false, '']);
    const { ask, clientId, clientSecret, stopKey, url } = endpointOf(first);
    assert.deepEqual(Object.keys(first.outputs).slice(-3), OUTPUTS);
    assert.equal(linesBeforeClaims(first).at(-1), `Token endpoint for the rest of the job: ${url}`);

    assert.match(clientId, /^[\w-]+$/);
    for (const secret of [clientSecret, stopKey]) {
      assert.match(secret, /^[0-9a-f]{64}$/);
      assert.ok(first.masks.includes(secret));
      assert.deepEqual(saidBeforeMasked(first.transcript, secret), []);
    }
    assert.notEqual(clientSecret, stopKey);

    const [id, access] = [await ask(), await ask({ path: ACCESS_PATH })];
    assert.deepEqual([id.status, access.status, (await ask()).status], [200, 200, 200]);
    assert.equal((await verifierOf(github.issuer)(id.json.access_token)).aud, 'https://api.confluent.cloud');
    assert.equal((await sts.verifyAccessToken(access.json.access_token)).sub, 'pool-a');

    const last = await post();
    const line = 'Token endpoint: 3 tokens served, 2 tokens fetched, 0 requests refused';
    assert.equal(last.masked, `Emptied CONFLUENT_CLOUD_ACCESS_TOKEN for the steps after this one.\n${line}`);
    await nothingLeft();
    await assert.rejects(ask(), { code: 'ECONNREFUSED' });
    const { ACTIONS_ID_TOKEN_REQUEST_TOKEN = '' } = github.env;
    const secrets = [...github.issued, ...sts.issued, clientSecret, ACTIONS_ID_TOKEN_REQUEST_TOKEN];
    assertNoLeak(runner, secrets, [first, last]);
    assert.deepEqual(sweep([stopKey], { log: withoutMasks(first.transcript + last.transcript) }), []);
  });

  const skip = process.platform !== 'linux' && 'only Linux shows a process as files';
  test('has a name, and no secret in its arguments or environment (Linux)', { skip }, async (t) => {
    const env = { ACTIONS_RUNTIME_TOKEN: 'runtime-token', GITHUB_TOKEN: 'github-token', MY_KEY: 'my-key' };
    const { main, post, runner, github, sts } = await startEndpointJob(t, env);
    let processesAtExchange = 0;
    sts.next((...args) => {
      processesAtExchange = runner.leftBehind().length;
      return pass(...args);
    });
    const { clientSecret, stopKey } = endpointOf(await main());
    const pids = runner.leftBehind();
    assert.deepEqual([processesAtExchange, pids.length], [2, 1], 'both, then the endpoint alone');
    const proc = (name: string) => readFileSync(`/proc/${pids[0]}/${name}`, 'utf8');
    const seen = { environ: proc('environ'), cmdline: proc('cmdline') };
    assert.match(seen.cmdline, /^confluent-cloud-auth token endpoint\0/);
    assert.equal(proc('comm'), 'confluent-cloud\n');
    const names = seen.environ.split('\0').map((pair) => pair.split('=', 1)[0]);
    assert.deepEqual(names.sort(), ['', 'HOME', 'PATH', 'RES_OPTIONS', 'RUNNER_TRACKING_ID']);
    assert.equal(readlinkSync(`/proc/${pids[0]}/cwd`), '/');
    const { ACTIONS_ID_TOKEN_REQUEST_TOKEN = '' } = github.env;
    const secrets = [...github.issued, ...sts.issued, clientSecret, stopKey, ACTIONS_ID_TOKEN_REQUEST_TOKEN];
    assert.deepEqual(sweep(secrets, seen), []);
    await post();
  });

  test('leaves none where the step fails', async (t) => {
    const { main, sts, nothingLeft } = await startEndpointJob(t);
    sts.pools = {};
    assertFailed(await main(), 'CONFLUENT_REFUSED');
    await nothingLeft();
  });

  /** After so many writes to the runner's files: the first one, and the last one. */
  for (const writes of [1, 13]) {
    test(`leaves none where main is killed before it has confirmed, after write ${writes}`, async (t) => {
      const { main, runner, nothingLeft } = await startEndpointJob(t);
      const preload = join(runner.directory, 'killed.cjs');
      const source = `const fs = require('node:fs'); const append = fs.appendFileSync; let writes = 0;
        fs.appendFileSync = (...given) => {
          append(...given);
          if (++writes === ${writes}) process.kill(process.pid, 'SIGKILL');
        };`;
      writeFileSync(preload, source);
      const first = await main({}, { env: { NODE_OPTIONS: `--require ${preload}` } });
      assert.notEqual(first.code, 0);
      await nothingLeft();
      const { code, commands } = await runner.post(first);
      assert.equal(code, 0);
      const warnings = commands.filter(({ name }) => name === 'warning').map(({ value }) => value);
      // The state for post is there after the last write.
      assert.equal(warnings.length, writes === 1 ? 0 : 1);
      for (const line of warnings)
        assert.match(line, /^The token endpoint on port \d+ had ended before the job/);
    });
  }

  test('takes the port that it is told; leaves none where that is taken', async (t) => {
    const { main, post, nothingLeft } = await startEndpointJob(t);
    const port = { 'token-endpoint-port': String(await closedPort()) };
    const first = await main(port);
    const endpoint = endpointOf(first);
    assert.equal(String(endpoint.port), port['token-endpoint-port']);
    const second = await main(port);
    const words = `The token endpoint did not start: EADDRINUSE. Port ${endpoint.port} is not free: choose another token-endpoint-port, or 0 for any free one. A job that was killed may have left its token endpoint there; docs/running.md says how to find and end it.`;
    assertFailed(second, 'TOKEN_ENDPOINT', words);
    assert.equal((await post(second)).transcript, '');
    assert.equal((await endpoint.ask()).status, 200);
    await post(first);
    await nothingLeft();
  });

  test('needs no file of this action after its start', async (t) => {
    const { runner, github, sts } = await startEndpointJob(t);
    const copy = join(runner.directory, 'dist');
    cpSync(dirname(DIST), copy, { recursive: true });
    const own = startRunner({ env: github.env, dist: join(copy, 'index.js') });
    t.after(() => own.close());
    const inputs = { 'identity-pool-id': 'pool-a', endpoint: sts.url, 'token-endpoint': 'true' };
    const { ask } = endpointOf(await own.main(inputs));
    rmSync(copy, { recursive: true });
    // The retry, and the connection error, have modules of their own.
    sts.next(status(503), reset());
    assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
  });
});

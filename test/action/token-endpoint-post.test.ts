import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACCESS_PATH, until } from '../helpers/token-endpoint.ts';
import {
  type EndpointJob,
  endpointOf,
  fewTogether,
  startEndpointJob,
} from '../helpers/token-endpoint-job.ts';
import { hang, hangAfterHeaders, pass, startServer } from '../servers/http.ts';

const GONE = /^##\[warning\]The token endpoint on port \d+ had ended before the job did: /;

suite('token endpoint: post', fewTogether, () => {
  test('ends it though clients wait for a remote that never answers', async (t) => {
    const { main, post, sts, nothingLeft } = await startEndpointJob(t);
    const first = await main();
    sts.next(hang());
    const asked = sts.tokenRequests().length;
    const waiting = assert.rejects(endpointOf(first).ask({ path: ACCESS_PATH }), { code: 'ECONNRESET' });
    await until(() => sts.tokenRequests().length > asked, 'the request to Confluent');
    assert.match((await post(first)).masked, /^Token endpoint: 0 tokens served, 1 token fetched/m);
    await Promise.all([waiting, nothingLeft()]);
  });

  test('warns and exits where somebody has the port who never answers', async (t) => {
    const { main, post, runner } = await startEndpointJob(t);
    const first = await main();
    const other = await startServer();
    t.after(() => other.close());
    const env = { 'STATE_confluent-cloud-auth-port': String(other.port) };
    for (const reply of [hang(), hangAfterHeaders()]) {
      other.next(reply);
      const { code, exitedBy, masked, stderr } = await runner.post(first, { env });
      assert.deepEqual([code, exitedBy, stderr], [0, 'exit', '']);
      assert.ok(masked.includes(`port ${other.port} did not answer the request to end within 5 s`), masked);
      const name = process.platform === 'win32' ? 'is node.exe' : 'begins with confluent-cloud-auth';
      assert.ok(masked.endsWith(`end it by hand (its name ${name}).`), masked);
    }
    await post(first);
  });

  const skip = process.platform !== 'linux' && 'main is found by /proc';
  test('finds nothing that it cannot stop after a main that was killed: 40 times (Linux)', {
    skip,
  }, async (t) => {
    const lane = async () => {
      const job = await startEndpointJob(t);
      // What a main that nobody kills takes from the exchange to its end.
      let window = (await killedMain(job)).tookMs;
      for (let n = 0; n < 20; n++) {
        const { isWhole, tookMs } = await killedMain(job, (window * n) / 20);
        if (isWhole) window = Math.min(window, tookMs);
        assert.ok(n > 0 || !isWhole, 'killed at once');
      }
    };
    await Promise.all([lane(), lane()]);
  });
});

/**
 * One main that is killed so long after its exchange has reached Confluent, and the post after it.
 * @param afterMs never, if undefined
 */
async function killedMain({ main, sts, runner, nothingLeft }: EndpointJob, afterMs?: number) {
  let exchangedAt = 0;
  let killed = Promise.resolve();
  sts.next((...args) => {
    exchangedAt = performance.now();
    const pids = runner.leftBehind().filter(isMain);
    if (afterMs !== undefined) killed = sleep(afterMs).then(() => pids.forEach(end));
    // At once: it must be gone before it can have an answer.
    if (afterMs === 0) pids.forEach(end);
    return pass(...args);
  });
  const first = await main();
  const tookMs = performance.now() - exchangedAt;
  await killed;
  const { code, masked } = await runner.post(first);
  await nothingLeft();
  assert.equal(code, 0);
  const warnings = masked.split('\n').filter((line) => line.startsWith('##[warning]'));
  // Main may have saved its state and not confirmed: the token endpoint has ended with it.
  assert.ok(
    warnings.every((line) => first.code !== 0 && GONE.test(line)),
    masked,
  );
  return { tookMs, isWhole: first.code === 0 };
}

/** Main is to be killed, not the token endpoint that it has started already. */
function isMain(pid: number): boolean {
  return !/\0serve\0|^confluent-cloud-auth/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

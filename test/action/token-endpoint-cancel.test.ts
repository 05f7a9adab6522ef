import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { suite, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { runPost } from '../../src/post.ts';
import {
  ACCESS_PATH,
  ask,
  configFor,
  type Remotes,
  STOP_KEY,
  startRemotes,
  until,
} from '../helpers/token-endpoint.ts';
import { type EndpointJob, fewTogether, startEndpointJob } from '../helpers/token-endpoint-job.ts';
import { DIST } from '../helpers/token-endpoint-process.ts';
import { pass } from '../servers/http.ts';
import { recorder } from '../servers/recorder.ts';

const START = pathToFileURL(`${import.meta.dirname}/../../src/token-endpoint/start.ts`).href;
const SECRET = pathToFileURL(`${import.meta.dirname}/../../src/secret.ts`).href;

/** A main that has got so far that its token endpoint listens; it confirms when it is told to. */
async function startMain(t: TestContext, remotes: Remotes) {
  const source = `import { startProcess } from ${JSON.stringify(START)};
    const config = ${JSON.stringify(configFor(remotes))};
    import { Redactor } from ${JSON.stringify(SECRET)};
    const redactor = new Redactor(() => {});
    const { port, confirm } = startProcess(config, ${JSON.stringify(DIST)}, process.env, redactor);
    console.log(await port);
    process.stdin.once('data', () => confirm().then(() => console.log('confirmed')));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  const stop = () => ask(port, { path: '/stop', headers: { authorization: `Bearer ${STOP_KEY}` } });
  t.after(() => stop().catch(() => {}));
  const confirm = async () => {
    child.stdin.write('now\n');
    assert.equal((await lines.next()).value, 'confirmed');
  };
  return { child, port, confirm };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const isGone = (port: number) =>
  ask(port, { method: 'PUT' }).then(
    () => false,
    ({ code }) => code === 'ECONNREFUSED',
  );

suite('token endpoint: a main that is cancelled', fewTogether, () => {
  test('before it has published takes the token endpoint with it, and no token was given', async (t) => {
    const remotes = await startRemotes(t);
    const { child, port } = await startMain(t, remotes);
    const waiting = assert.rejects(ask(port, { path: ACCESS_PATH }), { code: 'ECONNRESET' });
    assert.equal((await ask(port, { method: 'PUT' })).status, 405);
    await kill(child);
    await waiting;
    await until(() => isGone(port), 'the end of the token endpoint');
    assert.deepEqual(remotes.sts.requests, []);
  });

  test('after it has published leaves the token endpoint, which gives tokens, to post', async (t) => {
    const remotes = await startRemotes(t);
    const { child, port, confirm } = await startMain(t, remotes);
    const early = ask(port);
    await confirm();
    await kill(child);
    assert.deepEqual([(await early).status, (await ask(port)).status], [200, 200]);
  });

  const skip = process.platform !== 'linux' && 'main is found by /proc';
  test('at any moment leaves nothing that post cannot stop: 40 times (Linux)', { skip }, async (t) => {
    const tally = { none: 0, stopped: 0, whole: 0 };
    const lane = async () => {
      const job = await startEndpointJob(t);
      // What a main that nobody cancels takes from the exchange to its end.
      let window = (await cancelledMain(job)).tookMs;
      for (let n = 0; n < 20; n++) {
        const { was, tookMs } = await cancelledMain(job, Math.random() * window);
        if (was === 'whole') window = Math.min(window, tookMs);
        tally[was]++;
      }
    };
    await Promise.all([lane(), lane()]);
    t.diagnostic(`${tally.none} before state was saved, ${tally.stopped} after, ${tally.whole} not in time`);
    assert.ok(tally.none > 0, 'some were early enough');
  });
});

/**
 * One main that is killed so long after its exchange has reached Confluent, and the post after it.
 * @param afterMs never, if undefined
 */
async function cancelledMain({ main, sts, runner }: EndpointJob, afterMs?: number) {
  let exchangedAt = 0;
  let killed = Promise.resolve();
  sts.next((...args) => {
    exchangedAt = performance.now();
    const pids = runner.leftBehind().filter(isMain);
    if (afterMs !== undefined) killed = sleep(afterMs).then(() => pids.forEach(end));
    return pass(...args);
  });
  const { code, state } = await main();
  const tookMs = performance.now() - exchangedAt;
  await killed;
  const env = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  const post = recorder().runner;
  const warnings: string[] = [];
  await runPost(env, { ...post, warning: (message: string) => void warnings.push(message) });
  await until(() => runner.leftBehind().length === 0, 'the end of all processes');
  const was = code === 0 ? 'whole' : 'confluent-cloud-auth-stop-key' in state ? 'stopped' : 'none';
  // Where main had saved its state, but not confirmed: the token endpoint has ended with it.
  const others =
    was === 'stopped' ? warnings.filter((line) => !/had ended before the job/.test(line)) : warnings;
  assert.deepEqual(others, []);
  return { tookMs, was } as const;
}

/** Main is to be cancelled, not the token endpoint that it has started already. */
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

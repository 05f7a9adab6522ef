import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { startRaw } from '../servers/tcp.ts';

/** Far less than the hang that each of these would otherwise be. */
const GENEROUS_MS = 15_000;

/** A named pipe that nobody reads or writes; a folder where there are none. */
function pipeIn(directory: string): string {
  const path = join(directory, 'pipe');
  if (process.platform === 'win32') mkdirSync(path);
  else execFileSync('mkfifo', [path]);
  return path;
}

suite('what would hold a step for ever', together, () => {
  test('a named pipe for a command file', async (t) => {
    const { main, runner, github } = await startJob(t);
    const env = { GITHUB_OUTPUT: pipeIn(runner.directory) };
    assertFailed(await main({}, { env, timeoutMs: GENEROUS_MS }), 'RUNNER_FILES', 'GITHUB_OUTPUT');
    assert.deepEqual(github.requests, []);
  });

  test('a named pipe for the job summary, or for the event', async (t) => {
    const { main, runner } = await startJob(t, { pools: {} });
    const pipe = pipeIn(runner.directory);
    const more = { timeoutMs: GENEROUS_MS };
    assertFailed(await main({}, { ...more, env: { GITHUB_STEP_SUMMARY: pipe } }), 'CONFLUENT_REFUSED');
    const env = { GITHUB_EVENT_PATH: pipe, ACTIONS_ID_TOKEN_REQUEST_URL: undefined };
    assertFailed(await main({}, { ...more, env }), 'NO_PERMISSION');
  });

  test('an input of 120,000 slashes; 2,000 characters are the most', async (t) => {
    const { main, sts } = await startJob(t);
    const result = await main({ endpoint: `https://x${'/'.repeat(120_000)}` }, { timeoutMs: GENEROUS_MS });
    assertFailed(result, 'INVALID_INPUT', 'endpoint must be of at most 2000 characters');
    assertGranted(await main({ endpoint: sts.url + '/'.repeat(2000 - sts.url.length) }));
  });

  test('a reply 101, which takes the connection away: the step ends in time', async (t) => {
    const { main } = await startJob(t);
    const reply = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n';
    const raw = await startRaw(t, reply);
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `http://${raw.host}/?a=b` };
    const result = await main({ 'timeout-seconds': '2' }, { env, timeoutMs: GENEROUS_MS });
    assertFailed(result, 'TIMED_OUT', 'timeout-seconds (2)');
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { json } from '../fakes/http.ts';
import { assertFailed, assertGranted } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';
import { startRaw } from '../support/raw.ts';

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
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE']) {
    test(`a named pipe for ${name}`, async (t) => {
      const { main, runner, github } = await startJob(t);
      const result = await main({}, { env: { [name]: pipeIn(runner.directory) }, timeoutMs: GENEROUS_MS });
      assertFailed(result, 'RUNNER_FILES', name);
      assert.deepEqual(github.requests, []);
    });
  }

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

  for (const remote of ['github', 'sts'] as const) {
    test(`a reply 101, which is no answer: ${remote}`, async (t) => {
      const { main } = await startJob(t);
      const raw = await startRaw(
        t,
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      );
      const env = remote === 'github' ? { ACTIONS_ID_TOKEN_REQUEST_URL: `${raw.url}/?a=b` } : {};
      const inputs = remote === 'sts' ? { endpoint: raw.url } : {};
      const result = await main({ 'timeout-seconds': '2', ...inputs }, { env, timeoutMs: GENEROUS_MS });
      assertFailed(result, 'TIMED_OUT', 'no complete answer within');
      assert.ok(raw.connections() >= 1);
    });
  }

  test('a token of one letter is refused, and that letter is not masked', async (t) => {
    const { main, sts, secrets } = await startJob(t);
    const type = 'urn:ietf:params:oauth:token-type:access_token';
    const body = { issued_token_type: type, token_type: 'Bearer', expires_in: 900 };
    for (const token of ['e', 'x'.repeat(15)]) {
      sts.next(json(200, { ...body, access_token: token }));
      const result = await main();
      assertFailed(result, 'UNEXPECTED_REPLY', 'access_token is shorter than 16 characters');
      assert.ok(!result.masks.includes(token));
    }
    secrets.push('x'.repeat(16));
    sts.next(json(200, { ...body, access_token: 'x'.repeat(16) }));
    assert.equal((await main()).code, 0);
  });
});

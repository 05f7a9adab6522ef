import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { assertFailed } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { drip, hang, type Reply } from '../servers/http.ts';
import { startRaw } from '../servers/tcp.ts';

// The runner of the tests kills a step that hangs: `main` of startJob then fails.
suite('a step ends, whatever would hold it', together, () => {
  const SILENT: ['github' | 'sts', string, Reply][] = [
    ['github', 'says nothing', hang()],
    ['sts', 'drips', drip('{"access_token":"', 10)],
  ];
  for (const [remote, name, reply] of SILENT) {
    test(`a remote that ${name}: ${remote}`, async (t) => {
      const job = await startJob(t);
      job[remote].next(...Array<Reply>(10).fill(reply));
      const result = await job.main({ 'timeout-seconds': '15' });
      assertFailed(result, 'TIMED_OUT', `(127.0.0.1:${job[remote].port})`, 'timeout-seconds (15)');
      assert.ok(job[remote].tokenRequests().length >= 1);
    });
  }

  test('a reply 101, which takes the connection away', async (t) => {
    const { main } = await startJob(t);
    const raw = await startRaw(
      t,
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    );
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `http://${raw.host}/?a=b` };
    assertFailed(await main({ 'timeout-seconds': '5' }, { env }), 'TIMED_OUT', 'timeout-seconds (5)');
  });

  test('a named pipe for the event', async (t) => {
    const { main, runner } = await startJob(t);
    const pipe = join(runner.directory, 'pipe');
    if (process.platform === 'win32') mkdirSync(pipe);
    else execFileSync('mkfifo', [pipe]);
    const env = { GITHUB_EVENT_PATH: pipe, ACTIONS_ID_TOKEN_REQUEST_URL: undefined };
    assertFailed(await main({}, { env }), 'NO_PERMISSION');
  });
});

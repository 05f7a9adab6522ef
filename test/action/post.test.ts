import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { json } from '../servers/http.ts';

const NAME = 'CONFLUENT_CLOUD_ACCESS_TOKEN';

suite('post', together, () => {
  test('empties the variable once, says so, and asks nobody', async (t) => {
    const { main, post, github, sts, runner } = await startJob(t);
    const first = await main();
    assertGranted(first);
    const asked = github.requests.length + sts.requests.length;
    const result = await post();
    assert.equal(result.code, 0);
    assert.deepEqual(result.exported, { [NAME]: '' });
    assert.deepEqual([result.files.output, result.files.state, result.summary], ['', '', '']);
    assert.equal(result.masked, `Emptied ${NAME} for the steps after this one.`);
    const seen = await runner.step(process.execPath, ['-p', `process.env.${NAME} === ''`]);
    assert.equal(seen.masked, 'true');
    const again = await post(first);
    assert.deepEqual([again.code, again.transcript, again.files.env], [0, '', '']);
    assert.equal(github.requests.length + sts.requests.length, asked);
  });

  test('after a failed main it is green and says nothing, whatever the token of another step', async (t) => {
    const { main, post, sts, runner } = await startJob(t);
    assertGranted(await main());
    const held = runner.exported[NAME];
    sts.next(json(200, {}));
    const failed = await main();
    assertFailed(failed, 'UNEXPECTED_REPLY');
    const result = await post(failed);
    assert.deepEqual([result.code, result.transcript, result.files.env], [0, '', '']);
    assert.equal(runner.exported[NAME], held);
  });

  test('main is main, whatever state an earlier step has forged', async (t) => {
    const { main } = await startJob(t);
    const env = {
      'STATE_confluent-cloud-auth-role': 'post',
      'STATE_confluent-cloud-auth-variable': NAME,
      'STATE_confluent-cloud-auth-port': '1',
      'STATE_confluent-cloud-auth-stop-key': 'x',
      STATE_isPost: 'true',
    };
    assertGranted(await main({}, { env }));
  });

  test('is green though nothing is as it was: no files, no inputs, state of nonsense', async (t) => {
    const { main, post } = await startJob(t);
    const first = await main();
    const changes = [
      { GITHUB_ENV: '/nowhere/env' },
      { 'INPUT_IDENTITY-POOL-ID': '', 'INPUT_EXPIRES-IN': 'x', INPUT_ENDPOINT: 'x' },
      { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, GITHUB_OUTPUT: undefined, GITHUB_STATE: undefined },
      { 'STATE_confluent-cloud-auth-variable': '::error::x\n' },
      { 'STATE_confluent-cloud-auth-sha256': '\n::error::x' },
    ];
    for (const env of changes) {
      const result = await post(first, { env });
      assert.equal(result.code, 0, JSON.stringify(env));
    }
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';

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
});

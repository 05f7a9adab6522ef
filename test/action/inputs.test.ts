import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';

// test/unit/ holds which inputs are accepted, and why there is no ID token. Here is what only a process shows.

const BAD = {
  'identity-pool-id': '::error::x',
  'expires-in': '9\n0',
  endpoint: 'https://127.0.0.1/a\n::add-mask::b',
  'environment-variable': 'NODE_OPTIONS',
  'max-attempts': ' 1 1 ',
  'timeout-seconds': '１０',
};

suite('what main is given', together, () => {
  test('bad inputs are named all at once, their values are not; nobody is asked, and post is silent', async (t) => {
    const { main, post, github, sts } = await startJob(t);
    const result = await main(BAD);
    const names = Object.keys(BAD).map((name) => `${name} must be `);
    assertFailed(result, 'INVALID_INPUT', '6 inputs are', 'with: block', ...names);
    for (const value of Object.values(BAD).slice(0, 3)) assert.ok(!result.transcript.includes(value));
    assert.deepEqual([github.requests, sts.requests], [[], []]);
    assert.equal((await post()).transcript, '');
  });

  test('a variable that keeps the value of an earlier use is named, until post has emptied it', async (t) => {
    const { main, post } = await startJob(t);
    const first = await main();
    const warnings = async () => {
      const { code, commands } = await main({ 'identity-pool-id': 'pool-none' });
      assert.equal(code, 1);
      return commands.filter(({ name }) => name === 'warning').map(({ value }) => value);
    };
    assert.deepEqual(await warnings(), [
      'CONFLUENT_CLOUD_ACCESS_TOKEN still has the value that it had before this step: a later step that runs all the same uses that one. Give each use of this action an environment-variable of its own.',
    ]);
    await post(first);
    assert.deepEqual(await warnings(), []);
  });
});

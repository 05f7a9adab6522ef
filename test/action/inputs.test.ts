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

  test('a variable that keeps the value of an earlier use is named, never its value', async (t) => {
    const { main, post } = await startJob(t);
    const first = await main();
    const warnings = async (inputs: Record<string, string>, env = {}) => {
      const result = await main(inputs, { env });
      assert.equal(result.code, 1);
      return result.commands.filter(({ name }) => name === 'warning').map(({ value }) => value);
    };
    const kept = (name: string) =>
      `${name} still has the value that it had before this step: a later step that runs all the same uses that one. Give each use of this action an environment-variable of its own.`;
    assert.deepEqual(await warnings({ 'identity-pool-id': 'pool-none' }), [
      kept('CONFLUENT_CLOUD_ACCESS_TOKEN'),
    ]);
    assert.deepEqual(await warnings({ ...BAD, 'environment-variable': ' A ' }, { A: 'x' }), [kept('A')]);
    assert.deepEqual(await warnings(BAD, { NODE_OPTIONS: '--no-warnings' }), []);
    for (const name of ['', 'PATH', 'OF_ITS_OWN', 'X'.repeat(3000)]) {
      const inputs = { 'identity-pool-id': '', 'environment-variable': name };
      assert.deepEqual(await warnings(inputs, { ['X'.repeat(3000)]: 'x' }), [], name);
    }
    await post(first);
    assert.deepEqual(await warnings({ 'identity-pool-id': '' }), [], 'emptied');
  });

  test('a pull request from a fork is told from its event: nobody is asked, and post is silent', async (t) => {
    const base = { id: 456789, full_name: 'octo-org/octo-repo' };
    const head = { repo: { id: 999, full_name: 'mallory/octo-repo' }, ref: 'x' };
    const event = { pull_request: { user: { login: 'mallory' }, head, base: { repo: base, ref: 'main' } } };
    const env = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined, GITHUB_EVENT_NAME: 'pull_request' };
    const { main, post, github, sts } = await startJob(t, { event, env });
    assertFailed(await main(), 'FORK_PULL_REQUEST', 'pull_request_target');
    assert.deepEqual([github.requests, sts.requests], [[], []]);
    assert.equal((await post()).transcript, '');
  });

  test('without its command files nobody is asked, and nothing is printed in their stead', async (t) => {
    const { main, github } = await startJob(t);
    assertFailed(await main({}, { env: { GITHUB_OUTPUT: undefined } }), 'RUNNER_FILES', 'GITHUB_OUTPUT');
    assert.deepEqual(github.requests, []);
  });
});

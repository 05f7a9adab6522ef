import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, inspect } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { startRunner } from '../helpers/runner.ts';

// test/unit/runner/inputs.test.ts holds which values are accepted. Here is what only a process shows.

const BAD = {
  'identity-pool-id': '::error::x',
  'expires-in': '9\n0',
  endpoint: 'https://127.0.0.1/a\n::add-mask::b',
  'environment-variable': 'NODE_OPTIONS',
  'max-attempts': ' 1 1 ',
  'timeout-seconds': '１０',
};

suite('inputs', together, () => {
  test('bad ones are named all at once with their rules; nobody is asked, and post is silent', async (t) => {
    const { main, post, github, sts } = await startJob(t);
    const rules = ['comma-separated', '1 to 900', 'https:', 'PATH, HOME', '1 to 10', '1 to 600'];
    const names = Object.keys(BAD).map((name) => `${name} must be `);
    assertFailed(await main(BAD), 'INVALID_INPUT', '6 inputs are', 'with: block', ...names, ...rules);
    assert.deepEqual([github.requests, sts.requests], [[], []]);
    assert.equal((await post()).transcript, '');
  });

  test('a bad value is not repeated', async (t) => {
    const { main } = await startJob(t);
    const result = await main(Object.fromEntries(Object.keys(BAD).map((name) => [name, 'hunter2 hunter2'])));
    assertFailed(result, 'INVALID_INPUT', '6 inputs are');
    assert.doesNotMatch(result.transcript, /hunter2/);
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
    const NAME = 'CONFLUENT_CLOUD_ACCESS_TOKEN';
    assert.deepEqual(await warnings({ 'identity-pool-id': 'pool-none' }), [kept(NAME)]);
    assert.deepEqual(await warnings({ 'identity-pool-id': '' }), [kept(NAME)]);
    assert.deepEqual(await warnings({ ...BAD, 'environment-variable': ' A ' }, { A: 'x' }), [kept('A')]);
    assert.deepEqual(await warnings(BAD, { NODE_OPTIONS: '--no-warnings' }), []);
    for (const name of ['', 'PATH', 'OF_ITS_OWN', 'X'.repeat(3000)]) {
      const inputs = { 'identity-pool-id': '', 'environment-variable': name };
      assert.deepEqual(await warnings(inputs, { ['X'.repeat(3000)]: 'x' }), [], name);
    }
    await post(first);
    assert.deepEqual(await warnings({ 'identity-pool-id': '' }), [], 'emptied');
  });

  // Without permission the step fails right after its inputs were accepted, and asks nobody.
  test('good ones, up to the limits', async (t) => {
    const runner = startRunner();
    t.after(() => runner.close());
    const inputs = {
      'identity-pool-id': 'a,b ,\tc',
      'expires-in': '900',
      endpoint: 'HTTPS://Confluent.example:8443/a/b',
      'environment-variable': 'XGITHUB_TOKEN',
      'max-attempts': '10',
      'timeout-seconds': '600',
    };
    const result = await runner.main(inputs);
    inspect(result, [], 'no-request-token');
    assertFailed(result, 'NO_PERMISSION');
  });

  test('absent variables stand for the defaults, but the pool has none', async (t) => {
    const runner = startRunner();
    t.after(() => runner.close());
    const names = ['AUDIENCE', ...Object.keys(BAD).map((name) => name.toUpperCase())];
    const env = Object.fromEntries(names.map((name) => [`INPUT_${name}`, undefined]));
    const pool = { 'INPUT_IDENTITY-POOL-ID': 'p' };
    assertFailed(await runner.main({}, { env: { ...env, ...pool } }), 'NO_PERMISSION');
    const bare = await runner.main({}, { env });
    assertFailed(bare, 'INVALID_INPUT', /^An input is not accepted: identity-pool-id /);
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startRunner } from '../fakes/runner.ts';
import { assertFailed, errorOf, inspect } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';

/** One column for each input; a row of the table is one run, so that the inputs are seen to be independent. */
const BAD: Readonly<Record<string, readonly string[]>> = {
  'identity-pool-id': [
    ...['', '  ', ',', 'pool-a,', ',pool-a', 'pool-a,,pool-b', 'pool a', 'pool.a', 'pool/../a'],
    ...['pöol', 'pool-a;pool-b', 'pool-a\npool-b', 'pool-a&x=1', '::error::x', 'pool%2Da', '"pool-a"'],
  ],
  'expires-in': [
    ...[
      '',
      '0',
      '901',
      '-1',
      '+1',
      '1e2',
      '15m',
      '300.5',
      '0x10',
      '١٥',
      '1_0',
      '1 0',
      '99999999999999999999',
    ],
    ...['NaN', 'Infinity', '900s', '9\n0', '9,0'],
  ],
  endpoint: [
    ...['', 'api.confluent.cloud', '//api.confluent.cloud', 'http://api.confluent.cloud', 'ftp://127.0.0.1'],
    ...['https://user:pass@api.confluent.cloud', 'https://user@127.0.0.1', 'https://127.0.0.1?x=1'],
    ...['https://127.0.0.1/?', 'https://127.0.0.1/#', 'https://127.0.0.1#f', 'http://127.0.0.1.evil.example'],
    ...['http://localhost.evil.example', 'http://localhost.', 'http://10.0.0.1', 'http://[::2]'],
    ...['http://0.0.0.0', 'http://128.0.0.1', 'http://xlocalhost', 'http://127.0.0.1@evil.example'],
    ...['https://', 'https:/127.0.0.1', 'https:\\\\127.0.0.1', 'https://127.0.0.1:99999', 'https://a b'],
    ...['file:///etc/passwd', 'http://[::ffff:127.0.0.1]', 'https://127.0.0.1/a\nb', 'https://a\\b'],
  ],
  'environment-variable': [
    ...['PATH', 'HOME', 'SHELL', 'ENV', 'BASH_ENV', 'IFS', 'CI', 'NODE_OPTIONS', 'LD_PRELOAD', 'LD_'],
    ...['DYLD_INSERT_LIBRARIES', 'GITHUB_TOKEN', 'RUNNER_TEMP', 'ACTIONS_STEP_DEBUG', 'INPUT_X', 'STATE_X'],
    ...['Path', 'node_options', '1A', 'A-B', 'A B', 'A=B', 'Ä', 'A.B', 'A\nB', 'A$B', '*'],
  ],
  'max-attempts': ['', '0', '11', '-1', '2.0', '1e0', 'five', '0b1', '5x', ' 1 1 '],
  'timeout-seconds': ['', '0', '601', '-60', '60.0', '6e1', '1m', '60s', '0x3c', '１０'],
};

const runs = Math.max(...Object.values(BAD).map((column) => column.length));
const row = (index: number) =>
  Object.entries(BAD).flatMap(([name, column]) => {
    const value = column[index];
    return value === undefined ? [] : ([[name, value]] as const);
  });

suite('inputs', together, () => {
  for (let index = 0; index < runs; index++) {
    const bad = row(index);
    test(`refused, all at once: ${bad.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`, async (t) => {
      const { main, post, github, sts } = await startJob(t);
      const result = await main(Object.fromEntries(bad));
      assertFailed(result, 'INVALID_INPUT', 'with: block');
      const named = Object.keys(BAD).filter((name) => errorOf(result).includes(`${name} must be `));
      assert.deepEqual(
        named,
        bad.map(([name]) => name),
      );
      assert.deepEqual([github.requests, sts.requests], [[], []]);
      assert.equal((await post()).transcript, '');
    });
  }

  test('the message gives the rule of each, and never the value', async (t) => {
    const { main } = await startJob(t);
    const misplaced = 'hunter2 hunter2';
    const names = Object.keys(BAD);
    const result = await main(Object.fromEntries(names.map((name) => [name, misplaced])));
    const rules = [
      '6 inputs are',
      '1 to 900',
      '1 to 10',
      '1 to 600',
      'https:',
      'NODE_OPTIONS',
      'comma-separated',
    ];
    assertFailed(result, 'INVALID_INPUT', ...rules);
    assert.doesNotMatch(result.transcript, /hunter2/);
  });

  // Without permission the next thing after good inputs fails, with no network at all.
  const GOOD: Record<string, string>[] = [
    { 'identity-pool-id': 'A_b-9', 'expires-in': '1', 'max-attempts': '1', 'timeout-seconds': '1' },
    { 'identity-pool-id': 'a,b ,\tc', 'expires-in': '900', 'max-attempts': '10', 'timeout-seconds': '600' },
    { endpoint: 'https://api.confluent.cloud/', 'environment-variable': '_' },
    { endpoint: 'HTTPS://Confluent.example:8443/a/b', 'environment-variable': 'PATHS' },
    { endpoint: 'http://127.255.3.4:1', 'environment-variable': 'XGITHUB_TOKEN' },
    { endpoint: 'http://[::1]:1', 'environment-variable': 'LD' },
    { endpoint: 'http://localhost', 'environment-variable': '' },
    { endpoint: 'http://LOCALHOST/', 'environment-variable': 'confluent' },
  ];
  for (const inputs of GOOD) {
    test(`accepted: ${JSON.stringify(inputs)}`, async (t) => {
      const runner = startRunner();
      t.after(() => runner.close());
      const result = await runner.main({ 'identity-pool-id': 'pool-a', ...inputs });
      inspect(result, [], 'no-request-token');
      assertFailed(result, 'NO_PERMISSION');
    });
  }

  test('absent variables stand for the defaults, but the pool has none', async (t) => {
    const runner = startRunner();
    t.after(() => runner.close());
    const names = [
      'AUDIENCE',
      'EXPIRES-IN',
      'ENDPOINT',
      'ENVIRONMENT-VARIABLE',
      'MAX-ATTEMPTS',
      'TIMEOUT-SECONDS',
    ];
    const env = Object.fromEntries(names.map((name) => [`INPUT_${name}`, undefined]));
    assertFailed(await runner.main({ 'identity-pool-id': 'p' }, { env }), 'NO_PERMISSION');
    const bare = await runner.main({}, { env: { ...env, 'INPUT_IDENTITY-POOL-ID': undefined } });
    assertFailed(bare, 'INVALID_INPUT', /^An input is not accepted: identity-pool-id must be /);
  });
});

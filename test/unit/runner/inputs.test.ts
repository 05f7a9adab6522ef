import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { parseInputs, RULES, staleWarning } from '../../../src/runner/inputs.ts';
import type { Env, Inputs } from '../../../src/tokens.ts';

type Name = keyof typeof RULES;
const MEMBERS: Record<Name, keyof Inputs> = {
  'identity-pool-id': 'identityPoolId',
  audience: 'audience',
  'expires-in': 'expiresIn',
  endpoint: 'endpoint',
  'environment-variable': 'environmentVariable',
  'max-attempts': 'maxAttempts',
  'timeout-seconds': 'timeoutSeconds',
  'token-endpoint': 'tokenEndpoint',
  'token-endpoint-port': 'tokenEndpointPort',
};

const envOf = (given: Partial<Record<Name, string>>): Env =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));

const parse = (given: Partial<Record<Name, string>>) =>
  parseInputs(envOf({ 'identity-pool-id': 'pool-abc1', ...given }));

function refusalOf(given: Partial<Record<Name, string>>): ActionError {
  try {
    return assert.fail(`accepted: ${JSON.stringify(parse(given))}`);
  } catch (error) {
    assert.ok(error instanceof ActionError);
    assert.equal(error.code, 'INVALID_INPUT');
    assert.equal(error.remedy, 'Correct the with: block of this step.');
    return error;
  }
}

/** What is accepted, or undefined where the input is refused with the words of its rule. */
function parsed(name: Name, text: string): unknown {
  try {
    return parse({ [name]: text })[MEMBERS[name]];
  } catch (error) {
    const why = text.trim() === '' ? 'is empty: is the variable' : `must be ${RULES[name].accepted}.`;
    assert.ok((error as Error).message.startsWith(`An input is not accepted: ${name} ${why}`), String(error));
    return undefined;
  }
}

describe('parseInputs', () => {
  test('has a default for all but the pool', () => {
    assert.deepEqual(parseInputs({ 'INPUT_IDENTITY-POOL-ID': 'pool-abc1' }), {
      identityPoolId: 'pool-abc1',
      audience: 'https://api.confluent.cloud',
      expiresIn: 900,
      endpoint: 'https://api.confluent.cloud',
      environmentVariable: 'CONFLUENT_CLOUD_ACCESS_TOKEN',
      maxAttempts: 5,
      timeoutSeconds: 60,
      tokenEndpoint: false,
      tokenEndpointPort: 0,
    });
  });

  test('takes 2,000 characters, and says that more are too many', () => {
    assert.equal(parse({ audience: 'a'.repeat(2_000) }).audience.length, 2_000);
    const { message } = refusalOf({ audience: 'a'.repeat(2_001) });
    assert.match(message, /audience must be of at most 2000 characters\.$/);
  });

  const accepted: [Name, string, unknown][] = [
    ['identity-pool-id', ' pool-abc1 ,\tpool_XYZ2\n', 'pool-abc1,pool_XYZ2'],
    ['audience', '  ', ''],
    ['audience', ' my audience & co\n', 'my audience & co'],
    ['expires-in', '1', 1],
    ['expires-in', ' 900 ', 900],
    ['endpoint', 'https://proxy.example:8443/base///', 'https://proxy.example:8443/base'],
    ['endpoint', 'http://[::1]:4000/', 'http://[::1]:4000'],
    ['environment-variable', ' ', ''],
    ['environment-variable', '_token9', '_token9'],
    ['max-attempts', '10', 10],
    ['timeout-seconds', '600', 600],
    ['token-endpoint', ' true ', true],
    ['token-endpoint', 'false', false],
    ['token-endpoint-port', '0', 0],
    ['token-endpoint-port', '1024', 1024],
    ['token-endpoint-port', '65535', 65_535],
  ];
  for (const [name, text, value] of accepted) {
    test(`takes ${name} ${JSON.stringify(text)}`, () => assert.equal(parsed(name, text), value));
  }

  const refused: Partial<Record<Name, string[]>> = {
    'identity-pool-id': ['', ',', 'pool-a,', 'pool-a,,pool-b', 'pool a', 'pool.a', 'pool-ä', 'pool-a\nb'],
    'expires-in': [
      ...['', '0', '-1', '+1', '05', '901', '5.0', '1e2', '٣', '1_0', '15m', '0x5', 'Infinity'],
      ...['1 0', '1\n2', '1'.repeat(400)],
    ],
    endpoint: [
      ...['', 'api.confluent.cloud', 'http://api.confluent.cloud', 'https://u@host', 'https://host?x'],
      ...['https://host?', 'https://host/#', 'https://api.confluent.cloud/sts/v1/oauth2/token'],
      ...['https://api.confluent.cloud/base/sts/v1/oauth2/token//'],
    ],
    'environment-variable': ['1A', 'a b', 'a-b', 'Ä', 'a\nb', 'PATH', 'Path', 'github_env'],
    'max-attempts': ['', '0', '11'],
    'timeout-seconds': ['', '0', '601'],
    'token-endpoint': ['', 'True', 'yes', '1', 'true,false'],
    'token-endpoint-port': ['', '-1', '00', '1', '1023', '65536'],
  };
  for (const [name, texts] of Object.entries(refused) as [Name, string[]][]) {
    for (const text of texts)
      test(`refuses ${name} ${JSON.stringify(text.slice(0, 50))}`, () =>
        assert.equal(parsed(name, text), undefined));
  }

  // Written out, not taken from RULES: this is all that a person reads about a wrong input.
  const variable =
    'empty or a name of A-Z, a-z, 0-9 and _ that does not begin with a digit, and none that the job depends on (PATH, HOME, SHELL, ENV, BASH_ENV, IFS, CI, NODE_OPTIONS, SYSTEMROOT, COMSPEC, PATHEXT, WINDIR, TEMP, TMP, USERPROFILE, LD_*, DYLD_*, GITHUB_*, RUNNER_*, ACTIONS_*, INPUT_*, STATE_*)';
  const told: [Name, string][] = [
    [
      'identity-pool-id',
      'one or more identity pool ids (letters, digits, - and _), comma-separated, such as pool-abc1',
    ],
    ['expires-in', 'a whole number of seconds from 1 to 900, in plain decimal digits'],
    [
      'endpoint',
      'a base URL with https: (or http: to 127.0.0.0/8, [::1] or localhost), without user info, query, fragment or /sts/v1/oauth2/token',
    ],
    ['environment-variable', variable],
    ['max-attempts', 'a whole number of attempts from 1 to 10, in plain decimal digits'],
    ['timeout-seconds', 'a whole number of seconds from 1 to 600, in plain decimal digits'],
    ['token-endpoint', 'true or false'],
    [
      'token-endpoint-port',
      '0 (any free port) or a whole number from 1024 to 65535, in plain decimal digits',
    ],
  ];
  test('names all bad inputs in one error, with what is accepted, and repeats no value', () => {
    const bad = 'Very-Secret Value?';
    const { message } = refusalOf(Object.fromEntries(told.map(([name]) => [name, bad])));
    const faults = told.map(([name, what]) => `${name} must be ${what}`).join('; ');
    assert.equal(message, `8 inputs are not accepted: ${faults}.`);
  });

  test('asks about an empty input; where it is required, also about its name', () => {
    const asked = 'is empty: is the variable that it is read from defined for this job';
    const absent = `An input is not accepted: identity-pool-id ${asked}, or is its name misspelt?`;
    assert.throws(() => parseInputs({ INPUT_IDENTITY_POOL_ID: 'pool-abc1' }), { message: absent });
    assert.equal(refusalOf({ 'identity-pool-id': ' ' }).message, absent);
    const { message } = refusalOf({ 'max-attempts': '' });
    assert.equal(message, `An input is not accepted: max-attempts ${asked}?`);
  });
});

describe('staleWarning', () => {
  test('names the variable that has a value from before, if the step would have set it', () => {
    const pool = { 'INPUT_IDENTITY-POOL-ID': 'pool-abc1' };
    const own = { ...pool, 'INPUT_ENVIRONMENT-VARIABLE': 'MY_TOKEN' };
    assert.match(
      staleWarning({ ...own, MY_TOKEN: 'x' }) ?? '',
      /^MY_TOKEN still has the value that it had before/,
    );
    assert.match(
      staleWarning({ CONFLUENT_CLOUD_ACCESS_TOKEN: 'x' }) ?? '',
      /^CONFLUENT_CLOUD_ACCESS_TOKEN still/,
    );
    for (const env of [own, { ...own, MY_TOKEN: '' }, { 'INPUT_ENVIRONMENT-VARIABLE': '', '': 'x' }])
      assert.equal(staleWarning(env), undefined);
    assert.equal(staleWarning({ 'INPUT_ENVIRONMENT-VARIABLE': 'PATH', PATH: '/bin' }), undefined);
  });
});

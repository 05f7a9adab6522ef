import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ActionError } from '../../../src/errors.ts';
import { isLoopback } from '../../../src/http/urls.ts';
import { parseInputs, RULES, staleWarning } from '../../../src/runner/inputs.ts';
import type { Env, Inputs } from '../../../src/tokens.ts';
import { anyText, webUrl } from '../../helpers/text.ts';

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
    ['token-endpoint', ' true ', true],
    ['token-endpoint', 'false', false],
    ['token-endpoint-port', '0', 0],
    ['token-endpoint-port', '1024', 1024],
    ['token-endpoint-port', '65535', 65_535],
    ['identity-pool-id', ' pool-abc1 ,\tpool_XYZ2\n', 'pool-abc1,pool_XYZ2'],
    ['audience', '  ', ''],
    ['audience', ' my audience & co ', 'my audience & co'],
    ['endpoint', 'https://proxy.example:8443/base///', 'https://proxy.example:8443/base'],
    ['endpoint', 'http://[::1]:4000/', 'http://[::1]:4000'],
    ['environment-variable', ' ', ''],
    ['environment-variable', '_token9', '_token9'],
  ];
  for (const [name, text, value] of accepted) {
    test(`takes ${name} ${JSON.stringify(text)}`, () => assert.equal(parsed(name, text), value));
  }

  const refused: Partial<Record<Name, string[]>> = {
    'expires-in': ['', '05', '５', '٣', '1_0', '15m', '0x5', '1'.repeat(400)],
    endpoint: [
      ...['', 'api.confluent.cloud', 'http://api.confluent.cloud', 'https://u@host', 'https://host?x'],
      ...['https://host?', 'https://host/#', 'https://api.confluent.cloud/sts/v1/oauth2/token'],
      ...['https://api.confluent.cloud/base/sts/v1/oauth2/token//'],
    ],
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

describe('parseInputs, whatever is given', () => {
  const bounds: [Name, number][] = [
    ['expires-in', 900],
    ['max-attempts', 10],
    ['timeout-seconds', 600],
  ];
  for (const [name, most] of bounds) {
    test(`${name} is a whole number from 1 to ${most} in plain decimal, or refused`, () => {
      const near = fc.constantFrom(0, 1, most, most + 1).map(String);
      const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789+-.,eExX_ \tn∞') });
      fc.assert(
        fc.property(fc.oneof(near, fc.integer().map(String), numberLike, fc.double().map(String)), (text) => {
          const plain = /^[1-9][0-9]*$/.test(text.trim()) && Number(text.trim()) <= most;
          assert.equal(parsed(name, text), plain ? Number(text.trim()) : undefined);
        }),
        { numRuns: 1000 },
      );
    });
  }

  test('audience is the text, trimmed', () => {
    fc.assert(fc.property(anyText(), (text) => parsed('audience', text) === text.trim()));
  });

  test('identity-pool-id is ids and commas only, or refused', () => {
    const idLike = fc.string({ unit: fc.constantFrom(...'abZ09-_, \t\n.ä') });
    fc.assert(
      fc.property(fc.oneof(idLike, anyText()), (text) => {
        const ids = text.split(',').map((id) => id.trim());
        const fine = ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id));
        assert.equal(parsed('identity-pool-id', text), fine ? ids.join(',') : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test('endpoint is https: or loopback, with nothing but host and path, or refused', () => {
    const part = fc.constantFrom(
      ...['http://', 'https://', '127.0.0.1', 'localhost', '[::1]', '.nip.io', ...'.:@u/?#\\ \t', '80', '//'],
      ...['%25x', 'ftp://', 'evil.com', '127.1'],
    );
    const assembled = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(assembled, webUrl('http', 'https'), anyText()), (text) => {
        const value = parsed('endpoint', text);
        if (value === undefined) return;
        assert.ok(typeof value === 'string' && !value.endsWith('/'));
        const url = new URL(value);
        assert.ok(url.protocol === 'https:' || isLoopback(url.hostname));
        assert.deepEqual([url.username, url.password, url.search, url.hash], ['', '', '', '']);
        assert.doesNotMatch(value, /[?#\\\s]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('environment-variable is empty or a name that the job does not depend on, or refused', () => {
    const whole = [
      ...['PATH', 'HOME', 'SHELL', 'ENV', 'BASH_ENV', 'IFS', 'CI', 'NODE_OPTIONS', 'SYSTEMROOT', 'COMSPEC'],
      ...['PATHEXT', 'WINDIR', 'TEMP', 'TMP', 'USERPROFILE'],
    ];
    const prefixes = ['LD_', 'DYLD_', 'GITHUB_', 'RUNNER_', 'ACTIONS_', 'INPUT_', 'STATE_'];
    const cased = fc.constantFrom(
      ...whole,
      ...prefixes,
      'ComSpec',
      'ld_',
      'Path',
      'GITHUB',
      'LDAP',
      'MY_',
      '',
    );
    const nameLike = fc
      .tuple(cased, fc.string({ unit: fc.constantFrom(...'AZaz09_-=. \n$Ä'), maxLength: 4 }))
      .map((parts) => parts.join(''));
    const property = (given: string) => {
      const name = given.trim();
      const isName = name === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
      const upper = name.toUpperCase();
      const isTaken = whole.includes(upper) || prefixes.some((prefix) => upper.startsWith(prefix));
      assert.equal(parsed('environment-variable', given), isName && !isTaken ? name : undefined);
    };
    for (const name of [...whole, ...prefixes, 'MY_PATH', 'PATHS', 'GITHUB', '1A']) property(name);
    fc.assert(fc.property(fc.oneof(nameLike, cased, fc.string()), property), { numRuns: 2000 });
  });
});

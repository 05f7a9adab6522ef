import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ActionError } from '../../../src/errors.ts';
import { isLoopback } from '../../../src/http/urls.ts';
import { misspeltInputs, parseInputs, RULES } from '../../../src/runner/inputs.ts';
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
    const { [Object.keys(given)[0] as Name]: name } = MEMBERS;
    return assert.fail(`accepted as ${JSON.stringify(parse(given)[name])}`);
  } catch (error) {
    assert.ok(error instanceof ActionError);
    return error;
  }
}

/** What is accepted, or undefined; fails on anything thrown that is not a proper refusal. */
function parsed(name: Name, text: string): unknown {
  try {
    return parse({ [name]: text })[MEMBERS[name]];
  } catch (error) {
    assert.ok(error instanceof ActionError);
    assert.equal(error.code, 'INVALID_INPUT');
    const expected = text.trim() === '' ? 'is empty: is the variable' : `must be ${RULES[name].accepted}`;
    assert.ok(error.message.includes(`${name} ${expected}`));
    return undefined;
  }
}

describe('parseInputs', () => {
  test('takes 2,000 characters, and says that more are too many', () => {
    assert.equal(parse({ audience: 'a'.repeat(2_000) }).audience.length, 2_000);
    assert.match(
      refusalOf({ audience: 'a'.repeat(2_001) }).message,
      /audience must be of at most 2000 characters/,
    );
  });

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

  const accepted: [Name, string, unknown][] = [
    ['token-endpoint', ' true ', true],
    ['token-endpoint', 'false', false],
    ['token-endpoint-port', '0', 0],
    ['token-endpoint-port', '1024', 1024],
    ['token-endpoint-port', '65535', 65_535],
    ['identity-pool-id', 'pool-abc1', 'pool-abc1'],
    ['identity-pool-id', ' pool-abc1 ,\tpool_XYZ2\n', 'pool-abc1,pool_XYZ2'],
    ['audience', '', ''],
    ['audience', '  ', ''],
    ['audience', ' my audience & co ', 'my audience & co'],
    ['expires-in', '1', 1],
    ['expires-in', ' 900\n', 900],
    ['endpoint', 'https://api.confluent.cloud/', 'https://api.confluent.cloud'],
    ['endpoint', 'https://proxy.example:8443/base///', 'https://proxy.example:8443/base'],
    ['endpoint', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['endpoint', 'http://[::1]:4000/', 'http://[::1]:4000'],
    ['endpoint', 'http://localhost', 'http://localhost'],
    ['environment-variable', '', ''],
    ['environment-variable', ' ', ''],
    ['environment-variable', '_token9', '_token9'],
    ['environment-variable', 'MY_PATH', 'MY_PATH'],
    ['environment-variable', 'PATHS', 'PATHS'],
    ['environment-variable', 'CIRCLE', 'CIRCLE'],
    ['environment-variable', 'GITHUB', 'GITHUB'],
    ['environment-variable', 'MY_GITHUB_TOKEN', 'MY_GITHUB_TOKEN'],
    ['environment-variable', 'LDAP', 'LDAP'],
    ['max-attempts', '1', 1],
    ['max-attempts', '10', 10],
    ['timeout-seconds', '1', 1],
    ['timeout-seconds', '600', 600],
  ];
  for (const [name, text, value] of accepted) {
    test(`takes ${name} ${JSON.stringify(text)}`, () => {
      assert.equal(parse({ [name]: text })[MEMBERS[name]], value);
    });
  }

  const notNumbers = [
    '',
    '-1',
    '+5',
    '1e2',
    '15m',
    '5.0',
    '300.5',
    '0x5',
    '05',
    '５',
    '1_0',
    '1,0',
    'NaN',
    '٣',
    '1 0',
  ];
  const refused: Record<Name, string[]> = {
    'identity-pool-id': [
      '',
      ' ',
      ',',
      'a,',
      ',a',
      'a,,b',
      'a b',
      'pool;x',
      'pool\u200b',
      'a\nb',
      'pool.x',
      'ä',
      'a/b',
    ],
    audience: [],
    'expires-in': [...notNumbers, '0', '901', '9999999999', '1'.repeat(400)],
    endpoint: [
      ...[
        '',
        'api.confluent.cloud',
        'http://api.confluent.cloud',
        'https://u@host',
        'https://host?',
        'https://host?x',
      ],
      ...[
        'https://host/#',
        'http://127.0.0.1.nip.io',
        'http://localhost.',
        'ftp://localhost',
        'https://api.confluent.cloud/sts/v1/oauth2/token',
        'https://api.confluent.cloud/base/sts/v1/oauth2/token//',
        'https:\\\\host',
      ],
    ],
    'environment-variable': [
      ...[
        '1A',
        'A-B',
        'A B',
        'A=B',
        'Ä',
        'A\nB',
        'A.B',
        '$A',
        'PATH',
        'HOME',
        'SHELL',
        'ENV',
        'BASH_ENV',
        'IFS',
      ],
      ...['CI', 'NODE_OPTIONS', 'LD_PRELOAD', 'LD_', 'DYLD_INSERT_LIBRARIES', 'GITHUB_TOKEN', 'GITHUB_ENV'],
      ...['RUNNER_TEMP', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'INPUT_X', 'STATE_x', 'Path', 'github_env', 'ci'],
      ...['SYSTEMROOT', 'ComSpec', 'PATHEXT', 'windir', 'TEMP', 'TMP', 'USERPROFILE'],
    ],
    'max-attempts': [...notNumbers, '0', '11'],
    'timeout-seconds': [...notNumbers, '0', '601'],
    'token-endpoint': ['', 'True', 'yes', '1', 'on', 'true,false'],
    'token-endpoint-port': [...notNumbers, '1', '80', '1023', '65536'],
  };
  for (const [name, texts] of Object.entries(refused) as [Name, string[]][]) {
    for (const text of texts) {
      test(`refuses ${name} ${JSON.stringify(text.slice(0, 40))}`, () => {
        const { code, message, remedy } = refusalOf({ [name]: text });
        assert.equal(code, 'INVALID_INPUT');
        const why =
          text.trim() === ''
            ? 'is empty: is the variable that it is read from defined for this job?'
            : `must be ${RULES[name].accepted}.`;
        assert.equal(message, `An input is not accepted: ${name} ${why}`);
        assert.equal(remedy, 'Correct the with: block of this step.');
      });
    }
  }

  test('refuses an absent pool', () => {
    assert.throws(
      () => parseInputs({}),
      /An input is not accepted: identity-pool-id is empty: is the variable that it is read from defined/,
    );
  });

  // Written out, not taken from RULES: this is all that a person reads about a wrong input.
  const told: Partial<Record<Name, RegExp>> = {
    'identity-pool-id': /must be one or more identity pool ids .*comma-separated/,
    'expires-in': /must be a whole number of seconds from 1 to 900, in plain decimal digits\.$/,
    endpoint:
      /must be a base URL with https: .*without user info, query, fragment or \/sts\/v1\/oauth2\/token\.$/,
    'environment-variable': /must be empty or a name of A-Z, a-z, 0-9 and _ .*PATH, HOME, .*GITHUB_\*/,
    'max-attempts': /must be a whole number of attempts from 1 to 10, in plain decimal digits\.$/,
    'timeout-seconds': /must be a whole number of seconds from 1 to 600, in plain decimal digits\.$/,
    'token-endpoint': /must be true or false\.$/,
    'token-endpoint-port': /must be 0 \(any free port\) or a whole number from 1024 to 65535, /,
  };
  for (const [name, expected] of Object.entries(told) as [Name, RegExp][]) {
    test(`tells what ${name} may be`, () => assert.match(refusalOf({ [name]: '?' }).message, expected));
  }

  test('tells two bad inputs apart', () => {
    const { message } = refusalOf({ 'token-endpoint': 'yes', 'max-attempts': '0' });
    assert.equal(
      message,
      '2 inputs are not accepted: max-attempts must be a whole number of attempts from 1 to 10, in plain decimal digits; token-endpoint must be true or false.',
    );
  });

  test('names all bad inputs in one error, and repeats no value', () => {
    const bad = 'Very-Secret Value?';
    const names = Object.keys(RULES).filter((name) => name !== 'audience') as Name[];
    const { message } = refusalOf(Object.fromEntries(names.map((name) => [name, bad])));
    assert.match(message, /^8 inputs are not accepted: /);
    for (const name of names) assert.ok(message.includes(`${name} must be ${RULES[name].accepted}`));
    assert.ok(!message.includes('audience'));
    assert.ok(!message.includes(bad));
  });
});

describe('a misspelt input', () => {
  const pool = { 'INPUT_IDENTITY-POOL-ID': 'pool-abc1' };

  test('is named, with the input that was meant', () => {
    assert.deepEqual(
      misspeltInputs({ ...pool, INPUT_TOKEN_ENDPOINT: 'true', INPUT_TOKENENDPOINTPORT: '1' }),
      [
        'token_endpoint is no input of this action: write token-endpoint.',
        'tokenendpointport is no input of this action: write token-endpoint-port.',
      ],
    );
  });

  test('is not what has another name, or is no input', () => {
    const others = {
      INPUT_POOL: 'x',
      TOKEN_ENDPOINT: 'true',
      MY_INPUT_TOKEN_ENDPOINT: 'true',
      'INPUT_TOKEN-ENDPOINT': '',
    };
    assert.deepEqual(misspeltInputs({ ...pool, ...others }), []);
  });

  test('is part of the message where an input is missing', () => {
    assert.throws(() => parseInputs({ INPUT_IDENTITY_POOL_ID: 'pool-abc1' }), {
      message:
        'An input is not accepted: identity-pool-id is empty: is the variable that it is read from defined for this job? identity_pool_id is no input of this action: write identity-pool-id.',
    });
  });
});

describe('parseInputs, whatever is given', () => {
  const free = fc.oneof(anyText(), fc.string(), fc.constant(undefined));

  test('throws nothing but INVALID_INPUT', () => {
    const anyEnv = fc.record(
      Object.fromEntries(Object.keys(RULES).map((name) => [`INPUT_${name.toUpperCase()}`, free])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyEnv, (env) => {
        try {
          parseInputs(env);
        } catch (error) {
          assert.ok(error instanceof ActionError && error.code === 'INVALID_INPUT');
        }
      }),
    );
  });

  const bounds: [Name, number][] = [
    ['expires-in', 900],
    ['max-attempts', 10],
    ['timeout-seconds', 600],
  ];
  for (const [name, most] of bounds) {
    test(`${name} is a whole number from 1 to ${most} in plain decimal, or refused`, () => {
      fc.assert(
        fc.property(fc.integer({ min: -5, max: 2 * most }), (number) => {
          assert.equal(parsed(name, String(number)), number >= 1 && number <= most ? number : undefined);
        }),
      );
      const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789+-.,eExX_ \tn∞') });
      const real = fc.double().map(String);
      fc.assert(
        fc.property(fc.oneof(numberLike, real, anyText()), (text) => {
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
        const value = parsed('identity-pool-id', text);
        const ids = text.split(',').map((id) => id.trim());
        const fine = ids.every((id) => id !== '' && /^[A-Za-z0-9_-]+$/.test(id));
        assert.equal(value, fine ? ids.join(',') : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test('endpoint is https: or loopback, with nothing but host and path, or refused', () => {
    const part = fc.constantFrom(
      ...[
        'http://',
        'https://',
        '127.0.0.1',
        'localhost',
        '[::1]',
        '.nip.io',
        '.',
        ':',
        '80',
        '@',
        'u',
        '/',
        '//',
      ],
      ...['?', '#', '\\', ' ', '\t', '%25x', 'ftp://', 'evil.com', '127.1'],
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
      { numRuns: 3000 },
    );
  });

  test('environment-variable is empty or a name that the job does not depend on, or refused', () => {
    const nameLike = fc
      .tuple(
        fc.constantFrom(
          '',
          'GITHUB',
          'Runner_',
          'ACTIONS_',
          'input_',
          'STATE_',
          'LD_',
          'DYLD_',
          'PATH',
          'ci',
          'A',
        ),
        fc.string({ unit: fc.constantFrom(...'AZaz09_-= \n$'), maxLength: 6 }),
      )
      .map((parts) => parts.join(''));
    const taken = /^(LD|DYLD|GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/i;
    const whole = [
      ...['PATH', 'HOME', 'SHELL', 'ENV', 'BASH_ENV', 'IFS', 'CI', 'NODE_OPTIONS', 'SYSTEMROOT', 'COMSPEC'],
      ...['PATHEXT', 'WINDIR', 'TEMP', 'TMP', 'USERPROFILE'],
    ];
    fc.assert(
      fc.property(fc.oneof(nameLike, fc.string(), fc.constantFrom(...whole)), (given) => {
        const name = given.trim();
        const isName = name === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
        const fine = isName && !taken.test(name) && !whole.includes(name.toUpperCase());
        assert.equal(parsed('environment-variable', given), fine ? name : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

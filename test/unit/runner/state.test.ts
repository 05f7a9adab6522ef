import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  parseVariableName,
  readExported,
  readTokenEndpoint,
  saveExported,
  saveTokenEndpoint,
} from '../../../src/runner/state.ts';

/** What the runner makes of saved states for the post step. */
function saved(write: (save: (name: string, value: string) => void) => void): Record<string, string> {
  const env: Record<string, string> = {};
  write((name, value) => {
    env[`STATE_${name}`] = value;
  });
  return env;
}

describe('the variable that main exported', () => {
  test('readExported knows it again by a digest, as long as it has its value', () => {
    const env = saved((save) => saveExported(save, 'MY_TOKEN', 'the-token'));
    assert.deepEqual(env, {
      'STATE_confluent-cloud-auth-variable': 'MY_TOKEN',
      'STATE_confluent-cloud-auth-sha256': createHash('sha256').update('the-token').digest('hex'),
    });
    assert.equal(readExported({ ...env, MY_TOKEN: 'the-token' }), 'MY_TOKEN');
    assert.equal(readExported({ ...env, MY_TOKEN: 'another' }), undefined);
    assert.equal(readExported({ ...env, OTHER: 'the-token' }), undefined);
  });

  test('readExported gives none if nothing or only half was saved', () => {
    assert.equal(readExported({}), undefined);
    const saves = saved((save) => saveExported(save, 'MY_TOKEN', 'the-token'));
    const env = { ...saves, MY_TOKEN: 'the-token' };
    for (const name of Object.keys(saves)) {
      assert.equal(readExported({ ...env, [name]: undefined }), undefined);
      assert.equal(readExported({ ...env, [name]: '' }), undefined);
    }
  });

  test('readExported takes no name that the input does not take: state can be forged', () => {
    for (const name of ['PATH', '1A', 'A\nB', '']) {
      const env = saved((save) => saveExported(save, name, 'the-token'));
      assert.equal(readExported({ ...env, [name]: 'the-token' }), undefined);
    }
  });
});

describe('the token endpoint that main started', () => {
  const handle = { port: 40_123, stopKey: 'the-stop-key' };
  const env = saved((save) => saveTokenEndpoint(save, handle.port, handle.stopKey));
  const [portName, keyName] = Object.keys(env) as [string, string];

  test('readTokenEndpoint gives it as it was saved', () => {
    assert.deepEqual(readTokenEndpoint(env), handle);
    assert.deepEqual(env, {
      'STATE_confluent-cloud-auth-port': '40123',
      'STATE_confluent-cloud-auth-stop-key': 'the-stop-key',
    });
  });

  test('readTokenEndpoint gives none if nothing or only half was saved', () => {
    assert.equal(readTokenEndpoint({}), undefined);
    for (const name of [portName, keyName]) {
      assert.equal(readTokenEndpoint({ ...env, [name]: undefined }), undefined);
      assert.equal(readTokenEndpoint({ ...env, [name]: '' }), undefined);
    }
  });

  test('readTokenEndpoint takes nothing but a port: state can be forged', () => {
    for (const port of ['0', '-1', '65536', '1e9', '80.5', 'NaN', 'Infinity', '80x', ' ', '127.0.0.1:80']) {
      assert.equal(readTokenEndpoint({ ...env, [portName]: port }), undefined, port);
    }
    for (const port of [1, 65_535]) {
      assert.deepEqual(readTokenEndpoint({ ...env, [portName]: String(port) }), { ...handle, port });
    }
  });
});

describe('parseVariableName', () => {
  const whole = [
    ...['PATH', 'HOME', 'SHELL', 'ENV', 'BASH_ENV', 'IFS', 'CI', 'NODE_OPTIONS', 'SYSTEMROOT', 'COMSPEC'],
    ...['PATHEXT', 'WINDIR', 'TEMP', 'TMP', 'USERPROFILE'],
  ];
  const prefixes = ['LD_', 'DYLD_', 'GITHUB_', 'RUNNER_', 'ACTIONS_', 'INPUT_', 'STATE_'];

  test('a name that the job does not depend on is taken, and so is empty text', () => {
    for (const name of ['', 'MY_PATH', 'PATHS', 'GITHUB', 'LDAP', 'MY_GITHUB_X', '_', 'a9'])
      assert.equal(parseVariableName(name), name);
  });

  test('a name that the job depends on is refused, in upper and lower case', () => {
    const names = [...whole, ...prefixes.flatMap((prefix) => [prefix, `${prefix}X`])];
    for (const name of [...names, 'ComSpec', 'Path', ...names.map((one) => one.toLowerCase())])
      assert.equal(parseVariableName(name), undefined, name);
  });

  test('a name of other characters, or with a digit first, is refused', () => {
    for (const name of ['1A', 'a b', 'a-b', 'a=b', '$a', 'Ä', 'A\nB', 'A\n', ' A'])
      assert.equal(parseVariableName(name), undefined, name);
  });
});

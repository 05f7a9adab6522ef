import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  readExported,
  readTokenEndpoint,
  saveExported,
  saveTokenEndpoint,
} from '../../../src/runner/state.ts';
import { anyText } from '../../helpers/text.ts';

/** What the runner makes of saved states for the post step. */
function saved(write: (save: (name: string, value: string) => void) => void): Record<string, string> {
  const env: Record<string, string> = {};
  write((name, value) => {
    env[`STATE_${name}`] = value;
  });
  return env;
}

const digest = (value: string) => createHash('sha256').update(value).digest('hex');

describe('exported', () => {
  test('comes back as it was saved', () => {
    const env = saved((save) => saveExported(save, 'MY_TOKEN', 'the-token'));
    assert.deepEqual(env, {
      'STATE_confluent-cloud-auth-variable': 'MY_TOKEN',
      'STATE_confluent-cloud-auth-sha256': digest('the-token'),
    });
    assert.equal(readExported({ ...env, MY_TOKEN: 'the-token' }), 'MY_TOKEN');
  });

  test('is none if nothing or only half was saved', () => {
    assert.equal(readExported({}), undefined);
    const saves = saved((save) => saveExported(save, 'MY_TOKEN', 'the-token'));
    const env = { ...saves, MY_TOKEN: 'the-token' };
    assert.equal(Object.keys(saves).length, 2);
    for (const name of Object.keys(saves)) {
      assert.equal(readExported({ ...env, [name]: undefined }), undefined);
      assert.equal(readExported({ ...env, [name]: '' }), undefined);
    }
  });

  test('is none where the name is not one that the input takes: state can be forged', () => {
    const names = fc.constantFrom(
      'PATH',
      'Path',
      'NODE_OPTIONS',
      'BASH_ENV',
      'GITHUB_ENV',
      'STATE_x',
      '1A',
      'a b',
      'A\nB',
      '',
    );
    fc.assert(
      fc.property(names, (name) => {
        const env = saved((save) => saveExported(save, name, 'the-token'));
        assert.equal(readExported({ ...env, [name]: 'the-token' }), undefined);
      }),
    );
  });

  test('never holds the token, and knows it again', () => {
    const token = anyText({ minLength: 8 });
    fc.assert(
      fc.property(token, anyText(), (value, other) => {
        const env = saved((save) => saveExported(save, 'MY_TOKEN', value));
        assert.ok(!JSON.stringify(env).includes(JSON.stringify(value).slice(1, -1)));
        assert.equal(readExported({ ...env, MY_TOKEN: value }), 'MY_TOKEN');
        assert.equal(readExported({ ...env, MY_TOKEN: other }), other === value ? 'MY_TOKEN' : undefined);
        assert.equal(readExported({ ...env, OTHER: value }), undefined);
        assert.equal(readExported(env), undefined);
      }),
    );
  });
});

describe('token endpoint', () => {
  const handle = { port: 40_123, stopKey: 'the-stop-key' };
  const env = saved((save) => saveTokenEndpoint(save, handle.port, handle.stopKey));
  const [portName, keyName] = Object.keys(env) as [string, string];

  test('comes back as it was saved', () => {
    assert.deepEqual(readTokenEndpoint(env), handle);
    assert.deepEqual(env, {
      'STATE_confluent-cloud-auth-port': '40123',
      'STATE_confluent-cloud-auth-stop-key': 'the-stop-key',
    });
  });

  test('is none if nothing or only half was saved', () => {
    assert.equal(readTokenEndpoint({}), undefined);
    for (const name of [portName, keyName]) {
      assert.equal(readTokenEndpoint({ ...env, [name]: undefined }), undefined);
      assert.equal(readTokenEndpoint({ ...env, [name]: '' }), undefined);
    }
  });

  test('is none where the port is not one: state can be forged', () => {
    for (const port of ['0', '-1', '65536', '1e9', '80.5', 'NaN', 'Infinity', '80x', ' ', '127.0.0.1:80']) {
      assert.equal(readTokenEndpoint({ ...env, [portName]: port }), undefined, port);
    }
    for (const port of [1, 65_535]) {
      assert.deepEqual(readTokenEndpoint({ ...env, [portName]: String(port) }), { ...handle, port });
    }
  });

  test('is kept apart from what was exported', () => {
    assert.equal(readExported(env), undefined);
    const both = saved((save) => {
      saveExported(save, 'MY_TOKEN', 'the-token');
      saveTokenEndpoint(save, handle.port, handle.stopKey);
    });
    assert.deepEqual(readTokenEndpoint(both), handle);
    assert.equal(readExported({ ...both, MY_TOKEN: 'the-token' }), 'MY_TOKEN');
    assert.equal(Object.keys(both).length, 4);
  });
});

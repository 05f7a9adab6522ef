import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isPost, readExported, saveExported, saveRole, stillHolds } from '../src/state.ts';

/** What the runner makes of saved states for the post step. */
function saved(write: (save: (name: string, value: string) => void) => void): Record<string, string> {
  const env: Record<string, string> = {};
  write((name, value) => {
    env[`STATE_${name}`] = value;
  });
  return env;
}

const digest = (value: string) => createHash('sha256').update(value).digest('hex');

describe('role', () => {
  test('is post after main has said so', () => {
    assert.equal(isPost({}), false);
    assert.equal(isPost(saved(saveRole)), true);
  });

  test('is not post for the state of somebody else', () => {
    const [name = ''] = Object.keys(saved(saveRole));
    for (const value of ['', 'main', 'POST', undefined]) assert.equal(isPost({ [name]: value }), false);
    assert.equal(isPost({ STATE_isPost: 'true', STATE_role: 'post' }), false);
  });
});

describe('exported', () => {
  test('comes back as it was saved', () => {
    const env = saved((save) => saveExported(save, 'MY_TOKEN', 'the-token'));
    assert.deepEqual(readExported(env), { variable: 'MY_TOKEN', digest: digest('the-token') });
  });

  test('is none if nothing or only half was saved', () => {
    assert.equal(readExported({}), undefined);
    const env = saved((save) => saveExported(save, 'MY_TOKEN', 'the-token'));
    assert.equal(Object.keys(env).length, 2);
    for (const name of Object.keys(env)) {
      assert.equal(readExported({ ...env, [name]: undefined }), undefined);
      assert.equal(readExported({ ...env, [name]: '' }), undefined);
    }
  });

  test('never holds the token, and knows it again', () => {
    const token = fc.string({ unit: 'binary', minLength: 8 });
    fc.assert(
      fc.property(token, fc.string({ unit: 'binary' }), (value, other) => {
        const env = saved((save) => saveExported(save, 'MY_TOKEN', value));
        assert.ok(!JSON.stringify(env).includes(JSON.stringify(value).slice(1, -1)));
        const exported = readExported(env);
        assert.ok(exported);
        assert.equal(stillHolds({ MY_TOKEN: value }, exported), true);
        assert.equal(stillHolds({ MY_TOKEN: other }, exported), other === value);
        assert.equal(stillHolds({ OTHER: value }, exported), false);
        assert.equal(stillHolds({}, exported), false);
      }),
    );
  });
});

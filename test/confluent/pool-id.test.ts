import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { oddPoolIds } from '../../src/confluent/pool-id.ts';

describe('oddPoolIds', () => {
  test('has nothing to say of ids that begin with pool-', () => {
    for (const ids of ['pool-abc1', 'pool-a,pool-b', 'pool-']) assert.deepEqual(oddPoolIds(ids), []);
  });

  const known: [string, string][] = [
    ['op-abc', 'identity-pool-id begins with op-, so it is the id of an identity provider: '],
    ['u-abc', 'identity-pool-id begins with u-, so it is the id of a user: '],
    ['sa-abc', 'identity-pool-id begins with sa-, so it is the id of a service account: '],
    ['group-abc', 'identity-pool-id begins with group-, so it is the id of a group mapping: '],
    ['rb-abc', 'identity-pool-id begins with rb-, so it is the id of a role binding: '],
    ['lkc-abc', 'identity-pool-id begins with lkc-, so it is the id of a Kafka cluster: '],
    ['lsrc-abc', 'identity-pool-id begins with lsrc-, so it is the id of a Schema Registry cluster: '],
    ['lfcp-abc', 'identity-pool-id begins with lfcp-, so it is the id of a Flink compute pool: '],
    ['env-abc', 'identity-pool-id begins with env-, so it is the id of an environment of Confluent Cloud: '],
  ];
  for (const [id, start] of known) {
    test(`says what ${id} is`, () => {
      const [line = '', ...more] = oddPoolIds(id);
      assert.deepEqual(more, []);
      assert.ok(line.startsWith(start), line);
      assert.match(line, /begins with pool-/);
    });
  }

  test('does not repeat an id, which may be a secret in the wrong place', () => {
    for (const id of [
      'ABCDEFGHIJKLMNOP',
      'x-secret',
      'Pool-a',
      'constructor-a',
      '_',
      'secret-',
      'Xop-secret',
      'op-secret',
    ]) {
      const [line = ''] = oddPoolIds(id);
      assert.match(
        line,
        id.startsWith('op-') ? /begins with op-/ : /^identity-pool-id does not begin with pool-/,
      );
      assert.ok(!line.includes(id) && !line.includes('secret'), line);
    }
  });

  test('says how to find the pools of an identity provider', () => {
    assert.match(String(oddPoolIds('op-abc')), /\(confluent iam pool list --provider op-… prints it\)/);
    assert.doesNotMatch(String(oddPoolIds('u-abc')), /confluent iam/);
  });

  test('says each thing once', () => {
    assert.equal(oddPoolIds('pool-a,op-1,op-2,x,y,u-1').length, 3);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { oddPoolIds } from '../../../src/confluent/pool-id.ts';

const OF_PROVIDER =
  'identity-pool-id begins with op-, so it is the id of an identity provider: use the id of an identity pool, which begins with pool- (confluent iam pool list --provider op-… prints it).';
const OTHER =
  'identity-pool-id does not begin with pool-, as the ids of identity pools do: check that it is the id of an identity pool.';

describe('oddPoolIds', () => {
  const ids: [string, string[]][] = [
    ['pool-abc1', []],
    ['pool-a,pool-b', []],
    ['op-abc', [OF_PROVIDER]],
    ['sa-abc', [OTHER]],
    ['poolabc', [OTHER]],
    ['Xop-secret', [OTHER]],
    ['Pool-a', [OTHER]],
    ['pool-a,op-1,op-2,x,y,u-1', [OF_PROVIDER, OTHER]],
  ];
  // None repeats an id, which may be a secret in the wrong place.
  for (const [id, lines] of ids) test(`of ${id}`, () => assert.deepEqual(oddPoolIds(id), lines));
});

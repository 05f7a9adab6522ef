/**
 * The built dist/ on Node 20, which a runner gives an action where it has no Node 24. NODE names that Node:
 *
 *     NODE=/path/to/node-20 node --test test/ci/node20.test.ts
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { startGitHub } from '../fakes/github.ts';
import { startRunner } from '../fakes/runner.ts';
import { startSts } from '../fakes/sts.ts';
import { ACCESS_PATH, ID_PATH } from '../support/token-endpoint.ts';
import { endpointOf } from '../support/token-endpoint-job.ts';

const node = process.env.NODE ?? '';

test('main, the token endpoint with both of its tokens, and post', async (t) => {
  assert.match(execFileSync(node, ['--version'], { encoding: 'utf8' }), /^v20\./);
  const github = await startGitHub();
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-a': { filter: 'true' } } });
  const runner = startRunner({ env: github.env, node });
  t.after(() => Promise.all([runner.close(), github.close(), sts.close()]));

  const inputs = { 'identity-pool-id': 'pool-a', endpoint: sts.url, 'token-endpoint': 'true' };
  const main = await runner.main(inputs);
  assert.deepEqual([main.code, main.stderr], [0, ''], main.transcript);
  await sts.verifyAccessToken(main.outputs['access-token'] ?? '');
  const { ask } = endpointOf(main);
  for (const path of [ID_PATH, ACCESS_PATH]) assert.equal((await ask({ path })).status, 200, path);
  const post = await runner.post();
  assert.deepEqual([post.code, post.stderr], [0, ''], post.transcript);
  assert.match(post.masked, /^Token endpoint: 2 tokens served, 2 tokens fetched, 0 requests refused$/m);
});

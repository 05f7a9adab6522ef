/** The module that sets up Confluent's side, and whom the pool that it makes admits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startRunner } from '../../helpers/runner.ts';
import { there } from '../../servers/confluent-api.ts';
import { openFolder } from './terraform.ts';
import { startRemotes } from './terraform-job.ts';

test('examples/terraform: the pool it makes admits this repository and no other', async (t) => {
  const { github, confluent } = await startRemotes(t);
  const { key, secret } = confluent.sts.apiKey;
  const env = {
    CONFLUENT_CLOUD_API_KEY: key,
    CONFLUENT_CLOUD_API_SECRET: secret,
    // The provider would wait 90 s for the role binding to take effect.
    TF_ACC: '1',
    TF_VAR_confluent_endpoint: confluent.sts.url,
    TF_VAR_issuer: github.issuer,
    TF_VAR_jwks_uri: `${github.issuer}/.well-known/jwks`,
    TF_VAR_repository_id: '456789',
    TF_VAR_environment_id: there.environment,
    TF_VAR_kafka_cluster_id: there.kafkaCluster,
  };
  const folder = await openFolder(t, {}, 'examples/terraform');
  const applied = await folder.succeed(['apply', '-no-color', '-auto-approve'], env);
  assert.match(applied.stdout, /3 added/);
  const { stdout } = await folder.succeed(['output', '-json'], env);
  const pool: string = JSON.parse(stdout).identity_pool_id.value;
  assert.equal(confluent.sts.pools[pool]?.filter, JSON.parse(stdout).filter.value);
  const said = confluent.sts.requests.find(
    ({ method, path }) => method === 'POST' && path === '/iam/v2/role-bindings',
  );
  const crn = `/environment=${there.environment}/cloud-cluster=${there.kafkaCluster}/kafka=${there.kafkaCluster}`;
  const { principal, role_name, crn_pattern } = JSON.parse(said?.body ?? '');
  assert.deepEqual([principal, role_name], [`User:${pool}`, 'DeveloperWrite']);
  assert.ok(crn_pattern.endsWith(`${crn}/topic=orders*`), crn_pattern);

  const exchange = async () => {
    const runner = startRunner({ env: github.env });
    t.after(() => runner.close());
    return runner.main({ 'identity-pool-id': pool, endpoint: confluent.sts.url });
  };
  const admitted = await exchange();
  assert.equal(admitted.code, 0, admitted.transcript);
  github.claims = { ...github.claims, repository_id: '1' };
  assert.equal((await exchange()).code, 1);
  github.claims = { ...github.claims, repository_id: '456789', ref: 'refs/heads/other' };
  assert.equal((await exchange()).code, 1);

  await folder.succeed(['plan', '-no-color', '-detailed-exitcode'], env);
  await folder.succeed(['destroy', '-no-color', '-auto-approve'], env);
  assert.equal(confluent.sts.pools[pool], undefined);
});

/**
 * The examples whose tools a machine with only Go does not have: Terraform, and a Kafka broker (a JDK,
 * Maven and Python, as test/interop has them).
 */
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { there } from '../fakes/confluent-api.ts';
import { sweep } from '../fakes/secrets.ts';
import { startBroker } from '../interop/broker.ts';
import { prepareToolchain } from '../interop/toolchain.ts';
import { type Scene, startScene } from './scene.ts';
import { planFiles, terraformEnv } from './terraform.ts';

describe('under act, with tools', { concurrency: false, timeout: 900_000 }, () => {
  let scene: Scene;

  before(async () => {
    scene = await startScene();
  });
  after(() => scene.close());

  test('examples/terraform.yml: planned in one job, applied in another as another pool', async () => {
    const artifacts = join(scene.workspace.directory, '.git', 'artifacts');
    const { kafka, topics } = scene.confluent;
    const asked = scene.sts.requests.length;
    const run = await scene.job({
      workflow: 'examples/terraform.yml',
      env: { ...terraformEnv(), ARTIFACTS: artifacts },
      vars: {
        CONFLUENT_PLAN_POOL_ID: 'pool-stg11',
        CONFLUENT_APPLY_POOL_ID: 'pool-prd22',
        KAFKA_CLUSTER: there.kafkaCluster,
        KAFKA_REST_ENDPOINT: kafka.url,
      },
    });
    assert.equal(run.code, 0, run.log);
    assert.match(run.printed, /Apply complete! Resources: 1 added/);
    assert.deepEqual(topics.get('orders'), { name: 'orders', partitions: 6, configs: {} });
    const created = kafka.requests.filter(({ method }) => method === 'POST');
    assert.deepEqual(
      created.map(({ headers }) => headers['confluent-identity-pool-id']),
      ['pool-prd22'],
    );
    // Each job exchanges twice: the action to prove the set-up, then the provider.
    const pools = scene.sts.requests
      .slice(asked)
      .map(({ body }) => new URLSearchParams(body).get('identity_pool_id'));
    assert.deepEqual(pools, ['pool-stg11', 'pool-stg11', 'pool-prd22', 'pool-prd22']);
    const plan = planFiles(join(artifacts, 'plan/plan.tfplan'));
    assert.ok('tfplan' in plan && 'tfconfig/m-/main.tf' in plan, Object.keys(plan).join());
    assert.deepEqual(sweep([...scene.github.issued, ...scene.sts.issued], plan), []);
    for (const text of Object.values(plan)) assert.doesNotMatch(text, /pool-stg11|127\.0\.0\.1:\d+\/oauth2/);
  });

  test('examples/kafka-produce.yml: a record reaches a real broker', async (t) => {
    const tools = await prepareToolchain();
    const { issuer } = scene.github;
    const trust = { issuer, audience: 'https://api.confluent.cloud', jwksUrl: `${issuer}/.well-known/jwks` };
    const broker = await startBroker(tools.classpath, trust, ['EXAMPLE'], ['orders']);
    t.after(() => broker.stop());
    const run = await scene.job({
      workflow: 'examples/kafka-produce.yml',
      event: 'workflow_dispatch',
      inputs: { message: 'hello' },
      // The Python of the interop suite, which has what the example would install.
      path: [dirname(tools.python)],
      vars: {
        KAFKA_BOOTSTRAP: broker.bootstrap('EXAMPLE'),
        KAFKA_CLUSTER: 'lkc-abc123',
        KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT',
      },
    });
    assert.equal(run.code, 0, run.log);
    assert.match(run.printed, /^delivered to orders /m);
    assert.ok(broker.seen('EXAMPLE').includes('first'));
  });
});

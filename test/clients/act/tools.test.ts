/**
 * The examples whose tools a machine with only Go does not have: Terraform, and a Kafka broker (a JDK,
 * Maven and Python, as test/clients/interop has them).
 */
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sweep } from '../../helpers/secrets.ts';
import { snippet } from '../../helpers/snippets.ts';
import { there } from '../../servers/confluent-api.ts';
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

  test('examples/terraform-pull-request.yml: each event is accepted by its own pool, and only the merge writes', async () => {
    const { kafka, topics } = scene.confluent;
    topics.clear();
    scene.sts.pools['pool-plan'] = { filter: snippet('docs/setup.md', 'Pull requests', 'text') };
    scene.sts.pools['pool-apply'] = { filter: snippet('docs/setup.md', 'The branch main', 'text') };
    const started = async (event: string, ref: string, head = 'octo-org/octo-repo', plan = 'pool-plan') => {
      scene.github.claims = { ...scene.github.claims, event_name: event, ref };
      return await scene.job({
        workflow: 'examples/terraform-pull-request.yml',
        event,
        payload: { pull_request: { head: { repo: { full_name: head } } } },
        env: terraformEnv(),
        vars: {
          CONFLUENT_PLAN_POOL_ID: plan,
          CONFLUENT_APPLY_POOL_ID: 'pool-apply',
          KAFKA_CLUSTER: there.kafkaCluster,
          KAFKA_REST_ENDPOINT: kafka.url,
        },
      });
    };
    const planned = await started('pull_request', 'refs/pull/7/merge');
    assert.equal(planned.code, 0, planned.log);
    assert.match(planned.printed, /Plan: 1 to add/);
    const asked = scene.github.issued.length;
    const fork = await started('pull_request', 'refs/pull/7/merge', 'someone/octo-repo');
    assert.equal(fork.code, 0, fork.log);
    assert.equal(scene.github.issued.length, asked);
    const unset = await started('pull_request', 'refs/pull/7/merge', undefined, '');
    assert.match(unset.printed, /pool-apply[\s\S]*\[CONFLUENT_REFUSED\]/);
    assert.equal(topics.size, 0);
    const merged = await started('push', 'refs/heads/main');
    assert.equal(merged.code, 0, merged.log);
    assert.match(merged.printed, /Apply complete! Resources: 1 added/);
    assert.deepEqual([...topics.keys()], ['orders']);
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

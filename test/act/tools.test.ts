/**
 * The examples whose tools a machine with only Go does not have: Terraform, and a Kafka broker (a JDK,
 * Maven and Python, as test/interop has them).
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startServer } from '../fakes/http.ts';
import { verifierOf } from '../fakes/verify.ts';
import { startBroker } from '../interop/broker.ts';
import { prepareToolchain } from '../interop/toolchain.ts';
import { terraformConfig } from './act.ts';
import { type Scene, startScene } from './scene.ts';

describe('under act, with tools', { concurrency: false, timeout: 900_000 }, () => {
  let scene: Scene;

  before(async () => {
    scene = await startScene();
  });
  after(() => scene.close());

  test('examples/terraform.yml: planned in one job, applied in another as another pool', async (t) => {
    const workflow = 'examples/terraform.yml';
    const config = terraformConfig();
    assert.ok(config, 'test:act:tools needs Terraform 1.10 or later on the PATH');
    const kafka = await startServer({ handle: () => ({ status: 201, body: '{}' }) });
    t.after(() => kafka.close());
    const artifacts = join(scene.workspace.directory, '.git', 'artifacts');
    const asked = scene.sts.requests.length;
    const run = await scene.job({
      workflow,
      env: { TF_CLI_CONFIG_FILE: config, ARTIFACTS: artifacts },
      vars: {
        CONFLUENT_PLAN_POOL_ID: 'pool-stg11',
        CONFLUENT_APPLY_POOL_ID: 'pool-prd22',
        KAFKA_CLUSTER: 'lkc-abc123',
        KAFKA_REST_ENDPOINT: kafka.url,
      },
    });
    assert.equal(run.code, 0, run.log);
    assert.match(run.printed, /Apply complete! Resources: 1 added/);
    const [created, ...more] = kafka.requests;
    assert.equal(more.length, 0);
    assert.equal(created?.path, '/kafka/v3/clusters/lkc-abc123/topics');
    assert.equal(created?.headers['confluent-identity-pool-id'], 'pool-prd22');
    const token = created?.headers.authorization?.slice('Bearer '.length) ?? '';
    await verifierOf(scene.github.issuer)(token);
    // Each job exchanges twice: the action to prove the set-up, then the provider.
    const pools = scene.sts.requests
      .slice(asked)
      .map(({ body }) => new URLSearchParams(body).get('identity_pool_id'));
    assert.deepEqual(pools, ['pool-stg11', 'pool-stg11', 'pool-prd22', 'pool-prd22']);
    const terraform = (folder: string, ...args: string[]) =>
      execFileSync('terraform', args, {
        cwd: join(scene.workspace.directory, folder),
        env: { ...process.env, TF_CLI_CONFIG_FILE: config },
        encoding: 'utf8',
      });
    terraform('examples/terraform/deploy', 'init', '-no-color');
    const plan = terraform('examples/terraform/deploy', 'show', '-json', join(artifacts, 'plan/plan.tfplan'));
    assert.doesNotMatch(plan, /pool-stg11|oauth2\/token/);
    terraform('examples/terraform', 'init', '-no-color');
    assert.match(terraform('examples/terraform', 'validate', '-no-color'), /^Success!/);
  });

  test('examples/kafka-produce.yml: a record reaches a real broker', async (t) => {
    const tools = await prepareToolchain();
    const { issuer } = scene.github;
    const trust = { issuer, audience: 'https://api.confluent.cloud', jwksUrl: `${issuer}/.well-known/jwks` };
    const broker = await startBroker(tools, trust, ['EXAMPLE']);
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

/** Confluent's own Terraform provider, unmodified, with our token endpoint and the stand-in for Confluent. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { organization } from '../../servers/confluent-api/collection.ts';
import { chain, documented, environment, topic } from './configuration.ts';
import { isOpenTofu, openFolder, planFiles } from './terraform.ts';
import { startJob, startRemotes } from './terraform-job.ts';

const plan = ['plan', '-no-color', '-out=plan.tfplan'];
const apply = ['apply', '-no-color', 'plan.tfplan'];
const now = ['apply', '-no-color', '-auto-approve'];

describe("Confluent's Terraform provider", { timeout: 600_000, concurrency: 2 }, () => {
  test('planned in one job, applied in another as another pool: nothing secret is kept', async (t) => {
    const remotes = await startRemotes(t);
    const planning = await startJob(t, remotes, 'pool-a');
    const applying = await startJob(t, remotes, 'pool-b');
    const read = 'data "confluent_organization" "this" {}\n';
    const folder = await openFolder(t, documented(read + chain([topic('orders', remotes)])));
    await folder.succeed(plan, planning.variables);
    const files = planFiles(join(folder.path, 'plan.tfplan'));
    assert.ok('tfplan' in files && 'tfstate' in files, Object.keys(files).join());
    assert.deepEqual([...planning.findings(files), ...applying.findings(files)], []);
    for (const text of Object.values(files)) assert.doesNotMatch(text, /pool-a/);

    const applied = await folder.succeed(apply, applying.variables);
    assert.match(applied.stdout, /1 added/);
    assert.deepEqual([...remotes.confluent.topics.keys()], ['orders']);
    assert.deepEqual(new Set(poolsOf(remotes)), new Set(['pool-b']));
    const state = { state: readFileSync(join(folder.path, 'terraform.tfstate'), 'utf8') };
    assert.deepEqual(applying.findings({ ...state, said: applied.transcript }), []);

    assert.match(state.state, new RegExp(`"crn://confluent.cloud/organization=${organization}"`));

    await folder.succeed(['plan', '-no-color', '-detailed-exitcode'], planning.variables);
    await folder.succeed(['destroy', '-no-color', '-auto-approve'], applying.variables);
    assert.equal(remotes.confluent.topics.size, 0);
  });

  test('variables that are not ephemeral are in the plan file, and those of the apply do not count', async (t) => {
    const remotes = await startRemotes(t);
    const planning = await startJob(t, remotes, 'pool-a');
    const applying = await startJob(t, remotes, 'pool-b');
    const files = Object.entries(documented(chain([topic('orders', remotes)])));
    const kept = files.map(([name, text]) => [name, text.replaceAll(/^ *ephemeral *= true$/gm, '')]);
    const folder = await openFolder(t, Object.fromEntries(kept));
    await folder.succeed(plan, planning.variables);
    const found = planning.findings(planFiles(join(folder.path, 'plan.tfplan')));
    assert.deepEqual(
      found.map(([text]) => text),
      ['tfplan'],
    );
    const { code, stdout, stderr } = await folder.run(apply, applying.variables);
    if (isOpenTofu) {
      assert.match(stderr, /"identity_pool_id" is different from the one\s+given/);
      return;
    }
    assert.equal(code, 0, stderr);
    const warned = stdout.replaceAll(/\s+/g, ' ');
    assert.match(
      warned,
      /The saved plan specifies "pool-a" as the value whereas during apply the value "pool-b"/,
    );
    // The warning says both secrets in clear.
    assert.notDeepEqual(planning.findings({ stdout }), []);
    assert.deepEqual(new Set(poolsOf(remotes)), new Set(['pool-a']));
  });

  test('a pool that may not read makes the plan propose what is there already', async (t) => {
    const remotes = await startRemotes(t);
    const able = await startJob(t, remotes, 'pool-a');
    const blind = await startJob(t, remotes, 'pool-b');
    const folder = await openFolder(t, documented(chain([environment('staging')])));
    await folder.succeed(now, able.variables);
    remotes.confluent.blind.add('pool-b');
    const { stdout } = await folder.succeed(['plan', '-no-color'], blind.variables);
    assert.match(stdout, /confluent_environment\.staging will be created/);
    assert.match((await folder.succeed(['plan', '-no-color'], able.variables)).stdout, /No changes/);
  });

  const refusals: [string, Record<string, string>, RegExp][] = [
    ['a Cloud API key in the environment', key('CONFLUENT_CLOUD'), /cloud_api_key.*should not be set/s],
    ['a Kafka API key in the environment', key('KAFKA'), /kafka_api_key.*should not be set/s],
    ['KAFKA_REST_ENDPOINT without KAFKA_ID', { KAFKA_REST_ENDPOINT: 'https://x' }, /both be set or not set/],
    ['KAFKA_ID without KAFKA_REST_ENDPOINT', { KAFKA_ID: 'lkc-1' }, /both be set or not set/],
    ['SCHEMA_REGISTRY_ID alone', { SCHEMA_REGISTRY_ID: 'lsrc-1' }, /both be set or not set/],
    ['FLINK_REST_ENDPOINT alone', { FLINK_REST_ENDPOINT: 'https://x' }, /should be set or not set/],
  ];
  test('refuses, as docs/terraform.md says', async (t) => {
    const remotes = await startRemotes(t);
    const { variables } = await startJob(t, remotes, 'pool-a');
    const folder = await openFolder(t, documented(chain([environment('staging')])));
    for (const [name, env, reason] of refusals) {
      const exit = await folder.run(['plan', '-no-color'], { ...variables, ...env });
      assert.equal(exit.code, 1, name);
      assert.match(exit.stderr.replaceAll(/\s+/g, ' '), reason, name);
    }
    const TF_VAR_token_url = variables.TF_VAR_token_url?.replace('/oauth2/', '/sts/v1/oauth2/') ?? '';
    const exit = await folder.run(['plan', '-no-color'], { ...variables, TF_VAR_token_url });
    assert.match(exit.stderr, /STS token exchange request failed/);
    await folder.succeed(['plan', '-no-color'], variables);
  });

  test('refuses a credentials block in a resource', async (t) => {
    const remotes = await startRemotes(t);
    const { variables } = await startJob(t, remotes, 'pool-a');
    const plain = topic('orders', remotes);
    const body = `${plain.body}\n  credentials {\n    key    = "K"\n    secret = "S"\n  }`;
    const folder = await openFolder(t, documented(chain([{ ...plain, body }])));
    const exit = await folder.run(['plan', '-no-color'], variables);
    assert.equal(exit.code, 1);
    assert.match(exit.stderr, /please remove resource credentials block when OAuth is enabled/);
  });
});

function poolsOf({ confluent }: Awaited<ReturnType<typeof startRemotes>>) {
  const changes = confluent.kafka.requests.filter(({ method }) => method !== 'GET');
  return changes.map(({ headers }) => headers['confluent-identity-pool-id']);
}

function key(prefix: string): Record<string, string> {
  return { [`${prefix}_API_KEY`]: 'K', [`${prefix}_API_SECRET`]: 'S' };
}

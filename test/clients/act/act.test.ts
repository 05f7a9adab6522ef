/**
 * The action and its examples under act (github.com/nektos/act), a runner that is not ours.
 *
 * Where act 0.2.89 with `-P ubuntu-latest=-self-hosted` differs from GitHub's runner, as seen:
 * - Jobs are processes of this machine and inherit all of act's environment. `permissions:` is not
 *   looked at: who has ACTIONS_ID_TOKEN_REQUEST_URL in the environment gives it to every job.
 * - `runs.using: node24` runs whatever `node` comes first on the PATH. Here it is the one of the tests.
 * - Steps are on a pseudo-terminal, stdin included, so a program may colour its output; and what a
 *   step leaves in the background is hung up on when the step ends, unless it detached itself.
 * - Nothing ends left-over processes after the job: RUNNER_TRACKING_ID is empty.
 * - actions/checkout is never fetched: it is a copy of the working directory less what .gitignore
 *   names. Without that step the workspace is empty and `uses: ./` finds no action, as on GitHub.
 * - Messages of `::error::` stay escaped (`%0A`) in the log; the job summary is printed into the log.
 * - Masks hold for one job. An output of a job that has a masked value reaches the next job, unmasked;
 *   GitHub would drop it. With `--json`, fields beside `msg` are not masked at all: do not use it.
 * - RUNNER_ENVIRONMENT, GITHUB_REPOSITORY_ID, GITHUB_WORKFLOW_REF and more are not set;
 *   `environment:` and `concurrency:` do nothing.
 * - Jobs of a matrix share their steps: a later one may run with bash and pipefail where nothing asked
 *   for them.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { there } from '../../servers/confluent-api.ts';
import { type ActOptions, type ActRun, examples } from './act.ts';
import { type Scene, startScene } from './scene.ts';

describe('under act', { concurrency: false }, () => {
  let scene: Scene;
  const covered = new Set<string>();

  before(async () => {
    scene = await startScene();
  });
  after(() => scene.close());

  function job(options: ActOptions): Promise<ActRun> {
    covered.add(options.workflow);
    return scene.job(options);
  }

  test('a later step sees output and variable, the log neither, and post takes the variable back', async () => {
    const run = await job({ workflow: 'test/clients/act/workflows/contract.yml' });
    assert.equal(run.code, 0, run.log);
    assert.match(run.printed, /^variable and output agree$/m);
    assert.match(run.printed, /^type Bearer, 900 s, until 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d/m);
    assert.match(run.printed, /^access token \[\*\*\*\], ID token \[\*\*\*\]$/m);
    assert.match(run.printed, /"EnvironmentList"/);
    assert.match(run.log, /Success - Post \.\//);
    assert.match(run.log, /::set-env:: CONFLUENT_CLOUD_ACCESS_TOKEN=\*\*\*$/m);
    assert.match(run.log, /::set-env:: CONFLUENT_CLOUD_ACCESS_TOKEN=$/m);
  });

  test('a pool that refuses fails the job and says what would fix it', async () => {
    const vars = { CONFLUENT_IDENTITY_POOL_ID: 'pool-of-others' };
    const run = await job({ workflow: 'test/clients/act/workflows/contract.yml', vars });
    assert.equal(run.code, 1, run.log);
    assert.match(run.printed, /^::error/m);
    assert.match(run.printed, /pool-of-others/);
    assert.match(run.printed, /repo:octo-org\/octo-repo:ref:refs\/heads\/main/);
    assert.match(run.printed, /claims\.aud == "https:\/\/api\.confluent\.cloud" && claims\.sub == "repo:/);
    assert.match(run.log, /Summary - [\s\S]*claims\.repository_id == "456789"/);
    assert.match(run.printed, /^after the failure - output \[\], variable \[not set\]$/m);
    assert.doesNotMatch(run.printed, /variable and output agree/);
  });

  test('without an ID token the message names the runner', async () => {
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };
    const run = await job({ workflow: 'test/clients/act/workflows/contract.yml', env });
    assert.equal(run.code, 1, run.log);
    assert.match(run.printed, /This runner \(act\) issues no ID token/);
  });

  test('examples/rest.yml', async () => {
    const asked = scene.sts.requests.length;
    const run = await job({ workflow: 'examples/rest.yml', event: 'workflow_dispatch' });
    assert.equal(run.code, 0, run.log);
    assert.equal(
      scene.sts.requests.slice(asked).filter(({ path }) => path === '/org/v2/environments').length,
      1,
    );
  });

  test('examples/rest.yml is red when its call fails before a pipe', async (t) => {
    scene.confluent.blind.add('pool-ours');
    t.after(() => scene.confluent.blind.delete('pool-ours'));
    const run = await job({ workflow: 'examples/rest.yml', event: 'workflow_dispatch' });
    assert.equal(run.code, 1, run.log);
    assert.match(run.printed, /The requested URL returned error: 403/);
  });

  test('examples/matrix.yml: each environment with its own pool', async () => {
    const asked = scene.sts.requests.length;
    const run = await job({ workflow: 'examples/matrix.yml' });
    assert.equal(run.code, 0, run.log);
    const forms = scene.sts.requests.slice(asked).map(({ body }) => new URLSearchParams(body));
    const pools = forms.flatMap((form) => form.get('identity_pool_id') ?? []);
    assert.deepEqual(pools.sort(), ['pool-prd22', 'pool-stg11']);
  });

  describe('examples/schema-registry-check.yml', () => {
    const workflow = 'examples/schema-registry-check.yml';
    const repository = (name: string) => ({ full_name: name });
    const payload = { pull_request: { head: { repo: repository('octo-org/octo-repo') } } };
    let vars: Record<string, string>;

    before(() => {
      const { registry, schemas } = scene.confluent;
      vars = { SCHEMA_REGISTRY_URL: registry.url, SCHEMA_REGISTRY_CLUSTER: there.registry };
      const known = JSON.stringify({ type: 'record', name: 'Order', fields: [] });
      schemas.push({ id: 100_001, subject: 'orders-value', version: 1, schema: known });
      schema('customers', { type: 'record', name: 'Customer', fields: [{ name: 'id', type: 'string' }] });
    });

    function schema(name: string, value: unknown): void {
      mkdirSync(join(scene.workspace.directory, 'schemas'), { recursive: true });
      writeFileSync(join(scene.workspace.directory, 'schemas', `${name}.avsc`), JSON.stringify(value));
    }

    test('passes for compatible and new schemas', async () => {
      schema('orders', { type: 'record', name: 'Order', fields: [] });
      const run = await job({ workflow, event: 'pull_request', payload, vars });
      assert.equal(run.code, 0, run.log);
      assert.match(run.printed, /^customers-value: new$/m);
      assert.match(run.printed, /^orders-value: compatible$/m);
    });

    test('fails for one that is not', async () => {
      schema('orders', { type: 'record', name: 'Incompatible', fields: [] });
      const run = await job({ workflow, event: 'pull_request', payload, vars });
      assert.equal(run.code, 1, run.log);
      assert.match(
        run.printed,
        /^::error file=schemas\/orders\.avsc::orders-value would not be compatible$/m,
      );
      assert.match(run.printed, /^- the name differs$/m);
    });

    test('is skipped for a fork', async () => {
      const fork = { pull_request: { head: { repo: repository('someone/octo-repo') } } };
      const asked = scene.github.issued.length;
      const run = await job({ workflow, event: 'pull_request', payload: fork, vars });
      assert.equal(run.code, 0, run.log);
      assert.equal(scene.github.issued.length, asked);
    });
  });

  test('every example is run by a test, here or in tools.test.ts', () => {
    const elsewhere = ['kafka-produce', 'terraform', 'terraform-pull-request'].map(
      (name) => `examples/${name}.yml`,
    );
    assert.deepEqual(examples(), [...covered, ...elsewhere].filter(isExample).sort());
  });
});

const isExample = (file: string) => file.startsWith('examples/');

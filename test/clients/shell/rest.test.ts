/** The snippets of docs/rest.md, with real bash, curl and jq, against stand-ins of the APIs. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { sweep } from '../../helpers/secrets.ts';
import { at, snippet } from '../../helpers/snippets.ts';
import { startDataPlane } from '../../servers/confluent-api/data-plane.ts';
import { there } from '../../servers/confluent-api.ts';
import { json } from '../../servers/http.ts';
import { openGate } from '../interop/gate.ts';
import { type Job, startJob } from './step.ts';

const page = 'docs/rest.md';
const timeout = 120_000;
const api = 'https://api.confluent.cloud';
const pkc = 'https://pkc-xxxxx.region.aws.confluent.cloud';
const psrc = 'https://psrc-xxxxx.region.aws.confluent.cloud';

function writeWorkspace({ runner }: Job, file: string, content: string): void {
  const path = join(runner.directory, 'workspace', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** A pool's token is in no log that the runner shows. */
function assertSecret({ github, confluent }: Job, log: string): void {
  assert.deepEqual(sweep([...github.issued, ...confluent.sts.issued], { log }), []);
}

describe('steps of docs/rest.md', { timeout: 4 * timeout }, () => {
  test('Confluent Cloud APIs: lists environments, and fails when the call does', async (t) => {
    const job = await startJob(t);
    const yaml = snippet(page, 'Confluent Cloud APIs', 'yaml');
    const { sts, blind } = job.confluent;
    const listed = await job.step(yaml, { [api]: sts.url });
    assert.equal(listed.code, 0, listed.transcript);
    assert.match(listed.stdout, new RegExp(`^${there.environment}\tdefault$`, 'm'));
    assertSecret(job, listed.masked);
    blind.add('pool-abc1');
    const denied = await job.step(yaml, { [api]: sts.url });
    assert.notEqual(denied.code, 0);
    assert.match(denied.transcript, /403/);
  });

  test('Deploy a connector: sends the file as it is', async (t) => {
    const job = await startJob(t);
    const config = { name: 'orders-sink', 'connector.class': 'HttpSink' };
    writeWorkspace(job, 'connectors/orders-sink.json', JSON.stringify(config));
    const { sts } = job.confluent;
    const step = await job.step(snippet(page, 'Deploy a connector', 'yaml'), {
      [api]: sts.url,
      'lkc-abc': there.kafkaCluster,
    });
    assert.equal(step.code, 0, step.transcript);
    assert.deepEqual(JSON.parse(step.stdout).config, config);
    const sent = sts.requests.find(({ method }) => method === 'PUT');
    assert.equal(sent?.headers['content-type'], 'application/json');
    assertSecret(job, step.masked);
  });

  test('Produce a record: fails though the answer is 200, when the record was not written', async (t) => {
    const job = await startJob(t);
    const { kafka, topics } = job.confluent;
    topics.set('orders', { name: 'orders', partitions: 1, configs: {} });
    const yaml = snippet(page, 'Produce a record', 'yaml');
    const addresses = { [pkc]: kafka.url, 'lkc-abc': there.kafkaCluster };
    const written = await job.step(yaml, addresses);
    assert.equal(written.code, 0, written.transcript);
    assert.deepEqual(JSON.parse(kafka.requests.at(-1)?.body ?? ''), {
      value: { type: 'JSON', data: { order: 1 } },
    });
    assertSecret(job, written.masked);
    kafka.next(json(200, { error_code: 41301, message: 'Too large' }));
    const refused = await job.step(yaml, addresses);
    assert.notEqual(refused.code, 0);
    assert.match(refused.stdout, /Too large/);
  });

  test('Register a schema: it is there afterwards', async (t) => {
    const job = await startJob(t);
    const schema = JSON.stringify({ type: 'record', name: 'Order', fields: [] });
    writeWorkspace(job, 'schemas/orders.avsc', schema);
    const { registry, schemas } = job.confluent;
    const step = await job.step(snippet(page, 'Register a schema', 'yaml'), {
      [psrc]: registry.url,
      'lsrc-abc': there.registry,
    });
    assert.equal(step.code, 0, step.transcript);
    assert.deepEqual(
      schemas.map((one) => [one.subject, one.schema]),
      [['orders-value', schema]],
    );
    assertSecret(job, step.masked);
  });

  test('Start a Flink statement: sends the text of the file', async (t) => {
    const job = await startJob(t);
    const path = '/sql/v1/organizations/ORG/environments/env-1/statements';
    const flink = await startDataPlane({
      issuer: job.github.issuer,
      pools: () => ({ 'pool-abc1': { filter: 'true' } }),
      routes: {
        [`POST ${path}`]: ({ body }) => ({
          status: 201,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
    });
    t.after(() => flink.close());
    writeWorkspace(job, 'flink/orders.sql', 'SELECT 1;\n');
    const step = await job.step(snippet(page, 'Start a Flink statement', 'yaml'), {
      'https://flink.region.aws.confluent.cloud': flink.url,
    });
    assert.equal(step.code, 0, step.transcript);
    assert.deepEqual(JSON.parse(step.stdout), {
      name: 'orders',
      spec: { statement: 'SELECT 1;\n', compute_pool_id: 'lfcp-1' },
    });
    assertSecret(job, step.masked);
  });
});

describe('Longer, of docs/rest.md', { timeout: 4 * timeout }, () => {
  /** The script after the token endpoint's step, with a gate before that. */
  async function start(t: TestContext) {
    const job = await startJob(t, { 'token-endpoint': 'true' });
    const output = (name: string) => job.main.outputs[`token-endpoint-${name}`] ?? '';
    const gate = await openGate(output('url'));
    t.after(() => gate.close().catch(() => {}));
    const code = at(snippet(page, 'Longer', 'bash'), {
      [pkc]: job.confluent.kafka.url,
      [api]: job.confluent.sts.url,
      'lkc-abc': there.kafkaCluster,
    });
    const env = {
      TOKEN_URL: gate.url,
      CLIENT_ID: output('client-id'),
      CLIENT_SECRET: output('client-secret'),
    };
    return { job, gate, code, run: (text: string) => job.bash(text, env) };
  }

  test('masks both tokens before it uses them', async (t) => {
    const { job, code, run } = await start(t);
    const step = await run(code);
    assert.equal(step.code, 0, step.transcript);
    assert.match(step.stdout, /"KafkaTopicList"[\s\S]*"EnvironmentList"/);
    assert.equal(step.masks.length, 2);
    assert.ok(job.github.issued.includes(step.masks[0] ?? ''), 'another value was masked');
    assert.ok(job.confluent.sts.issued.includes(step.masks[1] ?? ''), 'another value was masked');
    assertSecret(job, step.masked);
  });

  test('gets over one 503', async (t) => {
    const { gate, code, run } = await start(t);
    gate.failNext();
    const step = await run(code);
    assert.equal(step.code, 0, step.transcript);
    assert.equal(step.masks.length, 2);
    assert.deepEqual(gate.statuses, [503, 200, 200]);
  });

  test('fails at once when the token endpoint is gone', async (t) => {
    const { job, gate, code, run } = await start(t);
    await gate.close();
    const step = await run(code);
    assert.notEqual(step.code, 0);
    assert.deepEqual(step.masks, []);
    assert.equal(job.confluent.kafka.requests.length, 0);
  });
});

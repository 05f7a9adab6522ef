import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { SchemaRegistryClient } from '@confluentinc/schemaregistry';
import { startRunner } from '../helpers/runner.ts';
import { at, snippet } from '../helpers/snippets.ts';
import { startConfluentApi, there } from '../servers/confluent-api.ts';
import { startGitHub } from '../servers/github.ts';

const timeout = 60_000;

test("the document's JavaScript for Schema Registry registers a schema and reads it", {
  timeout,
}, async (t) => {
  const github = await startGitHub();
  const pools = { 'pool-abc1': { filter: 'true' } };
  const { sts, registry, close } = await startConfluentApi({ issuer: github.issuer, pools });
  const job = startRunner({ env: github.env });
  t.after(async () => {
    job.close();
    await Promise.all([github.close(), close()]);
  });
  const main = await job.main({
    'identity-pool-id': 'pool-abc1',
    endpoint: sts.url,
    'token-endpoint': 'true',
  });
  assert.equal(main.code, 0, main.transcript);

  const code = at(snippet('docs/schema-registry.md', 'JavaScript', 'js'), {
    'https://psrc-xxxxx.region.aws.confluent.cloud': registry.url,
    'lsrc-abc': there.registry,
  });
  const env = {
    TOKEN_URL: main.outputs['token-endpoint-url'],
    CLIENT_ID: main.outputs['token-endpoint-client-id'],
    CLIENT_SECRET: main.outputs['token-endpoint-client-secret'],
  };
  // The client honours proxies; what else runs on this machine may use one.
  process.env.no_proxy = '127.0.0.1';
  const run = new Function('require', 'process', `${code}\nreturn registry;`);
  const client: SchemaRegistryClient = run(createRequire(import.meta.url), { env });

  const schema = JSON.stringify({ type: 'fixed', name: 'F', size: 1 });
  assert.equal(await client.register('orders-value', { schema, schemaType: 'AVRO' }), 100_001);
  assert.equal((await client.getLatestSchemaMetadata('orders-value')).schema, schema);
  assert.equal(registry.refused(), 0);
  assert.equal(registry.admitted.size, 1);
  assert.match((await job.post(main)).masked, /2 tokens served/);
});

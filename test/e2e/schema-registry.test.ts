import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SchemaRegistryClient } from '@confluentinc/schemaregistry';
import { startRegistry } from '../fakes/registry.ts';
import { HANG_MS } from '../support/token-endpoint.ts';
import { endpointOf, startEndpointJob } from '../support/token-endpoint-job.ts';

/** Seconds: so short that a test can see a token die. */
const LIFETIME = 4;

test("Schema Registry's own client registers and reads through the endpoint, past the end of a token", {
  timeout: 2 * HANG_MS,
}, async (t) => {
  // The client honours proxies; what else runs on this machine may use one.
  process.env.no_proxy = '127.0.0.1';
  const { main, post, github } = await startEndpointJob(t, {}, LIFETIME);
  const registry = await startRegistry({ issuer: github.issuer, pool: 'pool-a', logicalCluster: 'lsrc-1' });
  t.after(registry.close);
  const { url, clientId, clientSecret } = endpointOf(await main());
  const client = (secret: string) =>
    new SchemaRegistryClient({
      baseURLs: [registry.url],
      maxRetries: 0,
      bearerAuthCredentials: {
        credentialsSource: 'OAUTHBEARER',
        issuerEndpointUrl: url,
        clientId,
        clientSecret: secret,
        scope: '',
        logicalCluster: 'lsrc-1',
        identityPoolId: 'pool-a',
      },
    });
  await assert.rejects(client('wrong').register('s', { schema: '"string"', schemaType: 'AVRO' }));
  assert.equal(registry.requests.length, 0);

  const good = client(clientSecret);
  const begun = Date.now();
  let rounds = 0;
  const isOver = () => {
    const [first] = registry.admitted.values();
    return registry.admitted.size > 1 && (first?.exp ?? Number.POSITIVE_INFINITY) * 1000 < Date.now();
  };
  do {
    assert.ok(Date.now() - begun < HANG_MS, 'no token has expired');
    // Another subject and another schema each time: the client keeps what it knows.
    const [subject, schema] = [
      `subject-${++rounds}`,
      JSON.stringify({ type: 'fixed', name: `F${rounds}`, size: 1 }),
    ];
    const id = await good.register(subject, { schema, schemaType: 'AVRO' });
    assert.equal((await client(clientSecret).getBySubjectAndId(subject, id)).schema, schema);
    // Nothing tells of the end of a token's life; this only keeps the loop from racing.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (!isOver());

  assert.equal(registry.requests.length, 2 * rounds);
  assert.ok([...registry.admitted.keys()].every((token) => github.issued.includes(token)));
  assert.ok([...registry.admitted.values()].every(({ aud }) => aud === 'https://api.confluent.cloud'));
  // Main's own token comes first; the endpoint fetched no more than were needed.
  assert.equal(github.issued.length - 1, registry.admitted.size);
  const counts = `${2 * rounds} tokens served, ${registry.admitted.size} tokens fetched, 0 refreshes failed`;
  assert.equal((await post()).masked.split('\n')[0], `Token endpoint: ${counts}`);
});

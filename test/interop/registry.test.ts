import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FakeGitHub, startGitHub } from '../fakes/github.ts';
import { type Registry, startRegistry } from '../fakes/registry.ts';
import { REGISTRY_CLIENTS } from './clients.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import type { Client } from './job.ts';
import { LIFETIME, type Story, throughOutages } from './outage.ts';
import { factsOf } from './table.ts';
import { prepareToolchain, type Toolchain } from './toolchain.ts';

describe('Schema Registry clients at the token endpoint', { timeout: 1_800_000, concurrency: 8 }, () => {
  let tools: Toolchain;
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;

  before(async () => {
    tools = await prepareToolchain();
    github = await startGitHub({ lifetime: LIFETIME });
    endpoint = await startTokenEndpoint(github, 'confluent');
  });

  after(async () => {
    await endpoint?.stop();
    await github?.close();
  });

  for (const [id, client] of Object.entries<Client>(REGISTRY_CLIENTS)) {
    test(`${id} registers and reads over several tokens and a 503, until the token endpoint is gone`, async (t) => {
      const options = { issuer: github.issuer, pool: 'pool-abc1', logicalCluster: 'lsrc-abc' };
      const registry = await startRegistry(options);
      t.after(() => registry.close());
      const story = await throughOutages(client, tools, endpoint, { name: id, bootstrap: registry.url });
      t.diagnostic(summary(story, registry));
      assertStory(id, story, registry);
    });
  }
});

function assertStory(id: string, story: Story, registry: Registry): void {
  const { outcome, statuses, goneAt, lastExpiry } = story;
  const facts = factsOf(id);
  assert.equal(facts.refresh, 'gets a new one');
  assert.ok(outcome.consumed >= LIFETIME, `only ${outcome.consumed} schemas\n${outcome.output}`);
  assert.ok(registry.admitted.size >= 3, `${registry.admitted.size} tokens`);
  assert.equal(statuses.filter((status) => status !== 200).join(), '503', outcome.output);
  assert.ok(goneAt > 0 && outcome.last > goneAt - 5000, outcome.output);
  assert.ok(
    outcome.last < lastExpiry + 1000,
    `${outcome.last - lastExpiry} ms after the end of the last token`,
  );
  // None was ever used after its end, nor was a schema asked for without one.
  assert.equal(registry.refused(), 0);
  assert.ok(facts.gone.codes.includes(outcome.code ?? -1), `exit ${outcome.code}\n${outcome.output}`);
  assert.match(outcome.output, facts.gone.says);
}

function summary({ outcome, statuses, goneAt, lastExpiry }: Story, registry: Registry): string {
  const { produced, consumed, longest, last, code } = outcome;
  const tokens = `${statuses.length} token requests (${statuses.indexOf(503) + 1}. a 503)`;
  const end = `last ${last - goneAt} ms after it was gone, ${lastExpiry - last} ms before the token's end`;
  const records = `${produced} registered, ${consumed} read, longest ${longest} ms`;
  return `${records}; ${registry.admitted.size} tokens used; ${tokens}; ${end}; exit ${code}`;
}

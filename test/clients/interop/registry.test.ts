import { after, before, describe, test } from 'node:test';
import { startDataPlane } from '../../servers/confluent-api/data-plane.ts';
import { schemaRegistry } from '../../servers/confluent-api/schema-registry.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { REGISTRY_CLIENTS } from './clients.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import type { Client } from './job.ts';
import { LIFETIME, throughOutages } from './outage.ts';
import { assertApiStory, summaryOfApi } from './story.ts';
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
      const pools = { 'pool-abc1': { filter: 'true' } };
      const registry = await startDataPlane({
        issuer: github.issuer,
        pools: () => pools,
        headers: { 'target-sr-cluster': 'lsrc-abc' },
        routes: schemaRegistry([]),
      });
      t.after(() => registry.close());
      const story = await throughOutages((job) => client(tools, job), endpoint, {
        name: id,
        bootstrap: registry.url,
      });
      t.diagnostic(summaryOfApi(story, registry));
      assertApiStory(id, story, registry);
    });
  }
});

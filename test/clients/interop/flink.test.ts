import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeCertificate } from '../../servers/certificate.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import { FLINK, trusting } from './flink.ts';
import { startFlinkGateway } from './flink-gateway.ts';
import { LIFETIME, throughOutages } from './outage.ts';
import { assertApiStory, summaryOfApi } from './story.ts';

describe('Flink Table API plugins at the token endpoint', { timeout: 1_800_000, concurrency: 2 }, () => {
  const tls = makeCertificate();
  let folder: string;
  let options: string;
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interop-flink-'));
    await writeFile(join(folder, 'gateway.pem'), tls.cert);
    options = await trusting(join(folder, 'gateway.pem'), folder);
    github = await startGitHub({ lifetime: LIFETIME });
    endpoint = await startTokenEndpoint(github, 'confluent');
  });

  after(async () => {
    await endpoint?.stop();
    await github?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [id, plugin] of Object.entries(FLINK)) {
    test(`${id} runs queries over several tokens and a 503, until the token endpoint is gone`, async (t) => {
      const gateway = await startFlinkGateway(github.issuer, tls);
      t.after(() => gateway.close());
      const story = await throughOutages(plugin(options), endpoint, { name: id, bootstrap: gateway.url });
      t.diagnostic(summaryOfApi(story, gateway));
      assertApiStory(id, story, gateway);
      // What docs/flink.md says of the 503, which the program met by asking again.
      assert.match(story.outcome.output, /OAuth token endpoint returned HTTP 503: \(empty body\)/);
    });
  }
});

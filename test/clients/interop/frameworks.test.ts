import { after, before, describe, test } from 'node:test';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { type Authentication, type Broker, startBroker } from './broker.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import { FRAMEWORKS, withItsJars } from './frameworks.ts';
import { jarsOf } from './jars.ts';
import { LIFETIME, throughOutages } from './outage.ts';
import { assertStory, listener, summary } from './story.ts';

describe('what is built on the Java client, at the token endpoint', {
  timeout: 1_800_000,
  concurrency: 8,
}, () => {
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;
  let broker: Broker;

  before(async () => {
    github = await startGitHub({ lifetime: LIFETIME });
    endpoint = await startTokenEndpoint(github, 'confluent');
    const { issuer } = github;
    const trust = { issuer, audience: 'confluent', jwksUrl: `${issuer}/.well-known/jwks` };
    const names = Object.keys(FRAMEWORKS).map(listener);
    const copies = `${listener('streams')}_COPIES`;
    broker = await startBroker(await jarsOf('pom.xml'), trust, names, [copies]);
  });

  after(async () => {
    await broker?.stop();
    await endpoint?.stop();
    await github?.close();
  });

  for (const [id, framework] of Object.entries(FRAMEWORKS)) {
    test(`${id} lives over several tokens and a 503, and ends when the token endpoint is gone`, async (t) => {
      const name = listener(id);
      let seen: Authentication[] = [];
      const job = { name, bootstrap: broker.bootstrap(name) };
      const story = await throughOutages(withItsJars(framework), endpoint, job, () => {
        seen = broker.seen(name);
      });
      t.diagnostic(summary(story, seen));
      assertStory(id, story, seen);
    });
  }
});

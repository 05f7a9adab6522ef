import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { type Authentication, type Broker, startBroker } from './broker.ts';
import { KAFKA_CLIENTS, keepsItsToken } from './clients.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import type { Client, Outcome } from './job.ts';
import { LIFETIME, throughOutages } from './outage.ts';
import { assertStory, authentications, count, listener, summary } from './story.ts';
import { prepareToolchain, type Toolchain } from './toolchain.ts';

const { java, python } = KAFKA_CLIENTS;
const builtIn = { java, python };

describe('Kafka clients at the token endpoint', { timeout: 1_800_000 }, () => {
  let tools: Toolchain;
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;
  let stranger: TokenEndpoint;
  let broker: Broker;

  before(async () => {
    tools = await prepareToolchain();
    github = await startGitHub({ lifetime: LIFETIME });
    endpoint = await startTokenEndpoint(github, 'confluent');
    stranger = await startTokenEndpoint(github, 'somebody-else');
    const { issuer } = github;
    const trust = { issuer, audience: 'confluent', jwksUrl: `${issuer}/.well-known/jwks` };
    broker = await startBroker(tools.classpath, trust, listeners());
  });

  after(async () => {
    await broker?.stop();
    await endpoint?.stop();
    await stranger?.stop();
    await github?.close();
  });

  const job = (name: string) => ({ name, bootstrap: broker.bootstrap(name) });

  // Each waits for tokens to expire: all at once, on a listener each.
  describe('at the same time', { concurrency: 32 }, () => {
    for (const [id, client] of Object.entries<Client>(KAFKA_CLIENTS)) {
      test(`${id} lives over several tokens and a 503, and ends when the token endpoint is gone`, async (t) => {
        const name = listener(id);
        let before: Authentication[] = [];
        const story = await throughOutages(
          (job) => client(tools, job),
          endpoint,
          job(name),
          () => {
            before = broker.seen(name);
          },
        );
        t.diagnostic(summary(story, before));
        assertStory(id, story, before);
      });
    }

    for (const [id, client] of Object.entries<Client>(builtIn)) {
      test(`${id} gets nowhere with a wrong secret`, async () => {
        const name = listener(`${id}_wrong_secret`);
        const login = { ...endpoint, clientSecret: 'x'.repeat(43) };
        const outcome = await client(tools, { ...job(name), seconds: LIFETIME, login });
        assertRefused(outcome);
        assert.match(outcome.output, /invalid_client/);
        assert.deepEqual(broker.seen(name), []);
      });

      test(`${id} is refused with a token for another audience`, async () => {
        const name = listener(`${id}_wrong_audience`);
        const outcome = await client(tools, { ...job(name), seconds: LIFETIME, login: stranger });
        assertRefused(outcome);
        assert.match(outcome.output, /invalid_token/);
        assert.equal(broker.seen(name)[0], 'refused');
        assert.equal(count(broker.seen(name), 'first'), 0);
      });
    }

    test('a client that keeps its first token is cut off when that expires', async (t) => {
      const token = await github.sign({ ...github.claims, aud: 'confluent' });
      const more = { seconds: 2 * LIFETIME, login: endpoint, token };
      const outcome = await keepsItsToken(tools, { ...job('KEEPS_TOKEN'), ...more });
      const seen = broker.seen('KEEPS_TOKEN');
      t.diagnostic(`${outcome.produced} produced; ${authentications(seen)}`);
      assert.equal(outcome.code, 2, outcome.output);
      assert.ok(outcome.produced > 0, outcome.output);
      assert.ok(outcome.produced <= LIFETIME, `${outcome.produced} records`);
      assert.ok(count(seen, 'refused') > 0);
    });
  });

  test('the endpoint has fetched and served tokens all the while', async (t) => {
    const counts = await endpoint.stop();
    t.diagnostic(JSON.stringify(counts));
    assert.ok(counts.fetched >= 3, JSON.stringify(counts));
    // Each client logs in for its producer and its consumer, and again for two more tokens.
    assert.ok(counts.served >= 6 * Object.keys(KAFKA_CLIENTS).length, JSON.stringify(counts));
    assert.equal(counts.refused, 0);
  });
});

function listeners(): string[] {
  return [
    ...Object.keys(KAFKA_CLIENTS).map(listener),
    ...Object.keys(builtIn).flatMap((id) => [`${id}_wrong_secret`, `${id}_wrong_audience`].map(listener)),
    'KEEPS_TOKEN',
  ];
}

function assertRefused(outcome: Outcome): void {
  assert.equal(outcome.code, 2, outcome.output);
  assert.equal(outcome.produced, 0);
  assert.equal(outcome.consumed, 0);
}

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FakeGitHub, startGitHub } from '../fakes/github.ts';
import { type Authentication, type Broker, startBroker } from './broker.ts';
import { type Outcome, runJava, runPython } from './clients.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import { prepareToolchain, type Toolchain } from './toolchain.ts';

const lifetime = 20;
const seconds = 4 * lifetime;
const clients = { Java: runJava, librdkafka: runPython };

describe('Kafka clients at the token endpoint', { timeout: 900_000 }, () => {
  let tools: Toolchain;
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;
  let stranger: TokenEndpoint;
  let broker: Broker;

  before(async () => {
    tools = await prepareToolchain();
    github = await startGitHub({ lifetime });
    endpoint = await startTokenEndpoint(github, 'confluent');
    stranger = await startTokenEndpoint(github, 'somebody-else');
    const { issuer } = github;
    const trust = { issuer, audience: 'confluent', jwksUrl: `${issuer}/.well-known/jwks` };
    broker = await startBroker(tools, trust, listeners());
  });

  after(async () => {
    await broker?.stop();
    await endpoint?.stop();
    await stranger?.stop();
    await github?.close();
  });

  const job = (name: string) => ({ name, bootstrap: broker.bootstrap(name), seconds });

  // Each waits for tokens to expire: all at once, on a listener each.
  describe('at the same time', { concurrency: 16 }, () => {
    for (const [client, run] of Object.entries(clients)) {
      const name = client.toUpperCase();

      test(`${client} stays connected over several lives of a token`, async (t) => {
        const outcome = await run(tools, { ...job(name), login: endpoint });
        const seen = broker.seen(name);
        t.diagnostic(summary(outcome, seen));
        assert.equal(outcome.code, 0, outcome.output);
        assert.equal(outcome.consumed, outcome.produced);
        assert.ok(outcome.produced >= seconds * 0.75, `only ${outcome.produced} records`);
        // Three connections are in use: the producer's, the consumer's, and that to its coordinator.
        assert.ok(count(seen, 'again') >= 3 * (seconds / lifetime - 1));
        assert.equal(count(seen, 'refused'), 0);
        const reconnected = seen.lastIndexOf('first') > seen.indexOf('again');
        assert.ok(!reconnected, 'a connection was lost and made anew');
      });

      test(`${client} gets nowhere with a wrong secret`, async () => {
        const listener = `${name}_WRONG_SECRET`;
        const login = { ...endpoint, clientSecret: 'x'.repeat(43) };
        const outcome = await run(tools, { ...job(listener), login });
        assertRefused(outcome);
        assert.match(outcome.output, /invalid_client/);
        assert.deepEqual(broker.seen(listener), []);
      });

      test(`${client} is refused with a token for another audience`, async () => {
        const listener = `${name}_WRONG_AUDIENCE`;
        const outcome = await run(tools, { ...job(listener), login: stranger });
        assertRefused(outcome);
        assert.match(outcome.output, /invalid_token/);
        assert.equal(broker.seen(listener)[0], 'refused');
        assert.equal(count(broker.seen(listener), 'first'), 0);
      });
    }

    test('a client that keeps its first token is cut off when that expires', async (t) => {
      const token = await github.sign({ ...github.claims, aud: 'confluent' });
      const outcome = await runPython(tools, { ...job('KEEPS_TOKEN'), login: { token } });
      const seen = broker.seen('KEEPS_TOKEN');
      t.diagnostic(summary(outcome, seen));
      assert.equal(outcome.code, 2, outcome.output);
      assert.ok(outcome.produced > 0, outcome.output);
      assert.ok(outcome.produced <= lifetime, `${outcome.produced} records`);
      assert.ok(count(seen, 'refused') > 0);
    });
  });

  test('the endpoint has fetched and served tokens all the while', async (t) => {
    const counts = await endpoint.stop();
    t.diagnostic(JSON.stringify(counts));
    assert.ok(counts.fetched >= seconds / lifetime, JSON.stringify(counts));
    // Each language logs in for its producer and its consumer, and again in every life.
    assert.ok(counts.served >= 4 * (seconds / lifetime), JSON.stringify(counts));
    assert.equal(counts.failed, 0);
  });
});

function listeners(): string[] {
  const names = Object.keys(clients).map((client) => client.toUpperCase());
  return [
    ...names.flatMap((name) => [name, `${name}_WRONG_SECRET`, `${name}_WRONG_AUDIENCE`]),
    'KEEPS_TOKEN',
  ];
}

function assertRefused(outcome: Outcome): void {
  assert.equal(outcome.code, 2, outcome.output);
  assert.equal(outcome.produced, 0);
  assert.equal(outcome.consumed, 0);
}

function count(seen: Authentication[], kind: Authentication): number {
  return seen.filter((authentication) => authentication === kind).length;
}

function summary({ produced, consumed }: Outcome, seen: Authentication[]): string {
  const authentications = (['first', 'again', 'refused'] as const).map(
    (kind) => `${count(seen, kind)} ${kind}`,
  );
  return `${produced} produced, ${consumed} consumed; authentications: ${authentications.join(', ')}`;
}

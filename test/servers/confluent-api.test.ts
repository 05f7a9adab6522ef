import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ConfluentApi, startConfluentApi, there } from './confluent-api.ts';
import { type FakeGitHub, startGitHub } from './github.ts';

const filter = 'claims.repository_id == "456789"';
let github: FakeGitHub;
let confluent: ConfluentApi;

before(async () => {
  github = await startGitHub();
  const pools = { 'pool-a': { filter }, 'pool-of-others': { filter: 'claims.repository_id == "1"' } };
  confluent = await startConfluentApi({ issuer: github.issuer, pools });
});
after(() => Promise.all([github.close(), confluent.close()]));

const idToken = (lifetime = 300) => github.sign({ ...github.claims, aud: 'a' }, { lifetime });

async function accessToken(expiresIn: number): Promise<string> {
  const urn = 'urn:ietf:params:oauth';
  const body = new URLSearchParams({
    grant_type: `${urn}:grant-type:token-exchange`,
    subject_token: await idToken(),
    identity_pool_id: 'pool-a',
    subject_token_type: `${urn}:token-type:jwt`,
    requested_token_type: `${urn}:token-type:access_token`,
    expires_in: String(expiresIn),
  });
  const reply = await fetch(`${confluent.sts.url}/sts/v1/oauth2/token`, { method: 'POST', body });
  return ((await reply.json()) as { access_token: string }).access_token;
}

type Headers = Readonly<Record<string, string>>;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const pool = { 'confluent-identity-pool-id': 'pool-a' };
const target = { 'target-sr-cluster': there.registry };

const statusOf = async (url: string, headers: Headers) => (await fetch(url, { headers })).status;
const topics = (headers: Headers) =>
  statusOf(`${confluent.kafka.url}/kafka/v3/clusters/${there.kafkaCluster}/topics`, headers);
const schemas = (headers: Headers) => statusOf(`${confluent.registry.url}/schemas`, headers);
const environments = (headers: Headers) =>
  statusOf(`${confluent.sts.url}/org/v2/environments/${there.environment}`, headers);

describe('the stand-in for Confluent takes', () => {
  test('ID tokens on the data plane, with a pool that admits them', async (t) => {
    const good = bearer(await idToken());
    assert.equal(await topics({ ...good, ...pool }), 200);
    assert.equal(await schemas({ ...good, ...pool, ...target }), 200);
    const foreign = await startGitHub();
    t.after(foreign.close);
    const bad: Headers[] = [
      pool,
      good,
      { ...good, 'confluent-identity-pool-id': 'pool-nope' },
      { ...good, 'confluent-identity-pool-id': 'pool-of-others' },
      { ...bearer(await idToken(-1)), ...pool },
      { ...bearer(await foreign.sign({ ...github.claims, aud: 'a' })), ...pool },
      { ...bearer(await accessToken(900)), ...pool },
    ];
    for (const headers of bad) {
      assert.equal(await topics(headers), 401, JSON.stringify(headers));
      assert.equal(await schemas({ ...headers, ...target }), 401, JSON.stringify(headers));
    }
    assert.equal(await schemas({ ...good, ...pool }), 401);
    assert.equal(await schemas({ ...good, ...pool, 'target-sr-cluster': 'lsrc-other' }), 401);
  });

  test('its own access tokens and API key on the control plane, while they live', async () => {
    const { key, secret } = confluent.sts.apiKey;
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    assert.equal(await environments(bearer(await accessToken(900))), 200);
    assert.equal(await environments(basic(`${key}:${secret}`)), 200);
    assert.equal(await environments(basic(`${key}:${secret}x`)), 401);
    assert.equal(await environments(bearer(await idToken())), 401);
    const short = await accessToken(1);
    const deadline = Date.now() + 30_000;
    let status = 200;
    while (status === 200 && Date.now() < deadline) status = await environments(bearer(short));
    assert.equal(status, 401);
  });

  test('no more than it knows, and says what it does not', async () => {
    const reply = await fetch(`${confluent.sts.url}/iam/v2/users`, {
      headers: bearer(await accessToken(900)),
    });
    assert.deepEqual(
      [reply.status, ((await reply.json()) as { message: string }).message],
      [404, 'no such resource: GET /iam/v2/users'],
    );
  });
});

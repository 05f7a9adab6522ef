import assert from 'node:assert/strict';

const { env } = process;
const input = (name: string) => env[`INPUT_${name.toUpperCase()}`] ?? '';
const outputs: Record<string, string | undefined> = JSON.parse(input('outputs'));

/** Calls an API of the stand-in, which knows its own access tokens. */
async function assertAccepted(token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await fetch(`${env.CONFLUENT_ENDPOINT}/org/v2/environments`, { headers });
  assert.equal(reply.status, 200);
}

async function askEndpoint(path: string, secret: string) {
  const url = new URL(path, outputs['token-endpoint-url']);
  const basic = Buffer.from(`${outputs['token-endpoint-client-id']}:${secret}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const reply = await fetch(url, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body });
  const { access_token: token = '' } = (await reply.json()) as { access_token?: string };
  return { status: reply.status, token };
}

async function useAll(): Promise<void> {
  const token = outputs['access-token'] ?? '';
  assert.ok(token, 'an access token');
  assert.equal(token, env[input('variable')], 'the output and the environment variable have the same token');
  assert.equal(outputs['token-type'], 'Bearer');
  const lifeMs = Date.parse(outputs['expires-at'] ?? '') - Date.now();
  assert.ok(lifeMs > 0 && lifeMs <= 900_000, `it lives ${lifeMs} ms`);
  await assertAccepted(token);

  const secret = outputs['token-endpoint-client-secret'] ?? '';
  const id = await askEndpoint('/oauth2/token', secret);
  assert.equal(id.status, 200);
  const { aud, repository_id } = claimsOf(id.token);
  assert.deepEqual([aud, repository_id], ['https://api.confluent.cloud', env.GITHUB_REPOSITORY_ID]);
  const access = await askEndpoint('/sts/v1/oauth2/token', secret);
  assert.equal(access.status, 200);
  await assertAccepted(access.token);
  assert.equal((await askEndpoint('/oauth2/token', `${secret}x`)).status, 401);
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

assert.equal(input('outcome'), input('expected-outcome'));
if (input('expected-outcome') === 'success') await useAll();
else assert.deepEqual([outputs, env[input('variable')]], [{}, undefined]);
console.log(`After a ${input('outcome')}, all is as it must be.`);

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { decodeJwt } from 'jose';
import { until } from '../helpers/token-endpoint.ts';
import { matches } from './cel.ts';
import { type ConfluentApi, startConfluentApi, there } from './confluent-api.ts';
import { type FakeGitHub, plainSub, startGitHub } from './github.ts';
import { constants } from './sts-form.ts';

// A server that takes more than the real one hides faults of the action: what each of them refuses.

const audience = 'https://api.confluent.cloud';
let github: FakeGitHub;
let confluent: ConfluentApi;

before(async () => {
  github = await startGitHub();
  const pools = {
    'pool-a': { filter: `claims.aud == "${audience}" && claims.repository_id == "456789"` },
    'pool-b': { filter: 'claims.ref.startsWith("refs/heads/")' },
    'pool-prod': { filter: 'claims.environment == "prod"' },
    'pool-empty': { filter: '' },
  };
  confluent = await startConfluentApi({ issuer: github.issuer, pools });
});
after(() => Promise.all([github.close(), confluent.close()]));

function askGitHub(query: string, scheme = 'bearer') {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = github.env;
  return fetch(url + query, { headers: { authorization: `${scheme} ${token}` } });
}

const idToken = (lifetime = 300) => github.sign({ ...github.claims, aud: audience }, { lifetime });

const form = (subject_token: string, changes: Record<string, string> = {}) =>
  new URLSearchParams({
    ...constants,
    subject_token,
    identity_pool_id: 'pool-a',
    expires_in: '900',
    ...changes,
  });

function exchange(body: URLSearchParams | string, headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const options = { method: 'POST', headers: { ...type, ...headers }, body: String(body) };
  return fetch(`${confluent.sts.url}/sts/v1/oauth2/token`, options);
}

async function accessToken(changes: Record<string, string> = {}): Promise<string> {
  const reply = await exchange(form(await idToken(), changes));
  assert.equal(reply.status, 200);
  return ((await reply.json()) as { access_token: string }).access_token;
}

suite('GitHub', () => {
  test('gives a token of the audience asked for, else of the owner', async () => {
    for (const [query, aud] of [
      [`&audience=${encodeURIComponent(audience)}`, audience],
      ['', 'https://github.com/octo-org'],
    ] as const) {
      const { value } = (await (await askGitHub(query)).json()) as { value: string };
      const claims = decodeJwt(value);
      assert.deepEqual([claims.aud, claims.iss, claims.sub], [aud, github.issuer, plainSub(github.claims)]);
    }
  });

  test('refuses a wrong request token, a doubled and an empty audience', async () => {
    assert.equal((await askGitHub('', 'basic')).status, 401);
    for (const query of ['&audience=a&audience=b', '&audience=']) {
      assert.equal((await askGitHub(query)).status, 400, query);
    }
  });
});

suite('the exchange refuses', () => {
  const FIELDS: [string, number, Record<string, string>][] = [
    ['one unknown of two pools', 400, { identity_pool_id: 'pool-a,pool-nope' }],
    ['one mismatch of two pools', 403, { identity_pool_id: 'pool-b,pool-prod' }],
    ['an empty filter', 403, { identity_pool_id: 'pool-empty' }],
    ['another subject token type', 400, { subject_token_type: 'urn:x' }],
    ['a life that is too long', 400, { expires_in: '901' }],
    ['a life that is no number', 400, { expires_in: '1e2' }],
    ['an unknown field', 400, { scope: '' }],
    ['garbage for a token', 401, { subject_token: 'a.b.c' }],
  ];
  for (const [name, status, changes] of FIELDS) {
    test(name, async () => {
      const reply = await exchange(form(await idToken(), changes));
      const { errors } = (await reply.json()) as { errors: Record<string, string>[] };
      assert.deepEqual([reply.status, errors[0]?.status], [status, String(status)]);
      assert.equal(reply.headers.get('x-request-id'), errors[0]?.id);
    });
  }

  test('ID tokens that are expired, of another issuer, or tampered with', async () => {
    const claims = { ...github.claims, aud: audience };
    const [header, , signature] = (await idToken()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, ref: 'x' })).toString('base64url');
    const bad = [
      await idToken(-10),
      await github.sign({ ...claims, iss: 'https://else.where' }),
      `${header}.${payload}.${signature}`,
    ];
    for (const token of bad) assert.equal((await exchange(form(token))).status, 401);
  });

  test('JSON, doubled, absent and doubly encoded fields, and an Authorization header', async () => {
    const body = form(await idToken());
    const absent = new URLSearchParams(body);
    absent.delete('identity_pool_id');
    const seen = [
      await exchange(body, { 'content-type': 'application/json' }),
      await exchange(`${body}&expires_in=900`),
      await exchange(absent),
      await exchange(body, { authorization: 'Bearer x' }),
      await exchange(String(body).replaceAll('%3A', '%253A')),
    ];
    assert.deepEqual(new Set(seen.map(({ status }) => status)), new Set([400]));
  });
});

suite("the stand-in for Confluent's APIs takes", () => {
  type Headers = Readonly<Record<string, string>>;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const statusOf = async (url: string, headers: Headers) => (await fetch(url, { headers })).status;
  const schemas = (headers: Headers) => statusOf(`${confluent.registry.url}/schemas`, headers);
  const environments = (headers: Headers) =>
    statusOf(`${confluent.sts.url}/org/v2/environments/${there.environment}`, headers);

  test('ID tokens on the data plane, with a pool that admits them', async () => {
    const [target, pool] = ['target-sr-cluster', 'confluent-identity-pool-id'];
    const good = { ...bearer(await idToken()), [pool]: 'pool-a', [target]: there.registry };
    assert.equal(await schemas(good), 200);
    const bad: Headers[] = [
      { authorization: '' },
      { [pool]: '' },
      { [pool]: 'pool-nope' },
      { [pool]: 'pool-prod' },
      { [target]: 'lsrc-other' },
      bearer(await idToken(-1)),
      bearer(await accessToken()),
    ];
    for (const change of bad)
      assert.equal(await schemas({ ...good, ...change }), 401, JSON.stringify(change));
  });

  test('its own access tokens and API key on the control plane, while they live', async () => {
    const { key, secret } = confluent.sts.apiKey;
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    assert.equal(await environments(bearer(await accessToken({ identity_pool_id: 'pool-a,pool-b' }))), 200);
    assert.equal(await environments(basic(`${key}:${secret}`)), 200);
    assert.equal(await environments(basic(`${key}:${secret}x`)), 401);
    assert.equal(await environments(bearer(await idToken())), 401);
    const short = await accessToken({ expires_in: '1' });
    await until(async () => (await environments(bearer(short))) === 401, 'the end of its life');
  });
});

test('CEL: failure is no match, and what Confluent does not list is a fault', () => {
  assert.equal(matches('claims.a == "x" && !(claims.b in ["y"])', { a: 'x', b: 'z' }), true);
  assert.equal(matches('claims.nope == "x"', {}), false);
  assert.equal(matches('claims.a', { a: 'x' }), false);
  assert.throws(() => matches('claims.a.matches("x")', { a: 'x' }), /matches/);
  assert.throws(() => matches('claims.a == ', { a: 'x' }));
});

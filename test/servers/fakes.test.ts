import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { sweep } from '../helpers/secrets.ts';
import { matches } from './cel.ts';
import { makeCertificate } from './certificate.ts';
import { type FakeGitHub, immutableSub, plainSub, startGitHub } from './github.ts';
import * as replies from './http.ts';
import { type FakeSts, startSts } from './sts.ts';

const audience = 'https://api.confluent.cloud';
let github: FakeGitHub;
let sts: FakeSts;

before(async () => {
  github = await startGitHub();
  sts = await startSts({ issuer: github.issuer, pools: {} });
});
beforeEach(() => {
  github.lifetime = 300;
  sts.pools = {
    'pool-a': { filter: `claims.aud == "${audience}" && claims.repository_id == "456789"` },
    'pool-b': { filter: 'claims.ref.startsWith("refs/heads/")' },
    'pool-prod': { filter: 'claims.environment == "prod"' },
    'pool-empty': { filter: '' },
  };
});
after(() => Promise.all([github.close(), sts.close()]));

function askGitHub(query = `&audience=${encodeURIComponent(audience)}`, scheme = 'bearer') {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = github.env;
  return fetch(url + query, { headers: { authorization: `${scheme} ${token}` } });
}

async function idToken(): Promise<string> {
  return ((await (await askGitHub()).json()) as { value: string }).value;
}

const form = (subjectToken: string, changes: Record<string, string> = {}) =>
  new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: subjectToken,
    identity_pool_id: 'pool-a',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    expires_in: '900',
    ...changes,
  });

function exchange(body: URLSearchParams | string, headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(`${sts.url}/sts/v1/oauth2/token`, {
    method: 'POST',
    headers: { ...type, ...headers },
    body: String(body),
  });
}

describe('GitHub', () => {
  test('hands out a signed token of the audience asked for', async () => {
    const token = await idToken();
    const { aud, iss, iat = 0, nbf, exp, ...claims } = decodeJwt(token);
    assert.deepEqual({ aud, iss }, { aud: audience, iss: github.issuer });
    assert.deepEqual([nbf, exp], [iat - 600, iat + 300]);
    assert.equal(claims.sub, 'repo:octo-org/octo-repo:ref:refs/heads/main');
    assert.equal(decodeProtectedHeader(token).alg, 'RS256');
    assert.equal(github.issued.at(-1), token);
  });

  test('names the owner as audience when none is asked for', async () => {
    const { value } = (await (await askGitHub('', 'Bearer')).json()) as { value: string };
    assert.equal(decodeJwt(value).aud, 'https://github.com/octo-org');
  });

  test('refuses a wrong request token, a doubled and an empty audience', async () => {
    const seen = [await askGitHub('', 'basic'), await askGitHub('&audience=a&audience=b')];
    seen.push(await askGitHub('&audience='));
    assert.deepEqual(
      seen.map(({ status }) => status),
      [401, 400, 400],
    );
  });

  test('knows both forms of sub', () => {
    const claims = { ...github.claims, environment: 'eu:prod' };
    assert.equal(plainSub(claims), 'repo:octo-org/octo-repo:environment:eu%3Aprod');
    assert.equal(immutableSub(github.claims), 'repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main');
  });
});

describe('STS', () => {
  test('exchanges for one pool and for several; the token opens the API', async () => {
    for (const pool of ['pool-a', 'pool-a,pool-b']) {
      const changes = { identity_pool_id: pool, expires_in: '60' };
      const reply = await exchange(form(await idToken(), changes));
      assert.equal(reply.status, 200);
      const body = (await reply.json()) as Record<string, string | number>;
      assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 60]);
      const authorization = `Bearer ${body.access_token}`;
      const later = await fetch(`${sts.url}/iam/v2/environments`, { headers: { authorization } });
      assert.equal(later.status, 200);
      assert.equal((await sts.verifyAccessToken(String(body.access_token))).sub, pool);
    }
    assert.equal((await fetch(`${sts.url}/iam/v2/environments`)).status, 401);
  });

  test('grants its maximum to who names no lifetime', async () => {
    const unnamed = new URLSearchParams(form(await idToken()));
    unnamed.delete('expires_in');
    const reply = await exchange(unnamed);
    assert.equal(((await reply.json()) as { expires_in: number }).expires_in, 900);
  });

  const refusals: [string, number, Record<string, string>][] = [
    ['unknown pool', 400, { identity_pool_id: 'pool-nope' }],
    ['one unknown of two pools', 400, { identity_pool_id: 'pool-a,pool-nope' }],
    ['absent claim', 403, { identity_pool_id: 'pool-prod' }],
    ['one mismatch of two pools', 403, { identity_pool_id: 'pool-a,pool-prod' }],
    ['empty filter', 403, { identity_pool_id: 'pool-empty' }],
    ['another subject token type', 400, { subject_token_type: 'urn:x' }],
    ['too long', 400, { expires_in: '901' }],
    ['no number', 400, { expires_in: '1e2' }],
    ['unknown field', 400, { scope: '' }],
    ['garbage for a token', 401, { subject_token: 'a.b.c' }],
  ];
  for (const [name, status, changes] of refusals) {
    test(`refuses: ${name}`, async () => {
      const reply = await exchange(form(await idToken(), changes));
      const { errors } = (await reply.json()) as { errors: Record<string, string>[] };
      assert.deepEqual([reply.status, errors[0]?.status], [status, String(status)]);
      assert.equal(reply.headers.get('x-request-id'), errors[0]?.id);
    });
  }

  test('refuses tokens that are expired, of another issuer, or tampered with', async () => {
    const claims = { ...github.claims, aud: audience };
    const good = await github.sign(claims);
    const [header, , signature] = good.split('.');
    const payload = Buffer.from(JSON.stringify({ ...decodeJwt(good), ref: 'x' }));
    const bad = [
      await github.sign(claims, { lifetime: -10 }),
      await github.sign({ ...claims, iss: 'https://else.where' }),
      `${header}.${payload.toString('base64url')}.${signature}`,
    ];
    for (const token of bad) assert.equal((await exchange(form(token))).status, 401);
    assert.equal((await exchange(form(good))).status, 200);
  });

  test('refuses the wrong dress: JSON, doubled and absent fields, an Authorization header', async () => {
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

  test('verifies a GitHub that came back, and one on https', async (t) => {
    const tls = makeCertificate();
    const first = await startGitHub({ tls });
    t.after(first.close);
    const own = await startSts({
      issuer: first.issuer,
      ca: tls.cert,
      pools: { p: { filter: 'true' } },
    });
    t.after(own.close);
    const post = async (from: FakeGitHub) =>
      fetch(`${own.url}/sts/v1/oauth2/token`, {
        method: 'POST',
        body: form(await from.sign({ sub: 's', aud: 'a' }), { identity_pool_id: 'p' }),
      });
    assert.equal((await post(first)).status, 200);
    await first.close();
    const second = await startGitHub({ tls, port: first.port });
    t.after(second.close);
    assert.equal((await post(second)).status, 200);
  });
});

describe('scripted replies', () => {
  const get = (url: string, ms = 300) => fetch(url, { signal: AbortSignal.timeout(ms) });

  test('are consumed by token requests only, in order, then all is normal again', async () => {
    github.next(replies.json(503, { a: 1 }, { 'retry-after': '1' }), replies.pass, replies.html(502));
    assert.equal((await fetch(`${github.issuer}/.well-known/jwks`)).status, 200);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await askGitHub()).status);
    assert.deepEqual([statuses, github.unused()], [[503, 200, 502, 200], 0]);
    assert.ok(github.tokenRequests().length < github.requests.length);
  });

  test('alter the good reply, make it too long, redirect, or repeat the request', async (t) => {
    const { next, url, close } = await replies.startServer({
      handle: () => ({ status: 200, body: '{"value":"v"}' }),
    });
    t.after(close);
    next(
      replies.alter((body) => ({ ...body, value: 1 })),
      replies.oversized(1024 * 1024),
      replies.redirect('http://127.0.0.1:1/x', 307),
      replies.echo(400, ({ path }) => path),
      replies.empty(200),
    );
    assert.deepEqual(await (await get(url)).json(), { value: 1 });
    const long = await (await get(url)).text();
    assert.ok(long.length > 1024 * 1024);
    assert.deepEqual(JSON.parse(long), { value: 'v' });
    assert.equal((await fetch(url, { redirect: 'manual' })).headers.get('location')?.at(-1), 'x');
    assert.equal(await (await get(`${url}/said`)).text(), '/said');
    assert.equal(await (await get(url)).text(), '');
  });

  const broken: [string, replies.Reply][] = [
    ['hang', replies.hang()],
    ['hang after headers', replies.hangAfterHeaders()],
    ['drip', replies.drip('{"a":', 5)],
    ['break off', replies.breakOff()],
    ['reset', replies.reset()],
  ];
  for (const [name, reply] of broken) {
    test(`${name}: no body ever ends, and close() does not wait`, async (t) => {
      const { next, url, close } = await replies.startServer();
      t.after(close);
      next(reply);
      await assert.rejects(async () => (await get(url)).text());
      await close();
    });
  }
});

test('CEL: failure is no match, and what Confluent does not list is a fault', () => {
  assert.equal(matches('claims.a == "x" && !(claims.b in ["y"])', { a: 'x', b: 'z' }), true);
  assert.equal(matches('claims.nope == "x"', {}), false);
  assert.equal(matches('has(claims.nope) && claims.nope == "x"', {}), false);
  assert.equal(matches('claims.a', { a: 'x' }), false);
  assert.equal(matches(' ', {}), false);
  assert.throws(() => matches('claims.a.matches("x")', { a: 'x' }), /matches/);
  assert.throws(() => matches('claims.a == ', { a: 'x' }));
});

test('the sweep finds a secret in every dress, and nothing in clean text', async () => {
  const token = await github.sign({ sub: 'x' });
  const texts = {
    clean: `no secret ${token.split('.')[0]} here`,
    plain: `a ${token} b`,
    piece: `a ${token.slice(-30, -5)} b`,
    base64: `a ${Buffer.from(token).toString('base64')} b`,
    basic: Buffer.from(`client:${token}`).toString('base64'),
  };
  const found = sweep([token], texts).map(({ text }) => text);
  assert.deepEqual(found, ['plain', 'piece', 'base64', 'basic']);
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, a, b) => {
      const encoded = Buffer.from(a + secret + b).toString('base64');
      return sweep([secret], { a: encodeURIComponent(a + secret + b), b: encoded }).length === 2;
    }),
  );
});

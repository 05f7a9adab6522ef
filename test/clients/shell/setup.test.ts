/** The scripts of docs/setup.md as a reader runs them: real bash, curl and jq, against a stand-in for Confluent. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { at, snippet } from '../../helpers/snippets.ts';
import { controlPlane } from '../../servers/confluent-api/control-plane.ts';
import { there } from '../../servers/confluent-api.ts';
import { type FakeServer, json, pass, type Reply, startServer } from '../../servers/http.ts';
import { startScripts } from './scripts.ts';

const setup = 'docs/setup.md';
const api = 'https://api.confluent.cloud';
const key = { KEY: 'KEY123', SECRET: 'secret+of/the+key' };
const denied: Reply = json(403, {
  errors: [{ status: '403', title: 'Forbidden', detail: 'KEY123 may not do this' }],
});
const providers = '/iam/v2/identity-providers';
const poolsOf = (provider: string) => `${providers}/${provider}/identity-pools`;
const bindings = '/iam/v2/role-bindings';
const basic = `Basic ${Buffer.from(`${key.KEY}:${key.SECRET}`).toString('base64')}`;
const organization = '1111aaaa-11aa-11aa-11aa-111111aaaaaa';
const filter = snippet(setup, 'The branch main', 'text').trim();

/** Confluent's APIs, to be asked with the key; the first requests are answered by these replies. */
async function startApi(t: TestContext, ...replies: Reply[]): Promise<FakeServer> {
  const apis = controlPlane({ pools: () => ({}), blind: new Set(), ...there });
  const server = await startServer({
    handle: (seen) => (seen.headers.authorization === basic ? apis(seen, undefined) : { status: 401 }),
  });
  t.after(server.close);
  server.next(...replies);
  return server;
}

/** What was created, by the path that it was posted to. */
function createdIn({ requests }: FakeServer): Record<string, Record<string, string>> {
  for (const { method, headers } of requests) {
    assert.deepEqual([method, headers['content-type']], ['POST', 'application/json']);
  }
  return Object.fromEntries(requests.map(({ path, body }) => [path, JSON.parse(body)]));
}

describe('REST, of the set-up', { timeout: 180_000 }, () => {
  const start = async (t: TestContext, ...replies: Reply[]) => {
    const iam = await startApi(t, ...replies);
    const code = at(snippet(setup, 'REST', 'bash'), {
      [`api=${api}\n`]: `api=${iam.url}\n`,
      "filter='' #": `filter='${filter}' #`,
      'organization=00000000-0000-0000-0000-000000000000 #': `organization=${organization} #`,
    });
    const scripts = startScripts(t);
    return { iam, code, scripts };
  };

  test('creates provider, pool and role binding, and says their ids', async (t) => {
    const { iam, code, scripts } = await start(t);
    const exit = await scripts.bash(code, key);
    assert.equal(exit.code, 0, exit.transcript);
    const said = /^identity provider: (op-\w+)\nidentity pool: (pool-\w+)\nrole binding: rb-\w+\n$/;
    const [, op = '', id] = said.exec(exit.stdout) ?? assert.fail(exit.stdout);
    const { [providers]: provider, [poolsOf(op)]: pool, [bindings]: binding } = createdIn(iam);
    const described = ['description', 'display_name'];
    assert.deepEqual(Object.keys(provider ?? {}).sort(), [...described, 'issuer', 'jwks_uri']);
    assert.equal(provider?.issuer, 'https://token.actions.githubusercontent.com');
    assert.equal(provider?.jwks_uri, `${provider?.issuer}/.well-known/jwks`);
    assert.deepEqual(Object.keys(pool ?? {}).sort(), [...described, 'filter', 'identity_claim']);
    assert.equal(pool?.filter, filter);
    assert.equal(pool?.identity_claim, 'claims.sub');
    assert.deepEqual(binding, {
      principal: `User:${id}`,
      role_name: 'Operator',
      crn_pattern: `crn://confluent.cloud/organization=${organization}/environment=env-1`,
    });
  });

  test('the key is in no argument, and no option is newer than curl 7.76', async (t) => {
    const { iam, code, scripts } = await start(t);
    assert.equal((await scripts.bash(code, key)).code, 0);
    const given = scripts.curlArguments();
    assert.equal(given.split(iam.url).length - 1, 3, given);
    assert.ok(!given.includes(key.KEY) && !given.includes(key.SECRET), given);
    const options = new Set(given.match(/^--[\w-]+$/gm));
    assert.deepEqual([...options].sort(), [
      '--config',
      '--data',
      '--fail-with-body',
      '--header',
      '--show-error',
      '--silent',
    ]);
  });

  for (const [index, what] of ['provider', 'pool', 'role binding'].entries()) {
    test(`stops when the ${what} is refused, and shows the answer`, async (t) => {
      const { iam, code, scripts } = await start(t, ...Array(index).fill(pass), denied);
      const exit = await scripts.bash(code, key);
      assert.notEqual(exit.code, 0);
      assert.match(exit.stderr, /KEY123 may not do this/);
      assert.match(exit.stderr, /403/);
      assert.equal(iam.requests.length, index + 1);
      assert.ok(iam.requests.every(({ path, body }) => !/null/.test(path + body)));
    });
  }

  test('stops when an answer has no id', async (t) => {
    const { iam, code, scripts } = await start(t, json(200, { login: 'page' }));
    assert.notEqual((await scripts.bash(code, key)).code, 0);
    assert.equal(iam.requests.length, 1);
  });

  for (const [given, left, said] of [
    [`filter='${filter}'`, "filter=''", /filter: is empty: paste a filter into it/],
    [`organization=${organization}`, 'organization=00000000-0000-0000-0000-000000000000', /^organization: /],
    [`organization=${organization}`, 'organization=', /^organization: /],
  ] as const) {
    test(`stops before it sends anything with ${left}`, async (t) => {
      const { iam, code, scripts } = await start(t);
      const exit = await scripts.bash(at(code, { [given]: left }), key);
      assert.notEqual(exit.code, 0);
      assert.match(exit.stderr, said);
      assert.equal(iam.requests.length, 0);
    });
  }

  test('uses a provider that is there, and a pool', async (t) => {
    const { iam, code, scripts } = await start(t);
    const exit = await scripts.bash(at(code, { 'provider= #': 'provider=op-abc123 #' }), key);
    assert.equal(exit.code, 0, exit.transcript);
    assert.deepEqual(Object.keys(createdIn(iam)), [poolsOf('op-abc123'), bindings]);
    const again = await scripts.bash(at(code, { 'pool= #': 'pool=pool-old1 #' }), key);
    assert.match(again.stdout, /^role binding: rb-\w+\n$/, again.transcript);
    assert.equal(createdIn(iam)[bindings]?.principal, 'User:pool-old1');
    assert.equal(iam.requests.length, 3);
  });
});

describe("Refresh GitHub's keys, of the set-up", { timeout: 60_000 }, () => {
  const start = async (t: TestContext, reply: Reply) => {
    const iam = await startApi(t, reply);
    const code = at(snippet(setup, "Refresh GitHub's keys", 'bash'), { [api]: iam.url });
    const scripts = startScripts(t);
    return { iam, exit: await scripts.bash(code, key), given: scripts.curlArguments() };
  };

  test('sends what the API asks for', async (t) => {
    const { iam, exit, given } = await start(t, json(200, { kind: 'Jwks' }));
    assert.equal(exit.code, 0, exit.transcript);
    const [{ method, path, headers, body } = { headers: {} }] = iam.requests;
    assert.deepEqual([method, path], ['PATCH', `${providers}/op-abc123/jwks`]);
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers.authorization, basic);
    assert.deepEqual(JSON.parse(body ?? ''), { spec: { jwks_status: 'REFRESHED' } });
    assert.ok(!given.includes(key.SECRET));
  });

  test('shows the answer when it is refused', async (t) => {
    const { exit } = await start(t, denied);
    assert.notEqual(exit.code, 0);
    assert.match(exit.transcript, /KEY123 may not do this/);
  });
});

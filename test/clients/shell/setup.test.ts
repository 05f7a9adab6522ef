/** The scripts of docs/setup.md as a reader runs them: real bash, curl and jq, against a stand-in for Confluent. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { at, snippet } from '../../helpers/snippets.ts';
import { json, pass, type Reply } from '../../servers/http.ts';
import { startIam } from '../../servers/iam.ts';
import { startScripts } from './scripts.ts';

const setup = 'docs/setup.md';
const api = 'https://api.confluent.cloud';
const key = { KEY: 'KEY123', SECRET: 'secret+of/the+key' };
const denied: Reply = json(403, {
  errors: [{ status: '403', title: 'Forbidden', detail: 'KEY123 may not do this' }],
});
const providers = '/iam/v2/identity-providers';
const pools = `${providers}/op-abc123/identity-pools`;
const organization = '1111aaaa-11aa-11aa-11aa-111111aaaaaa';
const filter = snippet(setup, 'The branch main', 'text').trim();

describe('REST, of the set-up', { timeout: 180_000 }, () => {
  const start = async (t: TestContext, ...replies: Reply[]) => {
    const iam = await startIam(key.KEY, key.SECRET);
    t.after(() => iam.close());
    iam.next(...replies);
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
    assert.equal(
      exit.stdout,
      'identity provider: op-abc123\nidentity pool: pool-abc1\nrole binding: rb-abc1\n',
    );
    const { [providers]: provider, [pools]: pool, '/iam/v2/role-bindings': binding } = iam.created;
    assert.equal(provider?.issuer, 'https://token.actions.githubusercontent.com');
    assert.equal(provider?.jwks_uri, `${provider?.issuer}/.well-known/jwks`);
    assert.equal(pool?.filter, filter);
    assert.equal(pool?.identity_claim, 'claims.sub');
    assert.deepEqual(binding, {
      principal: 'User:pool-abc1',
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
    assert.deepEqual(Object.keys(iam.created), [pools, '/iam/v2/role-bindings']);
    const again = await scripts.bash(at(code, { 'pool= #': 'pool=pool-old1 #' }), key);
    assert.equal(again.stdout, 'role binding: rb-abc1\n', again.transcript);
    assert.equal(iam.created['/iam/v2/role-bindings']?.principal, 'User:pool-old1');
    assert.equal(iam.requests.length, 3);
  });
});

describe("Refresh GitHub's keys, of the set-up", { timeout: 60_000 }, () => {
  const start = async (t: TestContext, reply: Reply) => {
    const iam = await startIam(key.KEY, key.SECRET);
    t.after(() => iam.close());
    iam.next(reply);
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
    assert.equal(
      headers.authorization,
      `Basic ${Buffer.from(`${key.KEY}:${key.SECRET}`).toString('base64')}`,
    );
    assert.deepEqual(JSON.parse(body ?? ''), { spec: { jwks_status: 'REFRESHED' } });
    assert.ok(!given.includes(key.SECRET));
  });

  test('shows the answer when it is refused', async (t) => {
    const { exit } = await start(t, denied);
    assert.notEqual(exit.code, 0);
    assert.match(exit.transcript, /KEY123 may not do this/);
  });
});

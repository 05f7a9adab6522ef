import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, type TestContext, test } from 'node:test';
import { ActionError } from '../../src/errors.ts';
import { runMain, type Surroundings } from '../../src/main.ts';
import { Redactor } from '../../src/secret.ts';
import type { Env } from '../../src/tokens.ts';
import { filtersOf } from '../helpers/refusals.ts';
import { sweep } from '../helpers/secrets.ts';
import { until } from '../helpers/token-endpoint.ts';
import { isAlive } from '../helpers/token-endpoint-process.ts';
import { matches } from '../servers/cel.ts';
import { type FakeGitHub, startGitHub } from '../servers/github.ts';
import * as fake from '../servers/http.ts';
import { recorder } from '../servers/recorder.ts';
import { type FakeSts, startSts } from '../servers/sts.ts';

let github: FakeGitHub;
let sts: FakeSts;

before(async () => {
  github = await startGitHub();
  sts = await startSts({ issuer: github.issuer, pools: {} });
});
beforeEach(() => {
  github.lifetime = 300;
  sts.pools = {
    'pool-a': { filter: 'claims.aud == "https://api.confluent.cloud" && claims.repository_id == "456789"' },
    'pool-prod': { filter: 'claims.environment == "prod"' },
  };
});
after(() => Promise.all([github.close(), sts.close()]));

function scene(env: Env = {}, more: Partial<Surroundings> = {}) {
  const record = recorder();
  const sleeps: number[] = [];
  let ahead = 0;
  const advance = (ms: number) => {
    ahead += ms;
  };
  const clock = {
    now: () => Date.now() + ahead,
    wallTime: () => Date.now() + ahead,
    random: () => 0.5,
    sleep: async (ms: number) => {
      sleeps.push(ms);
      advance(ms);
    },
  };
  const surroundings: Surroundings = {
    env: { ...github.env, 'INPUT_IDENTITY-POOL-ID': 'pool-a', INPUT_ENDPOINT: sts.url, ...env },
    clock,
    runner: record.runner,
    redactor: new Redactor(record.runner.mask),
    program: '',
    startedAt: Date.now(),
    ...more,
  };
  const count = { github: github.tokenRequests().length, sts: sts.tokenRequests().length };
  const sent = () => ({
    github: github.tokenRequests().length - count.github,
    sts: sts.tokenRequests().length - count.sts,
  });
  return { surroundings, sleeps, sent, advance, ...record };
}

async function failure(surroundings: Surroundings): Promise<ActionError> {
  const error = await runMain(surroundings).then(
    () => assert.fail('it succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ActionError, String(error));
  return error;
}

/** A failed step has written nothing. */
function leftNothing({ of }: ReturnType<typeof scene>): void {
  assert.deepEqual([of('setOutput'), of('exportVariable'), of('saveState')], [[], [], []]);
}

const last = (list: string[]) => list.at(-1) ?? '';
const outputsOf = ({ of }: ReturnType<typeof scene>) =>
  Object.fromEntries(of('setOutput') as [string, string][]);

describe('runMain', () => {
  test('masks both tokens, then publishes all at once, then says so', async () => {
    const run = scene();
    const earliest = Math.floor(Date.now() / 1000) * 1000;
    await runMain(run.surroundings);
    const [idToken, accessToken] = [last(github.issued), last(sts.issued)];
    const { 'expires-at': expiresAt = '', ...rest } = outputsOf(run);
    assert.deepEqual(rest, {
      'token-type': 'Bearer',
      'expires-in': '900',
      'subject-token': idToken,
      'access-token': accessToken,
    });
    assert.match(expiresAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const promised = Date.parse(expiresAt) - 900_000;
    assert.ok(promised >= earliest && promised <= Date.now());
    assert.deepEqual(run.of('exportVariable'), [['CONFLUENT_CLOUD_ACCESS_TOKEN', accessToken]]);
    assert.deepEqual(run.of('saveState'), [
      ['confluent-cloud-auth-variable', 'CONFLUENT_CLOUD_ACCESS_TOKEN'],
      ['confluent-cloud-auth-sha256', createHash('sha256').update(accessToken).digest('hex')],
    ]);
    assert.deepEqual(run.of('info'), [
      [
        `Access token of Confluent Cloud for identity pool pool-a, sub ${github.claims.sub}, valid until ${expiresAt} (900 s)`,
      ],
    ]);
    assert.deepEqual(run.loose, [
      ['mask', idToken],
      ['mask', accessToken],
      ['info', run.of('info')[0]?.[0]],
      ['group', 'Claims of the ID token', run.of('group')[0]?.[1]],
    ]);
    const claims = run.of('group')[0]?.[1] as string[];
    assert.ok(claims.includes(`  sub                  ${github.claims.sub}`), claims.join('\n'));
    assert.ok(claims.includes('  aud                  https://api.confluent.cloud'), claims.join('\n'));
    const order = run.said.map(([method]) => method).join(' ');
    assert.match(order, /^mask mask (saveState |exportVariable |setOutput )+info group$/);
    assert.deepEqual([run.sent(), run.sleeps], [{ github: 1, sts: 1 }, []]);
  });

  test('counts the life of the access token from before its request, on the clock of the runner', async () => {
    const run = scene();
    sts.next(async (...exchange) => {
      run.advance(30_000);
      await fake.alter((body) => body)(...exchange);
    });
    const earliest = Math.floor(Date.now() / 1000) * 1000;
    await runMain(run.surroundings);
    const { 'expires-at': expiresAt = '' } = outputsOf(run);
    const asked = Date.parse(expiresAt) - 900_000;
    assert.ok(asked >= earliest && asked <= Date.now(), expiresAt);
  });

  test('asks for what the inputs say', async () => {
    sts.pools = { 'pool-b': { filter: 'claims.aud == "mine"' } };
    const run = scene({
      'INPUT_IDENTITY-POOL-ID': 'pool-b',
      INPUT_AUDIENCE: 'mine',
      'INPUT_EXPIRES-IN': '60',
      'INPUT_ENVIRONMENT-VARIABLE': 'MY_TOKEN',
    });
    await runMain(run.surroundings);
    assert.deepEqual(run.of('exportVariable'), [['MY_TOKEN', last(sts.issued)]]);
    assert.equal(outputsOf(run)['expires-in'], '60');
  });

  test('exports nothing, and leaves nothing to post, if no variable is wanted', async () => {
    const run = scene({ 'INPUT_ENVIRONMENT-VARIABLE': '' });
    await runMain(run.surroundings);
    assert.deepEqual([run.of('exportVariable'), run.of('saveState').length], [[], 0]);
    assert.equal(run.of('setOutput').length, 5);
  });

  test('cleans the sub that it prints', async () => {
    const { sub } = github.claims;
    github.claims.sub = '\n::error::x';
    const run = scene();
    await runMain(run.surroundings);
    github.claims.sub = sub ?? '';
    assert.match(String(run.of('info')[0]?.[0]), /pool pool-a, sub : :error::x, valid until/);
  });

  test('looks at the inputs before it asks anybody', async () => {
    const run = scene({ 'INPUT_EXPIRES-IN': '901' });
    assert.equal((await failure(run.surroundings)).code, 'INVALID_INPUT');
    assert.deepEqual(run.sent(), { github: 0, sts: 0 });
    leftNothing(run);
  });

  test('asks nobody for a token that could not be published', async () => {
    const run = scene();
    const full = new ActionError('RUNNER_FILES', 'No room.', '');
    const checkFiles = () => {
      throw full;
    };
    const runner = { ...run.surroundings.runner, checkFiles };
    assert.equal(await failure({ ...run.surroundings, runner }), full);
    assert.deepEqual([run.sent(), run.said], [{ github: 0, sts: 0 }, []]);
  });

  test('asks nobody without the permission, and tells why from the environment and the event', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'event-'));
    t.after(() => rmSync(directory, { recursive: true }));
    const path = join(directory, 'event.json');
    const forked = { pull_request: { head: { repo: { id: 2 } }, base: { repo: { id: 1 } } } };
    writeFileSync(path, JSON.stringify(forked));
    for (const name of ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
      const run = scene({ [name]: undefined, GITHUB_EVENT_PATH: path, GITHUB_EVENT_NAME: 'pull_request' });
      assert.equal((await failure(run.surroundings)).code, 'FORK_PULL_REQUEST');
      assert.deepEqual(run.sent(), { github: 0, sts: 0 });
      leftNothing(run);
    }
  });

  test('explains a refusal in the log and in the summary', async () => {
    const run = scene({ 'INPUT_IDENTITY-POOL-ID': 'pool-prod' });
    const error = await failure(run.surroundings);
    assert.equal(error.code, 'CONFLUENT_REFUSED');
    assert.match(
      error.message,
      /^Confluent refused the exchange for identity pool pool-prod with status 403: Forbidden/,
    );
    const [[title, lines] = []] = run.of('group') as [string, string[]][];
    assert.equal(title, 'How to fix the identity pool');
    assert.deepEqual(run.of('summarise'), [
      ['Confluent refused the exchange', [error.message, error.remedy, '', ...(lines ?? [])]],
    ]);
    const filters = filtersOf(lines ?? []);
    const claims = { ...github.claims, aud: 'https://api.confluent.cloud' };
    assert.deepEqual(
      filters.map((filter) => matches(filter, claims)),
      [true, true],
    );
    assert.deepEqual([run.sent(), run.sleeps], [{ github: 1, sts: 1 }, []]);
    leftNothing(run);
    assert.deepEqual(run.of('mask'), [[last(github.issued)]]);
  });

  test('says nothing of the pool where the reply is about the lifetime alone', async () => {
    sts.next(fake.json(400, { errors: [{ detail: 'expires_in' }] }));
    const run = scene();
    assert.equal((await failure(run.surroundings)).code, 'CONFLUENT_REFUSED');
    assert.deepEqual([run.of('group'), run.of('summarise')], [[], []]);
  });

  test('warns once where its clock differs from that of the remotes', async () => {
    const run = scene();
    const clock = { ...run.surroundings.clock, wallTime: () => Date.now() + 600_000 };
    await runMain({ ...run.surroundings, clock });
    const [[warning] = [], ...others] = run.of('warning');
    assert.match(String(warning), /is (599|600|601) s ahead of the clock of GitHub: /);
    assert.deepEqual(others, []);
  });

  test('warns of an id that no pool has, before anybody is asked, and goes on', async () => {
    sts.pools = { 'op-1': { filter: 'claims.repository_id == "456789"' } };
    const run = scene({ 'INPUT_IDENTITY-POOL-ID': 'op-1' });
    await runMain(run.surroundings);
    assert.match(String(run.of('warning')), /^identity-pool-id begins with op-/);
    const order = run.said.map(([method]) => method);
    assert.ok(order.indexOf('warning') < order.indexOf('mask'));
    assert.equal(run.of('setOutput').length, 5);
  });

  test('prints no token that a refusal echoes, the request token included', async () => {
    const requestToken = github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '';
    sts.next(
      fake.echo(400, ({ body }) => {
        const token = new URLSearchParams(body).get('subject_token') ?? '';
        const split = `${token.slice(0, 90)}\u200b${token.slice(90)}`;
        return JSON.stringify({ errors: [{ title: `${requestToken} ${token}`, detail: split, id: token }] });
      }),
    );
    const run = scene();
    const error = await failure(run.surroundings);
    const said = run.said.filter(([method]) => method !== 'mask');
    const texts = { said: JSON.stringify(said), message: error.message, remedy: error.remedy };
    assert.deepEqual(sweep([last(github.issued), requestToken], texts), []);
    assert.match(error.message, /status 400: \*\*\* \*\*\*: \*\*\*\. \(error id: \*\*\*\)$/);
  });

  test('gives each call its attempts, and logs each wait', async () => {
    github.next(fake.status(500));
    sts.next(fake.status(503));
    const run = scene({ 'INPUT_MAX-ATTEMPTS': '2' });
    await runMain(run.surroundings);
    const waits = run.of('info').slice(0, 2);
    assert.match(String(waits[0]), /^GitHub \(127\.0\.0\.1:\d+\) answered 500; attempt 2 of 2 in 0\.3 s$/);
    assert.match(String(waits[1]), /^Confluent \(127\.0\.0\.1:\d+\) answered 503; attempt 2 of 2 in 0\.3 s$/);
  });

  test('counts its time from the start of the step, and names the input', async () => {
    const limited = fake.status(429, { headers: { 'retry-after': '20' } });
    sts.next(limited);
    const late = scene({ 'INPUT_TIMEOUT-SECONDS': '30' }, { startedAt: Date.now() - 15_000 });
    const { code, message } = await failure(late.surroundings);
    assert.equal(code, 'RATE_LIMITED');
    assert.match(message, /next would come in 20 s, which is more than timeout-seconds \(30\) leaves/);
    sts.next(limited);
    const early = scene({ 'INPUT_TIMEOUT-SECONDS': '30' });
    await runMain(early.surroundings);
    assert.deepEqual(early.sleeps, [22_000]);
  });

  test('fetches a new ID token for another attempt if the old one is about to die', async () => {
    github.lifetime = 35;
    sts.next(fake.status(429, { headers: { 'retry-after': '20' } }));
    const run = scene();
    await runMain(run.surroundings);
    assert.deepEqual(run.sent(), { github: 2, sts: 2 });
    const bodies = sts.tokenRequests().slice(-2);
    const sent = bodies.map(({ body }) => new URLSearchParams(body).get('subject_token'));
    assert.deepEqual(sent, github.issued.slice(-2));
    assert.notEqual(sent[0], sent[1]);
    assert.deepEqual(run.of('mask'), [[sent[0]], [sent[1]], [last(sts.issued)]]);
    assert.equal(outputsOf(run)['subject-token'], sent[1]);
  });
});

describe('runMain, with a token endpoint', () => {
  const wanted = { 'INPUT_TOKEN-ENDPOINT': 'true' };

  /** A program in place of this one: as far as it says, it listens on this port; without one it says nothing. */
  function standIn(t: TestContext, port?: number) {
    const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
    const program = join(folder, 'index.cjs');
    const report = port === undefined ? '' : `${JSON.stringify({ port })}\n`;
    // It ends by itself, for where a run is cut off before its hooks have killed what is left.
    const source = `const { appendFileSync, writeFileSync, writeSync } = require('node:fs');
      writeFileSync(__dirname + '/pid', String(process.pid));
      process.stdin.on('data', (words) => appendFileSync(__dirname + '/heard', words));
      process.stdin.once('data', () => writeSync(3, ${JSON.stringify(report)}));
      setTimeout(() => {}, 60_000);`;
    writeFileSync(program, source);
    const pid = () =>
      existsSync(join(folder, 'pid')) ? Number(readFileSync(join(folder, 'pid'))) : undefined;
    t.after(() => {
      const started = pid();
      if (started && isAlive(started)) process.kill(started, 'SIGKILL');
      rmSync(folder, { recursive: true });
    });
    return { program, pid, heard: () => readFileSync(join(folder, 'heard'), 'utf8') };
  }

  test('starts it, masks its keys, and publishes it with the tokens', async (t) => {
    const { program, heard } = standIn(t, 4711);
    const run = scene(wanted, { program });
    await runMain(run.surroundings);
    const outputs = outputsOf(run);
    const state = Object.fromEntries(run.of('saveState') as [string, string][]);
    const { 'token-endpoint-client-secret': clientSecret } = outputs;
    const { 'confluent-cloud-auth-stop-key': stopKey } = state;
    assert.deepEqual(
      [Object.keys(outputs).length, outputs['token-endpoint-client-id']],
      [8, 'confluent-cloud-auth'],
    );
    assert.equal(outputs['token-endpoint-url'], 'http://127.0.0.1:4711/oauth2/token');
    assert.equal(state['confluent-cloud-auth-port'], '4711');
    const masked = run.of('mask').map(([value]) => value);
    assert.deepEqual(masked, [clientSecret, stopKey, last(github.issued), last(sts.issued)]);
    for (const key of [clientSecret, stopKey]) assert.match(String(key), /^[0-9a-f]{64}$/);
    assert.notEqual(clientSecret, stopKey);
    // It is told that it is published, but perhaps has not yet read it.
    await until(() => heard().endsWith('\npublished\n'), 'the word that it is published');
    const told = JSON.parse(heard().split('\n')[0] as string);
    assert.deepEqual(told.credentials, { clientId: 'confluent-cloud-auth', clientSecret });
    assert.equal(told.stopKey, stopKey);
    assert.equal(
      last(run.of('info').map(String)),
      'Token endpoint for the rest of the job: http://127.0.0.1:4711/oauth2/token',
    );
    const loose = run.loose.map(([method]) => method).join(' ');
    assert.equal(loose, 'mask mask mask mask info info group');
  });

  test('ends it if it cannot be published', async (t) => {
    const { program, pid } = standIn(t, 4711);
    const run = scene(wanted, { program });
    const full = new ActionError('RUNNER_FILES', 'No room.', '');
    const allOrNothing = () => {
      throw full;
    };
    const runner = { ...run.surroundings.runner, allOrNothing };
    assert.equal(await failure({ ...run.surroundings, runner }), full);
    await until(() => !isAlive(pid() as number), 'the end of the token endpoint');
    assert.deepEqual(run.of('info'), []);
    leftNothing(run);
  });

  test('gives it no more time than the step has left', async (t) => {
    const { program, pid } = standIn(t);
    // All but two seconds of the default of 60 have passed, and no more do, however slow this machine is.
    const run = scene(wanted, { program, startedAt: 0 });
    const clock = { ...run.surroundings.clock, now: () => 58_000 };
    const { code, message } = await failure({ ...run.surroundings, clock });
    assert.equal(code, 'TOKEN_ENDPOINT');
    assert.match(message, /it was not ready within 2\.0 s/);
    leftNothing(run);
    const started = pid();
    if (started) await until(() => !isAlive(started), 'the end of the token endpoint');
  });
});

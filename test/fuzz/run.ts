import assert from 'node:assert/strict';
import { assertNothingLeft, errorOf, inspect } from '../helpers/inspect.ts';
import { type Runner, type StepResult, startRunner, withoutMasks } from '../helpers/runner.ts';
import { sweep } from '../helpers/secrets.ts';
import { ACCESS_PATH, ID_PATH, type Reply, until } from '../helpers/token-endpoint.ts';
import { assertNoLeak, endpointOf } from '../helpers/token-endpoint-job.ts';
import { makeCertificate, trust } from '../servers/certificate.ts';
import { type FakeGitHub, startGitHub } from '../servers/github.ts';
import { type FakeSts, startSts } from '../servers/sts.ts';
import type { Plan, Sort } from './plan.ts';
import { replyOf } from './replies.ts';

/** What a step may take beyond `timeout-seconds`: machines are busy, a hang is far longer. */
const GRACE_MS = 30_000;
const SHORTEST_TOKEN = 16;
const POOLS = { 'pool-a': { filter: 'true' }, 'pool-b': { filter: 'true' } };

const certificate = makeCertificate();

/** A run under way, and what the remotes have handed out in it. */
interface Run {
  readonly plan: Plan;
  readonly github: FakeGitHub;
  readonly sts: FakeSts;
  readonly runner: Runner;
  readonly odd: readonly string[];
}

/**
 * One run: main and then post, each in a process of its own, as the runner starts them.
 * @throws what should not have been
 */
export async function runOnce(plan: Plan, sort: Sort): Promise<void> {
  const tls = plan.isSecure ? certificate : undefined;
  const github = await startGitHub({ tls });
  const sts = await startSts({ issuer: github.issuer, pools: POOLS, tls, ca: tls?.cert });
  const odd: string[] = [];
  github.next(...plan.github.map((drawn) => replyOf(drawn, github, odd)));
  sts.next(...plan.sts.map((drawn) => replyOf(drawn, github, odd)));
  const runner = startRunner({ env: github.env, event: plan.event });
  try {
    await perform({ plan, github, sts, runner, odd }, sort);
  } finally {
    runner.close();
    await Promise.all([github.close(), sts.close()]);
  }
}

async function perform(run: Run, sort: Sort): Promise<void> {
  const { plan, sts, runner } = run;
  const inputs = {
    'identity-pool-id': 'pool-a',
    endpoint: sts.url,
    'timeout-seconds': String(plan.timeoutSeconds),
    'token-endpoint': String(plan.hasEndpoint),
    ...plan.inputs,
  };
  const env = { ...plan.env, ...(plan.isSecure ? trust(runner.directory, certificate) : {}) };
  const main = await runner.main(inputs, { env, timeoutMs: plan.timeoutSeconds * 1000 + GRACE_MS });
  checkStep(main, run, handedOut(run));
  const end = main.code === 0 ? 'granted' : (/\[([A-Z_]+)\]$/.exec(errorOf(main))?.[1] ?? 'no code');
  assert.doesNotMatch(end, /no code|INTERNAL/, errorOf(main));
  assert.match(end, sort.end, errorOf(main));
  checkRequests(run, end);
  if (main.code === 0) isWhole(main, run);

  const endpoint = main.code === 0 && plan.hasEndpoint ? endpointOf(main) : undefined;
  if (!endpoint) await assertNothingLeft(runner);
  if (endpoint) for (const path of [ID_PATH, ACCESS_PATH]) assertGranted(await endpoint.ask({ path }), run);
  const post = await runner.post(main, { env: plan.env, timeoutMs: GRACE_MS });
  const secrets = [...handedOut(run), ...(endpoint ? [endpoint.clientSecret] : [])];
  checkStep(post, run, secrets);
  assert.equal(post.code, 0, post.transcript);
  assert.deepEqual([post.files.output, post.files.state, post.summary], ['', '', '']);
  const emptied = Object.keys(main.exported).map((name) => [name, '']);
  assert.deepEqual(post.exported, Object.fromEntries(emptied));
  await until(() => runner.leftBehind().length === 0, 'the end of all processes of the job');
  assertNoLeak(runner, [...secrets, requestTokenOf(run)], [main, post]);
}

/** A token with at least a second to live, or the word that there is none now, without a body. */
function assertGranted({ status, headers, text, json }: Reply, run: Run): void {
  if (status !== 200) {
    assert.deepEqual([status, text, headers['retry-after']], [503, '', '5']);
    return;
  }
  assert.ok(handedOut(run).includes(json.access_token), 'a token that nobody issued');
  assert.ok(json.access_token.length >= SHORTEST_TOKEN, 'a token shorter than any');
  assert.deepEqual([json.token_type, json.expires_in >= 1], ['Bearer', true]);
}

const requestTokenOf = ({ github }: Run) => github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;

/** All tokens of this run, good or not. A shorter text may stand in a log by chance. */
function handedOut({ github, sts, odd }: Run): string[] {
  return [...new Set([...github.issued, ...sts.issued, ...odd])].filter((token) => token.length >= 8);
}

/** Nobody is asked for anything but a token, and nobody at all for bad inputs. */
function checkRequests({ github, sts }: Run, end: string): void {
  const all = [...github.requests, ...sts.requests].map(({ path }) => path);
  // The fake of Confluent asks that of GitHub for its keys.
  const asked = all.filter((path) => !path.startsWith('/.well-known/'));
  const forTokens = [...github.tokenRequests(), ...sts.tokenRequests()].map(({ path }) => path);
  assert.deepEqual(asked, end === 'INVALID_INPUT' ? [] : forTokens, 'requests that should not have been');
}

/** What holds of every step: how it ends, what it says and hides. */
function checkStep(result: StepResult, run: Run, secrets: string[]): void {
  // The token endpoint has two keys of its own making, 32 bytes each, of which one is published.
  const isOwnKey = (mask: string) => run.plan.hasEndpoint && /^[0-9a-f]{64}$/.test(mask);
  const own = result.masks.filter(isOwnKey).slice(0, 2);
  const masks = result.masks.filter((mask) => !own.includes(mask));
  inspect({ ...result, masks }, secrets, requestTokenOf(run));
  const log = readings(withoutMasks(result.transcript));
  assert.deepEqual(sweep([...secrets, ...own, requestTokenOf(run)], { log }), [], 'a secret in another form');
  const harmful = masks.filter((mask) => mask.length < SHORTEST_TOKEN || !secrets.includes(mask));
  assert.deepEqual(harmful, [], 'masks that would hide the log, or of single lines');
}

/** A text, and what one who looks for secrets in it can decode. */
function readings(text: string): string {
  const joined = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '');
  const decode = (_: string, digits: string) => Buffer.from(digits, 'hex').toString('latin1');
  return `${joined}\n${joined.replace(/%([0-9a-f]{2})/gi, decode)}`;
}

/** Each output is what it says; the variable is there, if there is to be one, and the state for post. */
function isWhole({ outputs, exported, state, masks }: StepResult, { plan, github, sts, odd }: Run): void {
  const { 'access-token': access = '', 'subject-token': subject = '' } = outputs;
  assert.equal(Object.keys(outputs).length, plan.hasEndpoint ? 8 : 5);
  assert.ok([...sts.issued, ...odd].includes(access), 'an access token that nobody issued');
  assert.ok([...github.issued, ...odd].includes(subject), 'an ID token that nobody issued');
  for (const token of [access, subject, outputs['token-endpoint-client-secret'] ?? access]) {
    assert.ok(token.length >= SHORTEST_TOKEN, `a token of ${token.length}`);
    assert.ok(masks.includes(token), 'a token that is not masked');
  }
  const variable = plan.inputs['environment-variable'] ?? 'CONFLUENT_CLOUD_ACCESS_TOKEN';
  assert.deepEqual(exported, variable === '' ? {} : { [variable]: access });
  assert.equal(Object.keys(state).length, (variable === '' ? 0 : 2) + (plan.hasEndpoint ? 2 : 0));
}

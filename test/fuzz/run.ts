import assert from 'node:assert/strict';
import { assertNothingLeft, errorOf, inspect } from '../helpers/inspect.ts';
import { type Runner, type StepResult, startRunner, withoutMasks } from '../helpers/runner.ts';
import { sweep } from '../helpers/secrets.ts';
import { ACCESS_PATH, basic, GRANT, type Reply, speak, until } from '../helpers/token-endpoint.ts';
import { assertNoLeak, endpointOf, type Published } from '../helpers/token-endpoint-job.ts';
import { makeCertificate, trust } from '../servers/certificate.ts';
import { type FakeGitHub, startGitHub } from '../servers/github.ts';
import { type FakeSts, startSts } from '../servers/sts.ts';
import { type Plan, realise, type Sort, type Visit } from './plan.ts';
import { replyOf } from './replies.ts';

/** What a step may take beyond `timeout-seconds`: machines are busy, a hang is far longer. */
const GRACE_MS = 30_000;
const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 64 * 1024;
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
  const tls = plan.tls === 'none' ? undefined : certificate;
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
    endpoint: sts.url + plan.slashes,
    'timeout-seconds': String(plan.timeoutSeconds),
    'token-endpoint': String(plan.visits !== undefined),
    ...plan.inputs,
  };
  const known = plan.tls === 'known' ? trust(runner.directory, certificate) : {};
  const env = { ...realise(plan.env, runner.directory), ...known };
  const main = await runner.main(inputs, { env, timeoutMs: plan.timeoutSeconds * 1000 + GRACE_MS });
  checkStep(main, run, handedOut(run));
  const end = main.code === 0 ? 'granted' : (/\[([A-Z_]+)\]$/.exec(errorOf(main))?.[1] ?? 'no code');
  assert.doesNotMatch(end, /no code|INTERNAL/, errorOf(main));
  assert.match(end, sort.end, errorOf(main));
  checkRequests(run, sort);
  if (main.code === 0) isWhole(main, run);

  const endpoint = main.code === 0 && plan.visits ? endpointOf(main) : undefined;
  if (!endpoint) await assertNothingLeft(runner);
  let heard = '';
  for (const visit of plan.visits ?? []) if (endpoint) heard += await VISITS[visit](endpoint, run);
  if (main.code === 1 && plan.post === undefined) return;
  // With a state that is not main's, post could not find the endpoint, and need not.
  const forged = endpoint ? {} : (plan.post ?? {});
  const withoutState = Object.entries(plan.env).filter(([name]) => !name.startsWith('STATE_'));
  const ofPost = realise({ ...Object.fromEntries(withoutState), ...forged }, runner.directory);
  const post = await runner.post(main, { env: ofPost, timeoutMs: GRACE_MS });
  const secrets = [...handedOut(run), ...(endpoint ? [endpoint.clientSecret] : [])];
  checkStep(post, run, secrets);
  checkPost(post, main, Object.keys(forged).length > 0);
  await until(() => runner.leftBehind().length === 0, 'the end of all processes of the job');
  assertNoLeak(runner, [...secrets, requestTokenOf(run)], [main, post], { heard });
}

/** Each gives what was said to somebody who may get no token. `ask` bounds how long an answer is waited for. */
const VISITS: Readonly<Record<Visit, (to: Published, run: Run) => Promise<string>>> = {
  'ID token': async (to, run) => granted(await to.ask(), run),
  'access token': async (to, run) => granted(await to.ask({ path: ACCESS_PATH }), run),
  'wrong secret': async (to) =>
    refused(await to.ask({ headers: { authorization: basic(to.clientId, 'guess') } }), 401),
  'wrong path': async (to) => refused(await to.ask({ path: '/::error::x' }), 404),
  'large body': async (to) => refused(await to.ask({ body: GRANT.padEnd(20_000, ' ') }), 413),
  'no HTTP': (to) => speak(to.port, '\0\u0001::add-mask::e\r\n\r\n'),
};

/** A token with at least a second to live, or the word that there is none now, without a body. */
function granted({ status, headers, text, json }: Reply, run: Run): string {
  if (status !== 200) {
    assert.deepEqual([status, text], [503, '']);
    assert.ok(Number(headers['retry-after']) > 0, 'a 503 without Retry-After');
    return '';
  }
  assert.ok(handedOut(run).includes(json.access_token), 'a token that nobody issued');
  assert.ok(json.access_token.length >= SHORTEST_TOKEN, 'a token shorter than any');
  assert.deepEqual([json.token_type, json.expires_in >= 1], ['Bearer', true]);
  return '';
}

function refused({ status, text }: Reply, expected: number): string {
  assert.equal(status, expected);
  return text;
}

const requestTokenOf = ({ github }: Run) => github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;

/** All tokens of this run, good or not. A shorter text may stand in a log by chance. */
function handedOut({ github, sts, odd }: Run): string[] {
  return [...new Set([...github.issued, ...sts.issued, ...odd])].filter((token) => token.length >= 8);
}

/** Nobody is asked for anything but a token, and nobody at all where the step cannot go on. */
function checkRequests({ github, sts }: Run, { asksNobody }: Sort): void {
  const all = [...github.requests, ...sts.requests].map(({ path }) => path);
  // The fake of Confluent asks that of GitHub for its keys.
  const asked = all.filter((path) => !path.startsWith('/.well-known/'));
  const forTokens = [...github.tokenRequests(), ...sts.tokenRequests()].map(({ path }) => path);
  assert.deepEqual(asked, asksNobody ? [] : forTokens, 'requests that should not have been');
}

/** What holds of every step: how it ends, what it says and hides. */
function checkStep(result: StepResult, run: Run, secrets: string[]): void {
  // The token endpoint has two keys of its own making, 32 bytes each, of which one is published.
  const isOwnKey = (mask: string) => run.plan.visits !== undefined && /^[0-9a-f]{64}$/.test(mask);
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
  const decoded = (code: RegExp) =>
    joined.replace(code, (_, digits) => Buffer.from(digits, 'hex').toString('latin1'));
  return [joined, decoded(/%([0-9a-f]{2})/gi), decoded(/\\u00([0-9a-f]{2})/gi)].join('\n');
}

const ALWAYS = ['access-token', 'expires-at', 'expires-in', 'subject-token', 'token-type'];
const OF_THE_ENDPOINT = ['token-endpoint-client-id', 'token-endpoint-client-secret', 'token-endpoint-url'];

/** All outputs, each of them what it says; the variable, if there is to be one, and the state for post. */
function isWhole({ outputs, exported, state, masks }: StepResult, { plan, github, sts, odd }: Run): void {
  const endpoint = plan.visits ? OF_THE_ENDPOINT : [];
  assert.deepEqual(Object.keys(outputs).sort(), [...ALWAYS, ...endpoint].sort());
  const { 'access-token': access = '', 'subject-token': subject = '' } = outputs;
  assert.ok([...sts.issued, ...odd].includes(access), 'an access token that nobody issued');
  assert.ok([...github.issued, ...odd].includes(subject), 'an ID token that nobody issued');
  for (const token of [access, subject, outputs['token-endpoint-client-secret'] ?? access]) {
    assert.ok(token.length >= SHORTEST_TOKEN && token.length <= LONGEST_TOKEN, `a token of ${token.length}`);
    assert.ok(masks.includes(token), 'a token that is not masked');
  }
  const variable = plan.inputs['environment-variable'] ?? 'CONFLUENT_CLOUD_ACCESS_TOKEN';
  assert.deepEqual(exported, variable === '' ? {} : { [variable]: access });
  assert.equal(Object.keys(state).length, (variable === '' ? 0 : 2) + (plan.visits ? 2 : 0));
}

/** What holds of post, whatever main did: it is green, and leaves no token in the environment. */
function checkPost(post: StepResult, main: StepResult, isForged: boolean): void {
  assert.equal(post.code, 0, post.transcript);
  assert.deepEqual([post.files.output, post.files.state, post.summary], ['', '', '']);
  if (!isForged) assert.deepEqual(Object.keys(post.exported), Object.keys(main.exported));
  for (const [name, value] of Object.entries(post.exported)) {
    assert.equal(value, '');
    assert.doesNotMatch(name, /^(PATH|BASH_ENV)$/i);
  }
}

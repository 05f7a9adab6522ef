/**
 * Asks Confluent's real STS what no document answers: how it refuses. Prints the claims of this job, and of each
 * answer the status, the form of the body and its words, but never a token. For .github/workflows/probe.yml;
 * CONTRIBUTING.md says how to set it up. Nothing but Node: it runs beside a real ID token.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const env = process.env as Record<string, string>;
const { CONFLUENT_ENDPOINT = 'https://api.confluent.cloud', POOL = '', OTHER_POOL = '' } = env;
const AUDIENCE = 'https://api.confluent.cloud';
const URN = 'urn:ietf:params:oauth';
/** Confluent's documents allow a difference of 300 s between clocks. */
const CLOCK_SKEW_S = 330;
const LONGEST_WAIT_S = 1_200;
const TIMEOUT_MS = 30_000;
const MOST_CHARACTERS = 300;
const MOST_LINES = 40;

/** The first one has the most time to expire. */
const oldest = await requestIdToken();
const idToken = await requestIdToken();
print(
  'claims of the ID token',
  Object.entries(claimsOf(idToken)).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
);
await callApi(env.CONFLUENT_CLOUD_ACCESS_TOKEN ?? '');

const refused = { identity_pool_id: POOL, subject_token: idToken };
await ask('a filter that does not match', { ...refused, identity_pool_id: OTHER_POOL }, true);
await ask('an unknown pool', { ...refused, identity_pool_id: 'pool-0000' }, true);
await ask('two pool ids', { ...refused, identity_pool_id: `${POOL},${OTHER_POOL}` });
await ask('a lifetime of 901 s', { ...refused, expires_in: '901' });
await ask('an unknown key', { ...refused, subject_token: signedByNobody(claimsOf(idToken)) }, true);
await askExpired();

async function requestIdToken(): Promise<string> {
  const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(AUDIENCE)}`;
  const headers = { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` };
  const reply = await request(url, { headers });
  return ((await reply.json()) as { value: string }).value;
}

/** What the environment of an organisation holds is not for the log. */
async function callApi(token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await request(`${CONFLUENT_ENDPOINT}/org/v2/environments`, { headers });
  await reply.body?.cancel();
  print('a call with the access token', [`status: ${reply.status}`]);
  if (reply.status === 401) fail('The API did not accept the access token.');
}

async function ask(name: string, form: Record<string, string>, mustRefuse = false): Promise<void> {
  const body = new URLSearchParams({
    grant_type: `${URN}:grant-type:token-exchange`,
    subject_token_type: `${URN}:token-type:jwt`,
    requested_token_type: `${URN}:token-type:access_token`,
    expires_in: '900',
    ...form,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const url = `${CONFLUENT_ENDPOINT}/sts/v1/oauth2/token`;
  const reply = await request(url, { method: 'POST', headers, body: body.toString() });
  const text = await reply.text();
  const shown = ['content-type', 'date', 'retry-after', 'x-request-id'].flatMap((header) =>
    reply.headers.has(header) ? [`${header}: ${show(reply.headers.get(header))}`] : [],
  );
  print(name, [`status: ${reply.status}`, ...shown, ...describe(text)]);
  if (reply.status === 200 && mustRefuse) fail(`The STS accepted ${name}.`);
}

async function askExpired(): Promise<void> {
  const waitS = Number(claimsOf(oldest).exp) + CLOCK_SKEW_S - Date.now() / 1000;
  if (waitS > LONGEST_WAIT_S)
    return print('an expired ID token', ['not asked: it lives too long to wait for']);
  if (waitS > 0) await sleep(waitS * 1000);
  await ask('an expired ID token', { ...refused, subject_token: oldest }, true);
}

function request(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** The form of a body, and each of its words. */
function describe(text: string): string[] {
  if (text === '') return ['body: empty'];
  try {
    return ['body: JSON', ...leavesOf(JSON.parse(text), '')];
  } catch {
    return [`body: text of ${text.length} characters`, show(text)];
  }
}

function leavesOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) {
    return [`${show(path)}: ${/token$/.test(path) ? `a ${typeof value}` : show(value)}`];
  }
  const members = Object.entries(value);
  if (members.length === 0) return [`${show(path)}: ${Array.isArray(value) ? '[]' : '{}'}`];
  return members.flatMap(([name, member]) => leavesOf(member, path === '' ? name : `${path}.${name}`));
}

/** Without what may be a piece of a token: words are shorter. */
function show(value: unknown): string {
  const text = String(value).replaceAll(/[\w+/=%.-]{40,}/g, '***');
  return JSON.stringify(text.slice(0, MOST_CHARACTERS)).slice(1, -1);
}

/** The lines begin with a bar, and have no `##[`: what a remote says is no command to the runner. */
function print(title: string, lines: readonly string[]): void {
  console.log(`\n${title}`);
  for (const line of lines.slice(0, MOST_LINES)) console.log(`| ${line.replaceAll('##[', '# #[')}`);
}

function fail(message: string): void {
  console.log(`::error::${message}`);
  process.exitCode = 1;
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

function signedByNobody(claims: Record<string, unknown>): string {
  const header = { alg: 'RS256', typ: 'JWT', kid: 'of-nobody' };
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signature = sign('sha256', Buffer.from(parts.join('.')), privateKey);
  return [...parts, signature.toString('base64url')].join('.');
}

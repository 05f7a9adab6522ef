import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Env } from '../helpers/runner.ts';
import {
  type Behaviour,
  behaviour,
  delaying,
  handing,
  redirecting,
  refusing,
  reply,
  silent,
} from './replies.ts';
import { plainWords } from './words.ts';

/** How a run goes: plain data, which a seed gives again. */
export interface Plan {
  readonly timeoutSeconds: number;
  /** What each remote does with its requests in turn; after these, its ordinary work. */
  readonly github: readonly Behaviour[];
  readonly sts: readonly Behaviour[];
  /** Over those that every run has. */
  readonly inputs: Readonly<Record<string, string>>;
  /** At the end of the input endpoint. */
  readonly slashes: string;
  /** The environment, as far as it differs from a runner's. */
  readonly env: Variables;
  readonly event: unknown;
  /** Both remotes on https; `strange` with a certificate that the step cannot know. */
  readonly tls: 'none' | 'known' | 'strange';
  /** undefined: no token endpoint. */
  readonly visits: readonly Visit[] | undefined;
  /** The environment of post; undefined: it is not run unless main succeeded. */
  readonly post: Variables | undefined;
}

/** A request to the token endpoint, by somebody who knows the credentials or does not. */
export type Visit = (typeof VISITS)[number];
const VISITS = ['ID token', 'access token', 'wrong secret', 'wrong path', 'no HTTP', 'large body'] as const;

/** undefined takes a variable away; a place is in the job's directory. */
type Variables = Readonly<Record<string, string | undefined | { readonly place: string }>>;

/** The environment itself, with what must be there first. */
export function realise(env: Variables, directory: string): Env {
  const entries = Object.entries(env).map(([name, value]) => {
    if (typeof value !== 'object') return [name, value];
    const path = join(directory, value.place);
    // Windows has none.
    const isMissing = value.place === 'fifo' && process.platform !== 'win32' && !existsSync(path);
    if (isMissing) execFileSync('mkfifo', [path]);
    return [name, path];
  });
  return Object.fromEntries(entries);
}

function variables<T>(most: number, names: readonly string[], value: fc.Arbitrary<T>) {
  return fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1, maxKeys: most });
}

/** What may stand where a file of the runner should be: nothing, a full disk, a directory, a named pipe. */
const PLACES = ['none/none', 'workspace', 'fifo'].map((place) => ({ place }));
const place = fc.constantFrom(undefined, '', '/dev/full', ...PLACES);
const STATE = ['variable', 'sha256', 'port', 'stop-key'].map((name) => `STATE_confluent-cloud-auth-${name}`);
const DIGEST_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SAID_IN_STATE = ['PATH', 'BASH_ENV', 'true', '0', '1', '99999', DIGEST_OF_NOTHING];
/** State that an earlier step has forged. */
const forged = variables(4, STATE, fc.oneof(fc.constantFrom(...SAID_IN_STATE), plainWords));
const PROXIES = ['http://user:pass@127.0.0.1:1', '::', '*', 'socks5://127.0.0.1:1', ''];
const SPARE = [
  ...['GITHUB_ACTOR', 'GITHUB_EVENT_NAME', 'GITHUB_WORKFLOW_REF', 'GITHUB_REPOSITORY', 'GITHUB_SHA', 'CI'],
  ...['HOME', 'PATH', 'RUNNER_TEMP', 'RUNNER_OS', 'GITHUB_WORKSPACE', 'GITHUB_ACTIONS'],
];
const OTHER_FILES = ['GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_PATH', 'GITHUB_PATH'];
const unchecked = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
/** Odd, but a step can do its work in it. */
const harmless: fc.Arbitrary<Variables> = fc.oneof(
  fc.constant({}),
  fc.constant({}),
  fc.constantFrom<Variables>({}, { ...unchecked, RUNNER_DEBUG: '1' }),
  forged,
  variables(3, ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'no_proxy'], fc.constantFrom(...PROXIES)),
  variables(2, SPARE, fc.oneof(fc.constantFrom(undefined, ''), plainWords)),
  variables(1, OTHER_FILES, place),
);

/** The longest input that is read, in characters. */
const LONGEST = 2_000;
const GOOD = {
  'identity-pool-id': fc.constantFrom('pool-a', ' pool-a\n', 'pool-a,pool-b', 'pool-a , pool-b'),
  audience: fc.oneof(
    fc.constantFrom('', 'confluent', 'a'.repeat(LONGEST), 'a b&audience=c#d', '\u{1f511}'),
    plainWords.filter((words) => words.length <= LONGEST),
  ),
  'expires-in': fc.constantFrom('1', '60', '899', '900', ' 900 '),
  'environment-variable': fc.constantFrom('', 'MY_TOKEN', '_', 'a1'),
  'max-attempts': fc.constantFrom('1', '2', '3'),
  'token-endpoint-port': fc.constant('0'),
};
const BAD = {
  'identity-pool-id': bad('', ' ', ',', 'pool a', 'pool-a,', 'pool-a;pool-b', 'pool-\u00e4'),
  'expires-in': bad('', '0', '901', '-1', '1.5', '1e2', '060', '\u0663', '9'.repeat(400), 'NaN'),
  'environment-variable': bad('1A', 'A-B', 'A B', 'PATH', 'Path', 'GITHUB_TOKEN', 'LD_PRELOAD', '\u00c4'),
  'max-attempts': bad('', '0', '11', '-1', '2.0', '1e0', 'two'),
  'token-endpoint-port': bad('', '80', '1023', '65536', '-1', '08080', '1e4'),
  'token-endpoint': bad('', 'True', 'yes', '1', 'true,false'),
  'timeout-seconds': bad('', '0', '601', '1e2', '-1', '99999999999', 'Infinity'),
  endpoint: bad('a.cloud', 'http://192.0.2.1', 'http://127.1', 'http://a:b@127.0.0.1', 'http://127.0.0.1?x'),
};

function bad(...known: string[]): fc.Arbitrary<string> {
  const tooLong = fc.constantFrom('1', 'a', 'a,', '/', '::error::').map((unit) => unit.repeat(LONGEST + 2));
  // Words that happen to be a number, a name or nothing might be good.
  const odd = plainWords.filter((words) => !/^[\s\w,-]*$/.test(words) && !/^\s*https?:/i.test(words));
  return fc.oneof(fc.constantFrom(...known), fc.constantFrom(...known), tooLong, odd);
}

/** Some of these inputs, each with one of its values. */
function inputs(table: Readonly<Record<string, fc.Arbitrary<string>>>, minLength: number, maxLength: number) {
  const entries = Object.entries(table).map(([name, value]) => fc.tuple(fc.constant(name), value));
  return fc
    .uniqueArray(fc.oneof(...entries), { selector: ([name]) => name, minLength, maxLength })
    .map((drawn) => Object.fromEntries(drawn));
}

type Draws = { readonly [K in keyof Plan]: fc.Arbitrary<Plan[K]> };

/** Nothing in it keeps a step from its work. */
const ordinary: Draws = {
  timeoutSeconds: fc.constant(120),
  github: fc.constant([]),
  sts: fc.constant([]),
  inputs: inputs(GOOD, 0, 4),
  slashes: fc.constantFrom('', '/', '//', '/'.repeat(1_500)),
  env: harmless,
  event: fc.jsonValue(),
  tls: fc.constantFrom('none', 'none', 'none', 'known'),
  visits: fc.option(fc.array(fc.constantFrom(...VISITS), { maxLength: 3 }), { nil: undefined, freq: 2 }),
  post: fc.oneof(fc.constantFrom(undefined, {}), forged),
};

/** A sort of run: how many of a hundred are of it, and how main must end: `granted`, or the code of its error. */
function sort(share: number, end: RegExp, draws: Partial<Draws> = {}, asksNobody = false) {
  return { share, end, plan: fc.record<Plan>({ ...ordinary, ...draws }), asksNobody };
}
export type Sort = ReturnType<typeof sort>;

/** Time enough for a busy machine, where no remote uses it up by its silence. */
const patient = { timeoutSeconds: fc.constant(5) };
const impatient = { timeoutSeconds: fc.constantFrom(1, 2) };
const once = { inputs: fc.constant({ 'max-attempts': '1' }) };
const anything = fc.array(behaviour, { minLength: 1, maxLength: 3 });
const limited = [reply(429, { text: '' }, ['retry-after', '0'])];
const oversized = [reply(200, { blanks: 3_000_000 })];
const unknownPool = fc.constantFrom('pool-z', 'pool-a,pool-z', 'p'.repeat(LONGEST));
const pools = fc.record({ 'identity-pool-id': unknownPool });
const BAD_URLS = ['http://192.0.2.1/?a=b', 'http://127.0.0.1\n::error::x', 'ftp://a', '', undefined];
const BAD_TOKENS = ['a b', 'a\r\nhost: x', '\u00e9', '::add-mask::e f', '', undefined];
const noPermission = fc.oneof(
  variables(1, ['ACTIONS_ID_TOKEN_REQUEST_URL'], fc.constantFrom(...BAD_URLS)),
  variables(1, ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'], fc.constantFrom(...BAD_TOKENS)),
);
const noFiles = variables(1, ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'], place);
const strange = { tls: fc.constant('strange' as const), env: fc.constantFrom({}, unchecked) };

export const SORTS: Readonly<Record<string, Sort>> = {
  well: sort(8, /^granted$/),
  // Remotes that do anything.
  sts: sort(10, /./, { ...patient, sts: anything }),
  github: sort(8, /./, { ...patient, github: anything }),
  both: sort(5, /./, { ...patient, github: anything, sts: anything }),
  refusals: sort(10, /^CONFLUENT_REFUSED$/, { sts: fc.tuple(refusing) }),
  tokens: sort(14, /./, { sts: fc.tuple(handing) }),
  // A remote that falls silent in the middle of a reply.
  githubSilent: sort(3, /./, { ...impatient, github: fc.tuple(silent, silent) }),
  stsSilent: sort(4, /./, { ...impatient, sts: fc.tuple(silent, silent) }),
  waits: sort(5, /./, { ...impatient, sts: fc.tuple(delaying, delaying) }),
  redirects: sort(4, /^UNEXPECTED_REPLY$/, {
    github: fc.array(redirecting, { maxLength: 1 }),
    sts: fc.tuple(redirecting),
  }),
  // A remote that changes the protocol whenever it is asked.
  upgrade: sort(3, /^[A-Z]/, { ...impatient, ...once, sts: fc.constant([reply(101, { text: '' })]) }),
  // A rate limit on either side, which is no attempt that counts.
  limit: sort(3, /^granted$/, { ...once, github: fc.constantFrom([], limited), sts: fc.constant(limited) }),
  // A reply that is good, but for its size.
  oversized: sort(3, /^[A-Z]/, { ...once, sts: fc.constant(oversized) }),
  pools: sort(3, /^CONFLUENT_REFUSED$/, { inputs: pools }),
  inputs: sort(8, /^INVALID_INPUT$/, { inputs: inputs(BAD, 1, 2) }, true),
  // Nothing could be published; GitHub cannot be asked; a remote cannot prove who it is.
  files: sort(5, /^RUNNER_FILES$/, { env: noFiles }, true),
  permission: sort(5, /^(NO_PERMISSION|GITHUB_REFUSED)$/, { env: noPermission }, true),
  strangers: sort(4, /^UNREACHABLE$/, strange, true),
};

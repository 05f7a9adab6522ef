import fc from 'fast-check';
import type { Env } from '../helpers/runner.ts';
import { type Behaviour, behaviour, handing, plainWords, refusing, silent } from './replies.ts';

/** How a run goes: plain data, which a seed gives again. */
export interface Plan {
  readonly timeoutSeconds: number;
  /** What each remote does with its requests in turn; after these, its ordinary work. */
  readonly github: readonly Behaviour[];
  readonly sts: readonly Behaviour[];
  /** Over those that every run has. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The environment, as far as it differs from a runner's. */
  readonly env: Env;
  readonly event: unknown;
  /** Both remotes are on https. */
  readonly isSecure: boolean;
  readonly hasEndpoint: boolean;
}

const VARIABLES = [
  ...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'no_proxy', 'NODE_TLS_REJECT_UNAUTHORIZED', 'CI', 'HOME'],
  ...['GITHUB_ACTOR', 'GITHUB_EVENT_NAME', 'GITHUB_WORKFLOW_REF', 'GITHUB_REPOSITORY', 'GITHUB_SHA', 'PATH'],
  ...['GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_PATH', 'GITHUB_WORKSPACE', 'RUNNER_TEMP', 'RUNNER_DEBUG'],
];
const known = fc.constantFrom(undefined, '', '0', '1', '.', '/dev/full', 'http://127.0.0.1:1');
/** A step can do its work whatever these variables say. */
const environment = fc.dictionary(fc.constantFrom(...VARIABLES), fc.oneof(known, plainWords), { maxKeys: 4 });

/** The longest input that is read, in characters. */
const LONGEST = 2_000;
const goodInputs = fc.record(
  {
    'identity-pool-id': fc.constantFrom('pool-a', ' pool-a\n', 'pool-a , pool-b'),
    audience: plainWords.filter((words) => words.length <= LONGEST),
    'expires-in': fc.integer({ min: 1, max: 900 }).map(String),
    'environment-variable': fc.constantFrom('', 'MY_TOKEN', '_'),
    'max-attempts': fc.integer({ min: 1, max: 3 }).map(String),
  },
  { requiredKeys: [] },
);

const RESTRICTED = [
  ...['identity-pool-id', 'expires-in', 'environment-variable', 'max-attempts', 'token-endpoint-port'],
  ...['token-endpoint', 'timeout-seconds', 'endpoint'],
];
const tooLong = fc.constantFrom('1', 'a', 'a,', '/', '::error::').map((unit) => unit.repeat(LONGEST + 2));
/** Words that happen to be a number, a name or an address might be good. */
const odd = plainWords.filter((words) => !/^[\s\w,-]*$/.test(words) && !/^\s*https?:/i.test(words));
const badInputs = fc.dictionary(fc.constantFrom(...RESTRICTED), fc.oneof(odd, odd, tooLong), {
  minKeys: 1,
  maxKeys: 2,
});

type Draws = { readonly [K in keyof Plan]: fc.Arbitrary<Plan[K]> };

/** Nothing in it keeps a step from its work. */
const ordinary: Draws = {
  timeoutSeconds: fc.constant(120),
  github: fc.constant([]),
  sts: fc.constant([]),
  inputs: goodInputs,
  env: environment,
  event: fc.jsonValue(),
  isSecure: fc.boolean(),
  hasEndpoint: fc.boolean(),
};

/** A sort of run: how many of a hundred are of it, and how main must end: `granted`, or the code of its error. */
function sort(share: number, end: RegExp, draws: Partial<Draws> = {}) {
  return { share, end, plan: fc.record<Plan>({ ...ordinary, ...draws }) };
}
export type Sort = ReturnType<typeof sort>;

/** Time enough for a busy machine, where no remote uses it up by its silence. */
const patient = { timeoutSeconds: fc.constant(5) };
const impatient = { timeoutSeconds: fc.constantFrom(1, 2) };
const anything = fc.array(behaviour, { minLength: 1, maxLength: 3 });
const silence = fc.tuple(silent, silent);

export const SORTS: Readonly<Record<string, Sort>> = {
  well: sort(17, /^granted$/),
  // Remotes that do anything.
  sts: sort(15, /./, { ...patient, sts: anything }),
  github: sort(12, /./, { ...patient, github: anything }),
  both: sort(8, /./, { ...patient, github: anything, sts: anything }),
  refusals: sort(16, /^CONFLUENT_REFUSED$/, { sts: fc.tuple(refusing) }),
  tokens: sort(16, /./, { sts: fc.tuple(handing) }),
  // A remote that falls silent in the middle of a reply.
  silent: sort(6, /./, { ...impatient, github: fc.oneof(fc.constant([]), silence), sts: silence }),
  inputs: sort(10, /^INVALID_INPUT$/, { inputs: badInputs }),
};

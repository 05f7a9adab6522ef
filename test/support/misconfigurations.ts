import { hang, html, json, type Reply, status } from '../fakes/http.ts';
import { type Misconfiguration, PROXY_PASSWORD } from './misconfiguration.ts';
import { POOLS } from './misconfigured-pools.ts';

const none = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
const repo = { id: 456789, full_name: 'octo-org/octo-repo' };
const fork = { id: 999, full_name: 'mallory/octo-repo' };
/** A port on loopback that no user may have, and where nobody listens. */
const NOBODY = 'http://127.0.0.1:1';

/** One for each error code that can be made from outside, as docs/troubleshooting.md has them. */
const CODES: Misconfiguration[] = [
  {
    name: 'an input is not accepted',
    code: 'INVALID_INPUT',
    line: 'An input is not accepted: expires-in must be a whole number of seconds from 1 to 900, in plain decimal digits.',
    inputs: { 'expires-in': '15m' },
  },
  {
    name: 'a variable of the workflow is not set, so an input is empty',
    code: 'INVALID_INPUT',
    line: 'An input is not accepted: identity-pool-id is empty: is the variable that it is read from defined for this job?',
    inputs: { 'identity-pool-id': '' },
  },
  {
    name: 'an input is misspelt',
    code: 'INVALID_INPUT',
    line: 'identity_pool_id is no input of this action: write identity-pool-id.',
    inputs: { 'identity-pool-id': '', identity_pool_id: 'pool-a' },
  },
  {
    name: 'the endpoint ends with the path of the token exchange',
    code: 'INVALID_INPUT',
    line: 'An input is not accepted: endpoint must be a base URL',
    inputs: ({ sts }) => ({ endpoint: `${sts.url}/sts/v1/oauth2/token` }),
  },
  {
    name: 'the job has no id-token: write',
    code: 'NO_PERMISSION',
    line: 'This job may not ask for an ID token: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set.',
    env: none,
  },
  ...(
    [
      ['act', { ACT: 'true' }],
      ['Forgejo', { FORGEJO_ACTIONS: 'true', GITEA_ACTIONS: 'true', ACT: 'true' }],
      ['Gitea', { GITEA_ACTIONS: 'true', ACT: 'true' }],
    ] as const
  ).map(([name, env]) => ({
    name: `the runner is that of ${name}`,
    code: 'NO_PERMISSION',
    line: `This runner (${name}) issues no ID token that Confluent could know, or only with a switch of its own (Forgejo from 15 on)`,
    lacks: /Add permissions/,
    env: { ...none, ...env },
  })),
  {
    name: 'a pull request whose event cannot be read: perhaps from a fork',
    code: 'NO_PERMISSION',
    line: 'GitHub issues no ID token to a pull request from a fork; if this one is from this repository: Add permissions: id-token: write',
    env: { ...none, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '' },
  },
  {
    name: 'a pull request from a fork',
    code: 'FORK_PULL_REQUEST',
    line: 'GitHub issues no ID token to a pull request from a fork, whatever its permissions say.',
    job: { event: { pull_request: { head: { repo: fork }, base: { repo } } } },
    env: { ...none, GITHUB_EVENT_NAME: 'pull_request' },
  },
  {
    name: 'a run that Dependabot started, run again by a person',
    code: 'DEPENDABOT',
    line: 'GitHub issued no ID token to this run, which Dependabot started',
    env: { ...none, GITHUB_ACTOR: 'dependabot[bot]', GITHUB_TRIGGERING_ACTOR: 'octocat' },
  },
  {
    name: 'a person has pushed to a pull request of Dependabot',
    code: 'NO_PERMISSION',
    line: 'Add permissions: id-token: write',
    lacks: /Dependabot/,
    job: {
      event: { pull_request: { head: { repo }, base: { repo }, user: { login: 'dependabot[bot]' } } },
    },
    env: { ...none, GITHUB_EVENT_NAME: 'pull_request', GITHUB_TRIGGERING_ACTOR: 'dependabot[bot]' },
  },
  {
    name: 'a step has changed the token with which the runner asks GitHub',
    code: 'GITHUB_REFUSED',
    line: 'GitHub refused to issue an ID token: status 401: Not authorized.',
    env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-token-of-another-job' },
  },
  {
    name: 'too many jobs at the same time',
    code: 'RATE_LIMITED',
    line: ' s, which is more than timeout-seconds (60) leaves). Confluent limits the rate: run fewer jobs at the same time',
    prepare: ({ sts }) => sts.next(json(429, {}, { 'retry-after': '120' })),
  },
  {
    name: 'Confluent is not available',
    code: 'UNAVAILABLE',
    line: 'answered 503 (attempt 2 of 2).',
    inputs: { 'max-attempts': '2' },
    prepare: ({ sts }) => sts.next(status(503), status(503)),
  },
  {
    name: 'nobody listens at the endpoint',
    code: 'UNREACHABLE',
    line: 'Confluent (127.0.0.1:1) could not be reached: ECONNREFUSED (attempt 1 of 1).',
    inputs: { endpoint: NOBODY, 'max-attempts': '1' },
  },
  {
    name: 'https_proxy has no scheme',
    code: 'UNREACHABLE',
    line: 'could not be reached: ECONNREFUSED, without a proxy: http:// is missing at the start of https_proxy (attempt 1 of 1).',
    // Loopback, but no name of it to the toolkit, which never sends loopback through a proxy.
    inputs: { endpoint: 'https://0.0.0.0:1', 'max-attempts': '1' },
    env: { https_proxy: `builder:${PROXY_PASSWORD}@proxy.example:3128` },
  },
  {
    name: 'the password in https_proxy has a # that is not percent-encoded',
    code: 'UNREACHABLE',
    line: ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password',
    inputs: { endpoint: 'https://0.0.0.0:1', 'max-attempts': '1' },
    env: { https_proxy: `http://builder:${PROXY_PASSWORD}#x@proxy.example:3128` },
  },
  {
    name: 'a firewall drops what the runner sends',
    code: 'TIMED_OUT',
    line: ') timed out: no complete answer within ',
    inputs: { 'timeout-seconds': '6' },
    prepare: ({ sts }) => sts.next(...Array<Reply>(10).fill(hang())),
  },
  {
    name: 'a login page answers in place of the API',
    code: 'UNEXPECTED_REPLY',
    line: "Confluent's reply to the exchange is not what its API promises: no JSON object.",
    prepare: ({ sts }) => sts.next(html(200)),
  },
  {
    name: 'the port of the token endpoint is not free',
    code: 'TOKEN_ENDPOINT',
    line: 'The token endpoint did not start: EADDRINUSE.',
    inputs: ({ sts }) => ({ 'token-endpoint': 'true', 'token-endpoint-port': String(sts.port) }),
  },
  {
    name: 'the runner has no file for outputs',
    code: 'RUNNER_FILES',
    line: "The runner's command files cannot be written: GITHUB_OUTPUT (ENOENT).",
    env: { GITHUB_OUTPUT: '' },
  },
];

/** Every misconfiguration that is known to happen: refusals of Confluent first, then the other codes. */
export const MISCONFIGURATIONS: readonly Misconfiguration[] = [...POOLS, ...CODES];

import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificate, trust } from '../servers/certificate.ts';
import { html, json, oversized, pass, type Reply, status } from '../servers/http.ts';
import { type Misconfiguration, PROXY_PASSWORD } from './misconfiguration.ts';
import { POOLS_IN_BOTH_FORMS } from './misconfigured-pools.ts';

const none = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
const repo = { id: 456789, full_name: 'octo-org/octo-repo' };
const fork = { id: 999, full_name: 'mallory/octo-repo' };
/** Node's permission model, with what the step needs and without what its token endpoint does. */
// Newer versions of Node forbid the network too.
const NET = process.allowedNodeEnvironmentFlags.has('--allow-net') ? ' --allow-net' : '';
const PERMISSION = `--permission --allow-fs-read=* --allow-fs-write=*${NET}`;
const OWN = makeCertificate();
const preload = (source: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(source)}`,
});
/** An answer that comes after 4 s. */
const slow: Reply = (...all) => sleep(4_000).then(() => pass(...all));
/** A port on loopback that no user may have, and where nobody listens. */
const NOBODY = 'http://127.0.0.1:1';

const ofRunner = (name: string, ...variables: string[]) => ({
  code: 'NO_PERMISSION',
  line: `This runner (${name}) issues no ID token that Confluent could know, or only with a switch of its own (Forgejo from 15 on)`,
  lacks: /Add permissions/,
  env: { ...none, ...Object.fromEntries(variables.map((variable) => [variable, 'true'])) },
});

/** One for each error code that can be made from outside, as docs/troubleshooting.md has them. */
const CODES: Readonly<Record<string, Omit<Misconfiguration, 'name'>>> = {
  'an input is not accepted': {
    code: 'INVALID_INPUT',
    line: 'An input is not accepted: expires-in must be a whole number of seconds from 1 to 900, in plain decimal digits.',
    inputs: { 'expires-in': '15m' },
    remedy: 'Correct the with: block of this step.',
  },
  'a variable of the workflow is not set, so an input is empty': {
    code: 'INVALID_INPUT',
    line: 'An input is not accepted: identity-pool-id is empty: is the variable that it is read from defined for this job',
    inputs: { 'identity-pool-id': '' },
    remedy: 'Correct the with: block of this step.',
  },
  'an input is misspelt': {
    code: 'INVALID_INPUT',
    line: 'identity-pool-id is empty: is the variable that it is read from defined for this job, or is its name misspelt?',
    inputs: { 'identity-pool-id': '', identity_pool_id: 'pool-a' },
    remedy: 'or is its name misspelt?',
  },
  'the endpoint ends with the path of the token exchange': {
    code: 'INVALID_INPUT',
    line: 'An input is not accepted: endpoint must be a base URL',
    inputs: { endpoint: 'https://api.confluent.cloud/sts/v1/oauth2/token' },
    remedy: 'Correct the with: block of this step.',
  },
  'the job has no id-token: write': {
    code: 'NO_PERMISSION',
    line: 'This job may not ask for an ID token: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set.',
    env: none,
    remedy: 'Add permissions: id-token: write',
  },
  'the runner is that of act': ofRunner('act', 'ACT'),
  'the runner is that of Forgejo': ofRunner('Forgejo', 'FORGEJO_ACTIONS', 'GITEA_ACTIONS', 'ACT'),
  'the runner is that of Gitea': ofRunner('Gitea', 'GITEA_ACTIONS', 'ACT'),
  'a pull request whose event cannot be read: perhaps from a fork': {
    code: 'NO_PERMISSION',
    line: 'GitHub issues no ID token to a pull request from a fork; if this one is from this repository: Add permissions: id-token: write',
    env: { ...none, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '' },
  },
  'a pull request from a fork': {
    code: 'FORK_PULL_REQUEST',
    line: 'GitHub issues no ID token to a pull request from a fork, whatever its permissions say.',
    job: { event: { pull_request: { head: { repo: fork }, base: { repo } } } },
    env: { ...none, GITHUB_EVENT_NAME: 'pull_request' },
    remedy: 'run what needs Confluent Cloud after the merge',
  },
  'a run that Dependabot started, run again by a person': {
    code: 'DEPENDABOT',
    line: 'GitHub issued no ID token to this run, which Dependabot started',
    env: { ...none, GITHUB_ACTOR: 'dependabot[bot]', GITHUB_TRIGGERING_ACTOR: 'octocat' },
    remedy: {
      says: "Add id-token: write to the job's permissions",
      env: { GITHUB_ACTOR: 'dependabot[bot]' },
    },
  },
  'a person has pushed to a pull request of Dependabot': {
    code: 'NO_PERMISSION',
    line: 'Add permissions: id-token: write',
    lacks: /Dependabot/,
    job: {
      event: { pull_request: { head: { repo }, base: { repo }, user: { login: 'dependabot[bot]' } } },
    },
    env: { ...none, GITHUB_EVENT_NAME: 'pull_request', GITHUB_TRIGGERING_ACTOR: 'dependabot[bot]' },
  },
  'a step has changed the token with which the runner asks GitHub': {
    code: 'GITHUB_REFUSED',
    line: 'GitHub refused to issue an ID token: status 401: Not authorized.',
    env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-token-of-another-job' },
    remedy: 'or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again',
  },
  'too many jobs at the same time': {
    code: 'RATE_LIMITED',
    line: ' s, which is more than timeout-seconds (10) leaves). Confluent limits the rate: run fewer jobs at the same time',
    inputs: { 'timeout-seconds': '10' },
    prepare: ({ sts }) => sts.next(json(429, {}, { 'retry-after': '10' })),
    remedy: {
      says: 'or raise timeout-seconds (10).',
      inputs: { 'timeout-seconds': '60' },
      prepare: ({ sts }) => sts.next(json(429, {}, { 'retry-after': '10' })),
    },
  },
  'Confluent is not available': {
    code: 'UNAVAILABLE',
    line: 'answered 503 (attempt 2 of 2).',
    inputs: { 'max-attempts': '2' },
    prepare: ({ sts }) => sts.next(status(503), status(503)),
    remedy: 'run the job again',
  },
  'nobody listens at the endpoint': {
    code: 'UNREACHABLE',
    line: 'Confluent (127.0.0.1:1) could not be reached: ECONNREFUSED (attempt 1 of 1).',
    inputs: { endpoint: NOBODY, 'max-attempts': '1' },
    remedy: 'and the input endpoint',
  },
  'https_proxy has no scheme': {
    code: 'UNREACHABLE',
    line: 'could not be reached: ECONNREFUSED, without a proxy: http:// is missing at the start of https_proxy (attempt 1 of 1).',
    // Loopback, but no name of it to the toolkit, which never sends loopback through a proxy.
    inputs: { endpoint: 'https://0.0.0.0:1', 'max-attempts': '1' },
    env: { https_proxy: `builder:${PROXY_PASSWORD}@127.0.0.1:1` },
    remedy: {
      says: 'http:// is missing at the start of https_proxy',
      env: { https_proxy: `http://builder:${PROXY_PASSWORD}@127.0.0.1:1` },
      next: 'ECONNREFUSED, through the proxy 127.0.0.1:1 (attempt 1 of 1)',
    },
  },
  'the password in https_proxy has a # that is not percent-encoded': {
    code: 'UNREACHABLE',
    line: ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password',
    inputs: { endpoint: 'https://0.0.0.0:1', 'max-attempts': '1' },
    env: { https_proxy: `http://builder:${PROXY_PASSWORD}#x@127.0.0.1:1` },
    remedy: {
      says: 'percent-encode each #',
      env: { https_proxy: `http://builder:${PROXY_PASSWORD}%23x@127.0.0.1:1` },
      next: 'ECONNREFUSED, through the proxy 127.0.0.1:1 (attempt 1 of 1)',
    },
  },
  'a server is slow': {
    code: 'TIMED_OUT',
    line: ') timed out: no complete answer within ',
    inputs: { 'timeout-seconds': '6', 'max-attempts': '2' },
    prepare: ({ sts }) => sts.next(slow, slow),
    remedy: {
      says: 'or raise timeout-seconds (6).',
      inputs: { 'timeout-seconds': '60', 'max-attempts': '2' },
      prepare: ({ sts }) => sts.next(slow),
    },
  },
  'a login page answers in place of the API': {
    code: 'UNEXPECTED_REPLY',
    line: "Confluent's reply to the exchange is not what its API promises: no JSON object.",
    inputs: { 'max-attempts': '2' },
    prepare: ({ sts }) => sts.next(html(200), html(200)),
    remedy: 'Check the input endpoint',
  },
  'something else answers in place of GitHub': {
    code: 'UNEXPECTED_REPLY',
    line: "GitHub's reply to the request of an ID token is not what its API promises: value is not text of visible ASCII.",
    prepare: ({ github }) => github.next(json(200, {})),
    remedy: 'Check that no proxy or earlier step stands between',
  },
  'the endpoint is a place for downloads': {
    code: 'UNEXPECTED_REPLY',
    line: 'sent a reply that is not what its API promises: a body of more than 1 MiB',
    prepare: ({ sts }) => sts.next(oversized(2 ** 21)),
    remedy: ' is Confluent, and not a proxy or a login page.',
  },
  'an env: block sets the URL by which the runner asks GitHub': {
    code: 'GITHUB_REFUSED',
    line: 'does not hold what GitHub puts there.',
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'github.example' },
    remedy: 'Let no step or env: block of the job set them',
  },
  'the port of the token endpoint is not free': {
    code: 'TOKEN_ENDPOINT',
    line: 'The token endpoint did not start: EADDRINUSE.',
    inputs: ({ sts }) => ({ 'token-endpoint': 'true', 'token-endpoint-port': String(sts.port) }),
    remedy: { says: 'or 0 for any free one', inputs: { 'token-endpoint': 'true' } },
  },
  'what NODE_OPTIONS loads ends the token endpoint': {
    code: 'TOKEN_ENDPOINT',
    line: 'it ended before it was ready (exit code 1): Error: x',
    inputs: { 'token-endpoint': 'true' },
    env: preload('if (process.argv[2] === "serve") throw new Error("x")'),
    remedy: { says: 'Check NODE_OPTIONS of this job', env: {} },
  },
  'the token endpoint takes long to start': {
    code: 'TOKEN_ENDPOINT',
    line: 'The token endpoint did not start: it was not ready within ',
    inputs: { 'token-endpoint': 'true', 'timeout-seconds': '8' },
    env: preload('if (process.argv[2] === "serve") await new Promise((done) => setTimeout(done, 10_000))'),
    remedy: {
      says: 'or raise timeout-seconds (8).',
      inputs: { 'token-endpoint': 'true', 'timeout-seconds': '60' },
    },
  },
  'the disk of the runner is full': {
    code: 'RUNNER_FILES',
    line: "The runner's command files cannot be written: GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE (ENOSPC).",
    env: preload(
      'import fs from "node:fs"; fs.appendFileSync = () => { throw Object.assign(new Error(), { code: "ENOSPC" }); }',
    ),
    remedy: 'Free space on the disk of the runner.',
  },
  "GitHub Enterprise Server has a certificate of the company's own authority": {
    code: 'UNREACHABLE',
    line: 'GitHub (127.0.0.1:',
    job: { tls: OWN },
    inputs: ({ sts }) => ({ endpoint: sts.url }),
    remedy: {
      says: 'https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS). [UNREACHABLE]',
      env: ({ runner }) => trust(runner.directory, OWN),
    },
  },
  'the permission model of Node forbids a process for the token endpoint': {
    code: 'TOKEN_ENDPOINT',
    line: '(ERR_ACCESS_DENIED)',
    inputs: { 'token-endpoint': 'true' },
    env: { NODE_OPTIONS: PERMISSION },
    remedy: {
      says: 'or add --allow-child-process.',
      env: { NODE_OPTIONS: `${PERMISSION} --allow-child-process` },
    },
  },
  'the permission model of Node forbids files': {
    code: 'RUNNER_FILES',
    line: "The runner's command files cannot be written: GITHUB_OUTPUT (ERR_ACCESS_DENIED).",
    inputs: { 'token-endpoint': 'true' },
    env: { NODE_OPTIONS: '--permission' },
    remedy: {
      says: 'NODE_OPTIONS of this job turns on',
      env: { NODE_OPTIONS: PERMISSION },
      next: 'or add --allow-child-process.',
    },
  },
  'the runner has no file for outputs': {
    code: 'RUNNER_FILES',
    line: "The runner's command files cannot be written: GITHUB_OUTPUT (ENOENT).",
    env: { GITHUB_OUTPUT: '' },
    remedy: 'Let no step and no env: block of the job change or remove them.',
  },
};

/** Every misconfiguration that is known to happen: refusals of Confluent first, then the other codes. */
export const MISCONFIGURATIONS: readonly Misconfiguration[] = [
  ...POOLS_IN_BOTH_FORMS,
  ...Object.entries(CODES).map(([name, scene]) => ({ name, ...scene })),
];

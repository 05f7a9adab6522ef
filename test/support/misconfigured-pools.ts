import { html, json } from '../fakes/http.ts';
import type { Misconfiguration } from './misconfiguration.ts';

const AUD = 'claims.aud == "https://api.confluent.cloud"';
const GUARD = 'claims.event_name != "pull_request_target"';
/** The filter of README. */
const REF = `${AUD} && claims.repository_id == "456789" && claims.ref == "refs/heads/main" && ${GUARD}`;
const SUB = `${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${GUARD}`;
const ENVIRONMENT = `${AUD} && claims.repository_id == "456789" && claims.environment == "production" && ${GUARD}`;

const code = 'CONFLUENT_REFUSED';

/** A runner whose clock is a quarter of an hour behind. */
const BEHIND = `--import=data:text/javascript,${encodeURIComponent('const now = Date.now; Date.now = () => now() - 900000;')}`;

/** What the annotation says of a run without evidence, but for the endpoint, which is on loopback here. */
const compare = (changed: {
  id?: string;
  ref?: string;
  environment?: string;
  event?: string;
  aud?: string;
}) => {
  const { id = '456789', ref = 'refs/heads/main', environment = '(none)', event = 'push' } = changed;
  const { aud = 'https://api.confluent.cloud' } = changed;
  return `, not the default. The filter of the pool must be true for repository_id ${id}, ref ${ref}, environment ${environment}, event_name ${event}, aud ${aud}. See the group`;
};

/** The pool's filter and the run do not fit together; Confluent says no more than 401. The ordinary ones first. */
const FILTERS: Misconfiguration[] = [
  {
    name: 'the placeholder 456789 is left in the filter',
    code,
    line: compare({ id: '778899' }),
    job: { pools: { 'pool-a': REF }, claims: { repository_id: '778899' } },
  },
  {
    name: 'the default branch is master',
    code,
    line: compare({ ref: 'refs/heads/master' }),
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/master' } },
  },
  {
    name: 'the run is dispatched from a feature branch',
    code,
    line: compare({ ref: 'refs/heads/feature', event: 'workflow_dispatch' }),
    job: {
      pools: { 'pool-a': REF },
      claims: { ref: 'refs/heads/feature', event_name: 'workflow_dispatch' },
    },
  },
  {
    name: 'the filter names an environment, and the job has none',
    code,
    line: compare({}),
    job: { pools: { 'pool-a': ENVIRONMENT } },
  },
  {
    name: 'the filter names an environment, and that of the job is another',
    code,
    line: compare({ environment: 'Production' }),
    job: { pools: { 'pool-a': ENVIRONMENT }, claims: { environment: 'Production' } },
  },
  {
    name: 'the filter names the sub of a branch, and the job has an environment',
    code,
    line: '    (environment: NAME of the job puts the environment into sub in place of the ref; a filter that names an environment needs environment: NAME in the job)',
    job: { pools: { 'pool-a': SUB }, claims: { environment: 'production' } },
  },
  {
    name: 'the filter names the immutable form of sub, and the repository has the old one',
    code,
    line: '    (sub may have the form repo:OWNER@ID/REPO@ID:…, which a filter on repo:OWNER/REPO:… does not match)',
    job: {
      pools: { 'pool-a': `${AUD} && claims.sub == "repo:octo-org@1/octo-repo@2:ref:refs/heads/main"` },
    },
  },
  {
    name: 'the filter is still the empty one of a new pool',
    code,
    line: '  confluent iam pool describe pool-a --provider op-…',
    job: { pools: { 'pool-a': '' } },
  },
  {
    name: 'the filter names a claim that GitHub does not have',
    code,
    line: compare({}),
    job: { pools: { 'pool-a': `${AUD} && claims.absent == "x"` } },
  },
  {
    name: 'the filter is for a branch, and the run is for a tag',
    code,
    line: '  2. ref is the tag refs/tags/v1.2.3, which a filter on a branch does not match: use claims.ref.startsWith("refs/tags/v").',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/tags/v1.2.3', ref_type: 'tag' } },
  },
  {
    name: 'the filter is for a branch, and the run is for a tag without letters',
    code,
    line: '  2. ref is the tag refs/tags/2026.1, which a filter on a branch does not match: use claims.ref == "refs/tags/2026.1".',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/tags/2026.1', ref_type: 'tag' } },
  },
  {
    name: 'the filter names a default sub, and the organisation has customised it',
    code,
    line: "  2. sub has neither of GitHub's default forms, so the organisation or the repository has customised it: filter by other claims",
    job: { pools: { 'pool-a': SUB }, claims: { sub: 'repository_owner:octo-org:workflow:deploy' } },
  },
  {
    name: 'the filter names the old form of sub, and the repository has the immutable one',
    code,
    line: '  2. sub has the immutable form repo:OWNER@ID/REPO@ID:…',
    job: {
      pools: { 'pool-a': SUB },
      claims: { sub: 'repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main' },
    },
  },
  {
    name: 'the identity provider is for github.com, and the run is on GitHub Enterprise Server',
    code,
    line: '  2. iss is https://github.corp.example/_services/token and not https://token.actions.githubusercontent.com',
    job: {
      issuer: 'https://github.corp.example/_services/token',
      trusted: 'https://token.actions.githubusercontent.com',
      pools: { 'pool-a': REF },
    },
  },
  {
    name: 'the identity provider has a slash at the end of its issuer',
    code,
    line: 'the issuer of its provider exactly https://token.actions.githubusercontent.com, and its JWKS current.',
    job: { trusted: 'https://token.actions.githubusercontent.com/', pools: { 'pool-a': REF } },
  },
  {
    name: 'the filter names a branch, and the run is for a pull request',
    code,
    line: '  2. The run is for an open pull request, and ref is refs/pull/7/merge: use claims.ref.startsWith("refs/pull/") with claims.event_name.',
    job: {
      pools: { 'pool-a': REF },
      claims: { ref: 'refs/pull/7/merge', event_name: 'pull_request', base_ref: 'main', head_ref: 'topic' },
      env: { GITHUB_EVENT_NAME: 'pull_request' },
    },
  },
  {
    name: 'the filter is for open pull requests, and the run is for one that was merged',
    code,
    line: '  2. The run is for a closed pull request, and ref is refs/heads/main: use claims.ref == "refs/heads/main" with claims.event_name.',
    job: {
      pools: {
        'pool-a': `${AUD} && claims.repository_id == "456789" && claims.ref.startsWith("refs/pull/")`,
      },
      claims: { event_name: 'pull_request', base_ref: 'main', head_ref: 'topic' },
    },
  },
  {
    name: 'the filter excludes pull_request_target, and the run is for one',
    code,
    line: '  2. The event is pull_request_target, which has the claims of the base branch but may work on code from a fork',
    job: {
      pools: { 'pool-a': REF },
      claims: { event_name: 'pull_request_target' },
      env: { GITHUB_EVENT_NAME: 'pull_request_target' },
    },
  },
  {
    name: 'the filter names a branch, and the run is for its merge queue',
    code,
    line: '  2. ref (refs/heads/gh-readonly-queue/main/pr-7-0abc) is one entry of a merge queue, which a filter on the branch does not match: use claims.ref.startsWith("refs/heads/gh-readonly-queue/main/").',
    job: {
      pools: { 'pool-a': REF },
      claims: { ref: 'refs/heads/gh-readonly-queue/main/pr-7-0abc', event_name: 'merge_group' },
    },
  },
  {
    name: 'the filter names the repository of a reusable workflow, not that of its caller',
    code,
    line: '  2. The job is in a reusable workflow, so repository, ref and sub are those of its caller',
    job: {
      pools: { 'pool-a': `${AUD} && claims.repository == "octo-org/pipelines"` },
      claims: { job_workflow_ref: 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main' },
    },
  },
  {
    name: 'the step asks for an audience that the filter does not have',
    code,
    line: '  2. aud is confluent, and not the default https://api.confluent.cloud: the filter must compare claims.aud with the same text, letter by letter',
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: 'confluent' },
  },
  {
    name: 'the step asks for the audience with a slash at its end',
    code,
    line: '  2. aud is https://api.confluent.cloud/, and not the default https://api.confluent.cloud: the filter must compare claims.aud with the same text, letter by letter, a slash at the end included.',
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: 'https://api.confluent.cloud/' },
  },
  {
    name: "the audience is empty, so that it is GitHub's own",
    code,
    line: "  2. aud is https://github.com/octo-org, GitHub's own, since the input audience is empty",
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: '' },
  },
  {
    name: 'the id is that of the identity provider',
    code,
    line: '  1. identity-pool-id begins with op-, so it is the id of an identity provider',
    inputs: { 'identity-pool-id': 'op-abc123' },
  },
  {
    name: 'the id is that of the identity provider: the warning before the exchange',
    code,
    line: '##[warning]identity-pool-id begins with op-, so it is the id of an identity provider',
    inputs: { 'identity-pool-id': 'op-abc123' },
  },
  {
    name: 'the id is that of a service account',
    code,
    line: '##[warning]identity-pool-id begins with sa-, so it is the id of a service account',
    inputs: { 'identity-pool-id': 'sa-abc123' },
  },
  {
    name: 'the clock of the runner is wrong',
    code,
    line: ' s behind the clock of the server: synchronise the runner with NTP.',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/topic' } },
    env: { NODE_OPTIONS: BEHIND },
  },
  {
    name: 'the endpoint is not that of Confluent: a Kafka REST endpoint, say',
    code,
    line: '  1. The reply may be that of another server: the input endpoint is http://127.0.0.1:',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/topic' } },
  },
  {
    name: 'there is no pool yet, and the id is made up: the claims are shown',
    code,
    line: '  sub                  repo:octo-org/octo-repo:ref:refs/heads/main',
    inputs: { 'identity-pool-id': 'pool-none' },
  },
];

const answered = (status: number, ...errors: object[]): Misconfiguration['prepare'] => {
  return ({ sts }) => sts.next(json(status, { errors }));
};

/** One error that says this. */
const says = (detail: string, status = 401): Misconfiguration['prepare'] =>
  answered(status, { title: 'Unauthorized', detail });

/** Confluent says more than a status. */
const REPLIES: Misconfiguration[] = [
  {
    name: 'Confluent does not have the new key of GitHub yet',
    code,
    line: 'Likely cause: Confluent does not know the key (kid) that signed the ID token: refresh the JWKS of the identity provider.',
    prepare: says('KID LOOKUP FAILED'),
  },
  {
    name: 'the JWKS URI of the identity provider is that of another issuer',
    code,
    line: 'Likely cause: The reply speaks of the signature or the issuer: compare the issuer and the JWKS URI of the identity provider, letter by letter',
    prepare: answered(401, { code: 'JWT_PROCESSING_FAILED' }),
  },
  {
    name: 'the issuer of the identity provider is another one',
    code,
    line: 'Likely cause: The reply speaks of the signature or the issuer',
    job: { trusted: 'https://token.actions.githubusercontent.com/octo' },
    prepare: () => {},
  },
  {
    name: 'an IP filter of the organisation keeps the runner out',
    code,
    line: 'Likely cause: The reply speaks of an IP address: compare the addresses of the runner with the IP filters of the organisation.',
    prepare: says('Access is denied by an IP filter.', 403),
  },
  {
    name: 'the reply says that the claims do not satisfy the filter',
    code,
    line: 'Likely cause: The reply speaks of the filter or the claims: compare the two. The filter of the pool must be true for repository_id 778899, ref refs/heads/main',
    job: { pools: { 'pool-a': REF }, claims: { repository_id: '778899' } },
    prepare: () => {},
  },
  {
    name: 'the reply says that the pool does not exist',
    code,
    line: '  1. The pool or the URL may not exist: check that pool-of-another-organisation is a pool of this organisation and was not deleted',
    inputs: { 'identity-pool-id': 'pool-of-another-organisation' },
    prepare: () => {},
  },
  {
    name: 'the reply names the pool as the parameter that is wrong',
    code,
    line: '  1. The pool or the URL may not exist: check that pool-a is a pool of this organisation',
    prepare: answered(400, { title: 'Bad Request', source: { parameter: 'identity_pool_id' } }),
  },
  {
    name: 'the reply points at the ID token',
    code,
    line: 'with status 400: Bad Request (pointer /subject_token).',
    prepare: answered(400, { title: 'Bad Request', source: { pointer: '/subject_token' } }),
  },
  {
    name: 'the reply has several errors',
    code,
    line: '  Forbidden: The second of two. (code pool_2)',
    prepare: answered(
      403,
      { title: 'Forbidden', detail: 'The first of two.' },
      { title: 'Forbidden', detail: 'The second of two.', code: 'pool_2' },
    ),
  },
  {
    name: 'the reply says that the ID token is expired',
    code,
    line: '  1. The reply says that the ID token is expired or not yet valid: run the job again',
    prepare: says('The token is expired.'),
  },
  {
    name: 'the endpoint is not that of the API',
    code,
    line: '  1. The pool or the URL may not exist: check that pool-a is a pool of this organisation and was not deleted, and the input endpoint (it is http://127.0.0.1:',
    prepare: ({ sts }) => sts.next(html(404)),
  },
  {
    name: 'the lifetime is more than Confluent grants',
    code,
    line: 'Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is 900).',
    job: { cap: 600 },
    prepare: () => {},
  },
];

/** What Confluent refuses. */
export const POOLS: readonly Misconfiguration[] = [...FILTERS, ...REPLIES];

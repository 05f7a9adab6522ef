import { html, json, type Reply, status } from '../servers/http.ts';
import type { Misconfiguration } from './misconfiguration.ts';

const AUD = 'claims.aud == "https://api.confluent.cloud"';
const GUARD = 'claims.event_name != "pull_request_target"';
const REPOSITORY = `${AUD} && claims.repository_id == "456789"`;
/** The filter of README. */
const REF = `${REPOSITORY} && claims.ref == "refs/heads/main" && ${GUARD}`;
const SUB = `${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${GUARD}`;
const ENVIRONMENT = `${REPOSITORY} && claims.environment == "production" && ${GUARD}`;
const PULL_REQUEST = { ref: 'refs/pull/7/merge', event_name: 'pull_request', ref_protected: 'false' };
const QUEUE = { ref: 'refs/heads/gh-readonly-queue/main/pr-7-0abc', event_name: 'merge_group' };

const code = 'CONFLUENT_REFUSED';

/** What the annotation says of a run: what to compare, and no more. */
const compare = (changed: {
  id?: string;
  ref?: string;
  environment?: string;
  event?: string;
  aud?: string;
}) => {
  const { id = '456789', ref = 'refs/heads/main', environment = '(none)', event = 'push' } = changed;
  const { aud = 'https://api.confluent.cloud' } = changed;
  return `If the filter of the pool refused it: it must be true for repository_id ${id}, ref ${ref}, environment ${environment}, event_name ${event}, aud ${aud}. See the group "How to fix the identity pool" in the log of this step.`;
};

/** What the log says beside the claims: true of every run of its kind, so it is no cause. */
const SUB_OLD =
  'If the filter names sub: here it has the form repo:OWNER/REPO:…, which repo:OWNER@ID/REPO@ID:… does not match.';
const SUB_NEW =
  'If the filter names sub: here it has the immutable form repo:OWNER@ID/REPO@ID:…, which repo:OWNER/REPO:… does not match.';
const NO_ENVIRONMENT =
  'If the filter names an environment: this job has none, so add environment: NAME to the job.';
const POOL_FOR_PULL_REQUESTS =
  'For open pull requests use a pool of its own, with roles that only read, because whoever can push a branch can change what runs.';

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
    name: 'the branch is not protected',
    code,
    line: 'This branch is not protected, so whoever can push to the repository can use what its filter admits.',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/topic', ref_protected: 'false' } },
  },
  {
    name: 'the branch is not protected, and the job has an environment',
    code,
    line: 'can use what its filter admits (unless the rules of the environment restrict branches and tags).',
    job: {
      pools: { 'pool-a': REF },
      claims: { ref: 'refs/heads/topic', ref_protected: 'false', environment: 'staging' },
    },
  },
  {
    name: 'the filter names an environment, and the job has none: the annotation',
    code,
    line: compare({}),
    job: { pools: { 'pool-a': ENVIRONMENT } },
  },
  {
    name: 'the filter names an environment, and the job has none',
    code,
    line: NO_ENVIRONMENT,
    job: { pools: { 'pool-a': ENVIRONMENT } },
  },
  {
    name: 'the filter names an environment, and that of the job is another',
    code,
    line: compare({ environment: 'Production' }),
    lacks: /this job has none/,
    job: { pools: { 'pool-a': ENVIRONMENT }, claims: { environment: 'Production' } },
  },
  {
    name: 'the filter names the sub of a branch, and the job has an environment',
    code,
    line: 'If the filter names sub: environment: NAME of the job stands in it in place of the ref.',
    job: { pools: { 'pool-a': SUB }, claims: { environment: 'production' } },
  },
  {
    name: 'the filter names the immutable form of sub, and the repository has the old one',
    code,
    line: SUB_OLD,
    isNew: false,
    job: {
      pools: { 'pool-a': `${AUD} && claims.sub == "repo:octo-org@1/octo-repo@2:ref:refs/heads/main"` },
    },
  },
  {
    name: 'the filter names the old form of sub, and the repository has the immutable one',
    code,
    line: SUB_NEW,
    isNew: true,
    job: { pools: { 'pool-a': SUB } },
  },
  {
    name: 'the filter names a default sub, and the organisation has customised it',
    code,
    line: "If the filter names sub: here it has neither of GitHub's default forms, so the organisation or the repository has customised it.",
    isNew: false,
    job: { pools: { 'pool-a': SUB }, claims: { sub: 'repository_owner:octo-org:workflow:deploy' } },
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
    name: 'the filter compares a claim that the log did not show before',
    code,
    line: '  workflow             deploy',
    job: { pools: { 'pool-a': `${REF} && claims.workflow == "Deploy"` } },
  },
  {
    name: 'the filter is for a branch, and the run is for a tag',
    code,
    line: 'If the filter names a branch: ref (refs/tags/v1.2.3) is a tag, which it does not match.',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/tags/v1.2.3', ref_type: 'tag' } },
  },
  {
    name: 'the run is for a tag: who else can use its filter',
    code,
    line: 'These filters are for tags: whoever can push a tag that begins so can use them.',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/tags/v1.2.3', ref_type: 'tag' } },
  },
  {
    name: 'the filter for tags is right, and the id in it is another',
    code,
    line: compare({ ref: 'refs/tags/v1.2.3', id: '778899' }),
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.ref.startsWith("refs/tags/v")` },
      claims: { ref: 'refs/tags/v1.2.3', repository_id: '778899' },
    },
  },
  {
    name: 'the filter is for a branch, and the run is for a tag without letters',
    code,
    line: `  ${REPOSITORY} && claims.ref == "refs/tags/2026.1" && ${GUARD}`,
    lacks: /begins so/,
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/tags/2026.1', ref_type: 'tag' } },
  },
  {
    name: 'the identity provider is for github.com, and the run is on GitHub Enterprise Server',
    code,
    line: 'If the provider of the pool is for https://token.actions.githubusercontent.com: iss is https://github.corp.example/_services/token here, and the provider of the pool must have exactly this issuer.',
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
    line: 'If the filter names a branch: ref (refs/pull/7/merge) is that of an open pull request, which it does not match.',
    job: { pools: { 'pool-a': REF }, claims: PULL_REQUEST },
  },
  {
    name: 'the pool is for deployments, and the run is for an open pull request',
    code,
    line: POOL_FOR_PULL_REQUESTS,
    lacks: /pool update|\(OLD\)|is not protected/,
    job: { pools: { 'pool-a': REF }, claims: PULL_REQUEST },
  },
  {
    name: 'there is no pool for open pull requests yet',
    code,
    line: `  confluent iam pool create pull-requests --provider op-… --identity-claim claims.sub --filter '${REPOSITORY} && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"'`,
    job: { pools: { 'pool-a': REF }, claims: PULL_REQUEST },
  },
  {
    name: 'the filter for pull requests is right, and the id in it is another',
    code,
    line: compare({ ref: 'refs/pull/7/merge', event: 'pull_request', id: '778899' }),
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.ref.startsWith("refs/pull/")` },
      claims: { ...PULL_REQUEST, repository_id: '778899' },
    },
  },
  {
    name: 'the filter is for open pull requests, and the run is for one that was merged',
    code,
    line: 'If the filter names refs/pull/: this pull request is closed, and ref is refs/heads/main.',
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.ref.startsWith("refs/pull/")` },
      claims: { event_name: 'pull_request', base_ref: 'main', head_ref: 'topic' },
    },
  },
  {
    name: 'the filter excludes pull_request_target, and the run is for one',
    code,
    line: 'If the filter excludes pull_request_target, as each of ours does: such a run may run code from a fork, so use pull_request, or push after the merge.',
    lacks: /iam pool update|iam pool create/,
    job: { pools: { 'pool-a': REF }, claims: { event_name: 'pull_request_target' } },
  },
  {
    name: 'the filter lists events, and the run is of a comment',
    code,
    line: 'If the filter lists events: issue_comment runs on the default branch, whoever has caused it.',
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.event_name in ["push"]` },
      claims: { event_name: 'issue_comment' },
    },
  },
  {
    name: 'the filter lists events, and the run is of another workflow',
    code,
    line: 'If the filter lists events: workflow_run runs on the default branch, whoever has caused it.',
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.event_name in ["push"]` },
      claims: { event_name: 'workflow_run' },
    },
  },
  {
    name: 'the filter names a branch, and the run is for its merge queue',
    code,
    line: 'If the filter names a branch: ref (refs/heads/gh-readonly-queue/main/pr-7-0abc) is that of an entry of a merge queue, which it does not match.',
    job: { pools: { 'pool-a': REF }, claims: QUEUE },
  },
  {
    name: 'the filter for the queue is right, and the id in it is another',
    code,
    line: compare({ ref: QUEUE.ref, event: 'merge_group', id: '778899' }),
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.event_name == "merge_group"` },
      claims: { ...QUEUE, repository_id: '778899' },
    },
  },
  {
    name: 'the filter names the repository of a reusable workflow, not that of its caller',
    code,
    line: 'If the filter names repository, ref or sub: this job is in a reusable workflow of another repository, and these claims are those of its caller, so filter by the caller.',
    job: {
      pools: { 'pool-a': `${AUD} && claims.repository == "octo-org/pipelines"` },
      claims: { job_workflow_ref: 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main' },
    },
  },
  {
    name: 'a local reusable workflow, and the filter names the one that was triggered',
    code,
    line: 'If the filter names a workflow: this job is in octo-org/octo-repo/.github/workflows/shared.yml@refs/heads/main.',
    lacks: /by the caller/,
    job: {
      pools: { 'pool-a': `${REPOSITORY} && claims.job_workflow_ref.endsWith("deploy.yml@refs/heads/main")` },
      claims: { job_workflow_ref: 'octo-org/octo-repo/.github/workflows/shared.yml@refs/heads/main' },
    },
  },
  {
    name: 'the step asks for an audience that the filter does not have',
    code,
    line: compare({ aud: 'confluent (input audience)' }),
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: 'confluent' },
  },
  {
    name: 'the filter has the own audience, and the branch is another',
    code,
    line: compare({ aud: 'confluent (input audience)', ref: 'refs/heads/topic' }),
    job: {
      pools: { 'pool-a': 'claims.aud == "confluent" && claims.ref == "refs/heads/main"' },
      claims: { ref: 'refs/heads/topic' },
    },
    inputs: { audience: 'confluent' },
  },
  {
    name: 'the step asks for the audience with a slash at its end',
    code,
    line: 'If the filter names aud: here it is https://api.confluent.cloud/, and the two must be the same letter by letter, a slash at the end included.',
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: 'https://api.confluent.cloud/' },
  },
  {
    name: "the audience is empty, so that it is GitHub's own",
    code,
    line: "If the filter names aud: here it is https://github.com/octo-org, GitHub's own, since the input audience is empty, and the two must",
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: '' },
  },
  {
    name: 'the id is that of the identity provider',
    code,
    line: '##[warning]identity-pool-id begins with op-, so it is the id of an identity provider',
    cause: 'identity-pool-id begins with op-, so it is the id of an identity provider',
    inputs: { 'identity-pool-id': 'op-abc123' },
  },
  {
    name: 'the id is that of a service account',
    code,
    line: '##[warning]identity-pool-id does not begin with pool-, as the ids of identity pools do',
    cause: 'identity-pool-id does not begin with pool-, as the ids of identity pools do',
    inputs: { 'identity-pool-id': 'sa-abc123' },
  },
  {
    name: 'the endpoint is not that of Confluent: a Kafka REST endpoint, say',
    code,
    line: 'If it is no API of Confluent: the input endpoint is https://127.0.0.1:',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/topic' } },
    inputs: ({ sts }) => ({ endpoint: sts.url }),
  },
  {
    name: 'there is no pool yet, and the id is made up: the claims are shown',
    code,
    line: '  repository_id        456789',
    inputs: { 'identity-pool-id': 'pool-none' },
  },
];

/** Branches and tags whose names are more than they seem: git allows them. */
const NAMES: Misconfiguration[] = [
  {
    name: 'a branch whose name runs a command in PowerShell',
    code,
    line: 'Look twice: besides ASCII letters, digits, blanks and ._/@:=+,#()- the names of this run have U+2019, U+003B, U+2018.',
    lacks: /pool update/,
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/a’;ni(‘x’);’b' } },
  },
  {
    name: 'a branch whose name has what looks like a blank, and an a of another alphabet',
    code,
    line: ' the names of this run have U+2800, U+0430.',
    lacks: /pool update/,
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/m\u2800\u0430in' } },
  },
  {
    name: 'a branch whose name is ordinary: the command to paste',
    code,
    line: `  confluent iam pool update pool-a --provider op-… --filter '${REPOSITORY} && claims.ref == "refs/heads/fix/#12,(a)+b" && ${GUARD}'`,
    lacks: /Look twice/,
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/fix/#12,(a)+b' } },
  },
];

const NO_REF = 'this run has no ref: a release or a deployment of a commit';

/** A release, or the deployment of a bare commit. */
const WITHOUT_REF: Misconfiguration[] = ['release', 'deployment'].flatMap((event) => [
  {
    name: `a ${event} without a ref`,
    code,
    line: compare({ ref: `(${NO_REF})`, event }),
    lacks: /claims\.(ref|sub) ==|pool update|is not protected/,
    job: { pools: { 'pool-a': REF }, claims: { ref: '', event_name: event, ref_protected: 'false' } },
  },
  {
    name: `a ${event} without a ref, and an environment: what to do`,
    code,
    line: "Run the job on: push: tags, or give it an environment with required reviewers (whether an environment's rules for branches let such a run start is unverified).",
    lacks: /claims\.(ref|sub) ==|pool update|is not protected/,
    job: { pools: { 'pool-a': REF }, claims: { ref: '', event_name: event, environment: 'production' } },
  },
]);

const answered = (code: number, ...errors: object[]): Misconfiguration['prepare'] => {
  return ({ sts }) => sts.next(json(code, { errors }));
};

/** One error that says this. */
const says = (detail: string, code = 401): Misconfiguration['prepare'] =>
  answered(code, { title: 'Unauthorized', detail });

/** Confluent says more than a status. What it does not document is shown, and not interpreted. */
const REPLIES: Misconfiguration[] = [
  {
    name: 'Confluent does not have the new key of GitHub yet, or looks for it in the wrong place',
    code,
    line: 'refresh the JWKS of the identity provider, and check its JWKS URI',
    cause: 'Confluent does not know the key (kid) that signed the ID token',
    prepare: says('KID LOOKUP FAILED'),
  },
  {
    name: 'the JWKS URI of the identity provider is that of another issuer',
    code,
    line: 'compare the issuer and the JWKS URI of the identity provider, letter by letter',
    cause: 'Confluent could not verify the ID token',
    prepare: answered(401, { code: 'JWT_PROCESSING_FAILED' }),
  },
  {
    name: 'the issuer of the identity provider is another one',
    code,
    line: `: The subject token does not verify: the discovery document is of another issuer. (x-request-id: `,
    job: { trusted: 'https://token.actions.githubusercontent.com/octo' },
    prepare: () => {},
  },
  {
    name: 'an IP filter of the organisation keeps the runner out',
    code,
    line: compare({}),
    cause: 'An IP filter of Confluent refused the runner',
    prepare: says('Access is denied by an IP filter.', 403),
  },
  {
    name: 'the reply says that the claims do not satisfy the filter',
    code,
    line: `The claims do not satisfy the filter of identity pool pool-a. (x-request-id: `,
    job: { pools: { 'pool-a': REF }, claims: { repository_id: '778899' } },
    prepare: () => {},
  },
  {
    name: 'the reply says that the pool does not exist',
    code,
    line: 'with status 400: Bad Request: Identity pool pool-of-another-organisation does not exist. (',
    inputs: { 'identity-pool-id': 'pool-of-another-organisation' },
    prepare: () => {},
  },
  {
    name: 'the reply names the pool as the parameter that is wrong',
    code,
    line: 'with status 400: Bad Request (parameter identity_pool_id).',
    cause: 'The pool or the URL may not exist: check that pool-a is a pool of this organisation',
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
    name: 'nothing is at the path of the API',
    code,
    line: 'with status 404. (x-request-id: none)',
    cause:
      'The pool or the URL may not exist: check that pool-a is a pool of this organisation and was not deleted, and the input endpoint (it is https://api.confluent.cloud).',
    prepare: ({ sts }) => sts.next(status(404)),
  },
  {
    name: 'the lifetime is more than Confluent grants',
    code,
    line: ' (x-request-id: ',
    cause:
      'Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is 900).',
    job: { cap: 600 },
    prepare: () => {},
  },
  {
    name: 'JSON with a message alone, as gateways send it',
    code,
    line: 'A gateway may have answered in place of Confluent. If the filter of the pool refused it: ',
    prepare: ({ sts }) => sts.next(json(403, { message: 'Access denied by policy 12.' })),
  },
  ...(
    [
      ['a trial that has ended', 'Your free trial has expired.', 401],
      [
        'the filter, with the issuer in it',
        'Filter claims.iss == "https://token.actions.githubusercontent.com" is not satisfied.',
        401,
      ],
      ['an identity claim that is not there', 'Identity claim claims.email not found.', 401],
      ['a pool that is disabled', 'The identity pool is disabled.', 403],
      ['a role that is missing', 'User:pool-a lacks the role that this operation needs.', 403],
      ['a bill', 'Payment is required.', 402],
      ['the method', 'Method not allowed.', 405],
    ] as const
  ).map(([name, detail, code]) => ({
    name: `the reply speaks of ${name}: its words are shown, and not interpreted`,
    code: 'CONFLUENT_REFUSED',
    line: `with status ${code}: Unauthorized: ${detail} (x-request-id: none)`,
    prepare: says(detail, code),
  })),
];

const text: Reply = status(401, { headers: { 'content-type': 'text/plain' }, body: 'Blocked.\n' });
const page = (code: number, remote: string) =>
  ` answered ${code} with a page that is not in ${remote}'s form: a proxy, firewall or gateway may have answered.`;

/** Somebody between the runner and the remote has answered. */
const STRANGERS: Misconfiguration[] = [
  ...(([400, 403, 404, 413] as const).map((status) => ({
    name: `a proxy answers ${status} with a page, in place of Confluent`,
    code,
    line: `api.confluent.cloud${page(status, 'Confluent')}`,
    lacks: /filter of the pool|pool update|claims\./,
    prepare: ({ sts }) => sts.next(html(status)),
  })) satisfies Misconfiguration[]),
  {
    name: 'a proxy answers 401 with text, in place of Confluent: the proxy is named',
    code,
    line: 'Check the way from the runner to api.confluent.cloud, through the proxy 127.0.0.1:',
    lacks: /filter of the pool|pool update|claims\./,
    prepare: ({ sts }) => sts.next(text),
  },
  {
    name: 'a proxy answers 403 with a page, in place of GitHub',
    code: 'GITHUB_REFUSED',
    line: page(403, 'GitHub'),
    lacks: /id-token: write/,
    prepare: ({ github }) => github.next(html(403)),
  },
  {
    name: 'GitHub says why it refuses',
    code: 'GITHUB_REFUSED',
    line: "GitHub refused to issue an ID token: status 403: Your IP address is not on the list. Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.",
    prepare: ({ github }) => github.next(json(403, { message: 'Your IP address is not on the list.' })),
  },
];

/** The same with both forms of `sub`, where the row itself does not say which. */
const inBothForms = (given: Misconfiguration): Misconfiguration[] =>
  given.isNew === undefined
    ? [given, { ...given, name: `${given.name} (immutable sub)`, isNew: true }]
    : [given];

/** What Confluent refuses. */
export const POOLS: readonly Misconfiguration[] = [
  ...FILTERS,
  ...NAMES,
  ...WITHOUT_REF,
  ...REPLIES,
  ...STRANGERS,
].flatMap(inBothForms);

import { type Claims, GITHUB_ISSUER } from '../servers/github.ts';
import { type Answer, html, json } from '../servers/http.ts';
import type { Misconfiguration } from './misconfiguration.ts';

const AUD = 'claims.aud == "https://api.confluent.cloud"';
const GUARD = 'claims.event_name != "pull_request_target"';
const REPOSITORY = `${AUD} && claims.repository_id == "456789"`;
/** The filter of README. */
const REF = `${REPOSITORY} && claims.ref == "refs/heads/main" && ${GUARD}`;
const SUB = `${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${GUARD}`;
const ENVIRONMENT = `${REPOSITORY} && claims.environment == "production" && ${GUARD}`;

/** A run whose ref is not the branch that people think of. */
const elsewhere = (what: string, claims: Claims): Scene => ({
  claims: { ref_protected: 'false', ...claims },
  condition: `If the filter names a branch: ref (${claims.ref}) is ${what}, which it does not match.`,
});
const forPullRequest = (more: Claims = {}) =>
  elsewhere('that of an open pull request', {
    ref: 'refs/pull/7/merge',
    event_name: 'pull_request',
    ...more,
  });
const QUEUED = 'refs/heads/gh-readonly-queue/main/pr-7-0abc';
const forQueue = (more: Claims = {}) =>
  elsewhere('that of an entry of a merge queue', { ref: QUEUED, event_name: 'merge_group', ...more });
const forTag = (more: Claims = {}) =>
  elsewhere('a tag', { ref: 'refs/tags/v1.2.3', ref_type: 'tag', ...more });
const onDefaultBranch = (event: string): Scene => ({
  filter: `${REPOSITORY} && claims.event_name in ["push"]`,
  claims: { event_name: event },
  condition: `If the filter lists events: ${event} runs on the default branch, whoever has caused it.`,
});
const namesAud = (aud: string) =>
  `If the filter names aud: here it is ${aud}, and the two must be the same letter by letter, a slash at the end included.`;

/** A refusal of Confluent, of a run that is a push to main unless told. */
interface Scene extends Omit<Partial<Misconfiguration>, 'name' | 'inputs' | 'also'> {
  /** The filter of the pool; that of README unless told. */
  readonly filter?: string;
  readonly claims?: Claims;
  readonly inputs?: Record<string, string>;
  readonly also?: string | readonly string[];
  readonly condition?: string;
}

/** By the name of each. */
type Scenes = Readonly<Record<string, Scene>>;

/** The annotation says what to compare, and no more; what else is true of the run stands beside the claims. */
function told(
  name: string,
  { filter = REF, claims = {}, condition, also = [], ...scene }: Scene,
): Misconfiguration {
  const conditions = condition ? [condition] : [];
  return {
    name,
    code: 'CONFLUENT_REFUSED',
    line: compare(claims, scene.inputs?.audience),
    ...scene,
    conditions,
    also: conditions.concat(also),
    job: { pools: { 'pool-a': filter }, claims, ...scene.job },
  };
}

function compare(claims: Claims, audience?: string): string {
  const { repository_id: id = '456789', environment = '(none)', event_name: event = 'push' } = claims;
  const ref = claims.ref === '' ? `(${NO_REF})` : (claims.ref ?? 'refs/heads/main');
  const own = audience === '' ? 'https://github.com/octo-org' : `${audience} (input audience)`;
  const aud = audience === undefined ? 'https://api.confluent.cloud' : own;
  return `If the filter of the pool refused it: it must be true for repository_id ${id}, ref ${ref}, environment ${environment}, event_name ${event}, aud ${aud}. See the group "How to fix the identity pool" in the log of this step.`;
}

const NO_REF = 'this run has no ref: a release or a deployment of a commit';

/** The pool's filter and the run do not fit together; Confluent says no more than 401. The ordinary ones first. */
const FILTERS: Scenes = {
  'the placeholder 456789 is left in the filter': { claims: { repository_id: '778899' } },
  'the default branch is master': { claims: { ref: 'refs/heads/master' } },
  'the run is dispatched from a feature branch': {
    claims: { ref: 'refs/heads/feature', event_name: 'workflow_dispatch' },
    lacks: /is not protected/,
  },
  'the branch is not protected': {
    claims: { ref: 'refs/heads/topic', ref_protected: 'false' },
    also: 'This branch is not protected, so whoever can push to the repository can use what its filter admits.',
  },
  'the branch is not protected, and the job has an environment': {
    claims: { ref: 'refs/heads/topic', ref_protected: 'false', environment: 'staging' },
    also: 'can use what its filter admits (unless the rules of the environment restrict branches and tags).',
  },
  'the filter names an environment, and the job has none': { filter: ENVIRONMENT },
  'the filter names an environment, and that of the job is another': {
    filter: ENVIRONMENT,
    claims: { environment: 'Production' },
  },
  'the filter names the sub of a branch, and the job has an environment': {
    filter: SUB,
    claims: { environment: 'production' },
  },
  'the filter names the immutable form of sub, and the repository has the old one': {
    filter: `${AUD} && claims.sub == "repo:octo-org@1/octo-repo@2:ref:refs/heads/main"`,
    isNew: false,
  },
  'the filter names the old form of sub, and the repository has the immutable one': {
    filter: SUB,
    isNew: true,
  },
  'the filter names a default sub, and the organisation has customised it': {
    filter: SUB,
    claims: { sub: 'repository_owner:octo-org:workflow:deploy' },
    isNew: false,
  },
  'the filter is still the empty one of a new pool': {
    filter: '',
    also: '  confluent iam pool describe pool-a --provider op-…',
  },
  'the filter names a claim that GitHub does not have': { filter: `${AUD} && claims.absent == "x"` },
  'the filter compares a claim that the log did not show before': {
    filter: `${REF} && claims.workflow == "Deploy"`,
    also: '  workflow             deploy',
  },
  'the filter is for a branch, and the run is for a tag: who else can use its filter': {
    ...forTag(),
    also: 'These filters are for tags: whoever can push a tag that begins so can use them.',
  },
  'the filter for tags is right, and the id in it is another': {
    filter: `${REPOSITORY} && claims.ref.startsWith("refs/tags/v")`,
    ...forTag({ repository_id: '778899' }),
  },
  'the filter is for a branch, and the run is for a tag without letters, which is not protected': {
    ...forTag({ ref: 'refs/tags/2026.1' }),
    also: [
      `  ${REPOSITORY} && claims.ref == "refs/tags/2026.1" && ${GUARD}`,
      'This tag is not protected, so whoever can push to the repository',
    ],
    lacks: /begins so/,
  },
  'the identity provider is for github.com, and the run is on GitHub Enterprise Server': {
    job: { issuer: 'https://github.corp.example/_services/token', trusted: GITHUB_ISSUER },
    condition:
      'If the provider of the pool is for https://token.actions.githubusercontent.com: iss is https://github.corp.example/_services/token here, and the provider of the pool must have exactly this issuer.',
  },
  'the identity provider has a slash at the end of its issuer': {
    job: { trusted: `${GITHUB_ISSUER}/` },
    also: 'the issuer of its provider exactly https://token.actions.githubusercontent.com, and its JWKS current.',
  },
  'the pool is for deployments, and the run is for an open pull request, which has no pool yet': {
    ...forPullRequest(),
    also: [
      'For open pull requests use a pool of its own, with roles that only read, because whoever can push a branch can change what runs.',
      `  confluent iam pool create pull-requests --provider op-… --identity-claim claims.sub --filter '${REPOSITORY} && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"'`,
    ],
    lacks: /pool update|\(OLD\)|is not protected/,
  },
  'the filter for pull requests is right, and the id in it is another': {
    filter: `${REPOSITORY} && claims.ref.startsWith("refs/pull/")`,
    ...forPullRequest({ repository_id: '778899' }),
    lacks: /pool update|\(OLD\)/,
  },
  'the filter is for open pull requests, and the run is for one that was merged': {
    filter: `${REPOSITORY} && claims.ref.startsWith("refs/pull/")`,
    claims: { event_name: 'pull_request', base_ref: 'main', head_ref: 'topic' },
    condition: 'If the filter names refs/pull/: this pull request is closed, and ref is refs/heads/main.',
  },
  'the filter excludes pull_request_target, and the run is for one': {
    claims: { event_name: 'pull_request_target' },
    condition:
      'If the filter excludes pull_request_target, as each of ours does: such a run may run code from a fork, so use pull_request, or push after the merge.',
    also: 'No filter is offered for these claims.',
    lacks: /iam pool update|iam pool create/,
  },
  'the filter lists events, and the run is of issue_comment': onDefaultBranch('issue_comment'),
  'the filter lists events, and the run is of workflow_run': onDefaultBranch('workflow_run'),
  'the filter names a branch, and the run is for its merge queue, to which nobody can push': {
    ...forQueue(),
    lacks: /is not protected|for tags/,
  },
  'the filter for the queue is right, and the id in it is another': {
    filter: `${REPOSITORY} && claims.event_name == "merge_group"`,
    ...forQueue({ repository_id: '778899' }),
  },
  'the filter names the repository of a reusable workflow, not that of its caller': {
    filter: `${AUD} && claims.repository == "octo-org/pipelines"`,
    claims: { job_workflow_ref: 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main' },
    condition:
      'If the filter names repository, ref or sub: this job is in a reusable workflow of another repository, and these claims are those of its caller, so filter by the caller.',
  },
  'a local reusable workflow, and the filter names the one that was triggered': {
    filter: `${REPOSITORY} && claims.job_workflow_ref.endsWith("deploy.yml@refs/heads/main")`,
    claims: { job_workflow_ref: 'octo-org/octo-repo/.github/workflows/shared.yml@refs/heads/main' },
    condition:
      'If the filter names a workflow: this job is in octo-org/octo-repo/.github/workflows/shared.yml@refs/heads/main.',
  },
  'the step asks for an audience that the filter does not have': {
    inputs: { audience: 'confluent' },
    condition: namesAud('confluent'),
  },
  'the filter has the own audience, and the branch is another': {
    filter: 'claims.aud == "confluent" && claims.ref == "refs/heads/main"',
    claims: { ref: 'refs/heads/topic' },
    inputs: { audience: 'confluent' },
    condition: namesAud('confluent'),
  },
  'the step asks for the audience with a slash at its end': {
    inputs: { audience: 'https://api.confluent.cloud/' },
    condition: namesAud('https://api.confluent.cloud/'),
  },
  "the audience is empty, so that it is GitHub's own": {
    inputs: { audience: '' },
    condition: namesAud("https://github.com/octo-org, GitHub's own, since the input audience is empty"),
  },
  'the id is that of the identity provider': {
    inputs: { 'identity-pool-id': 'op-abc123' },
    cause: 'identity-pool-id begins with op-, so it is the id of an identity provider',
    also: '##[warning]identity-pool-id begins with op-, so it is the id of an identity provider',
  },
  'the id is that of a service account': {
    inputs: { 'identity-pool-id': 'sa-abc123' },
    cause: 'identity-pool-id does not begin with pool-, as the ids of identity pools do',
    also: '##[warning]identity-pool-id does not begin with pool-, as the ids of identity pools do',
  },
  'the endpoint is not that of Confluent: a Kafka REST endpoint, say': {
    claims: { ref: 'refs/heads/topic' },
    inputs: { endpoint: 'https://pkc-1.example' },
    condition:
      'If it is no API of Confluent: the input endpoint is https://pkc-1.example, so another server may have answered.',
  },
  'there is no pool yet, and the id is made up: the claims are shown': {
    inputs: { 'identity-pool-id': 'pool-none' },
    also: '  repository_id        456789',
  },
};

/** Branches whose names are more than they seem: git allows them. */
const NAMES: Scenes = {
  'a branch whose name runs a command in PowerShell': {
    claims: { ref: 'refs/heads/a’;ni(‘x’);’b' },
    also: 'Look twice: besides ASCII letters, digits, blanks and ._/@:=+,#()- the names of this run have U+2019, U+003B, U+2018.',
    lacks: /pool update/,
  },
  'a branch whose name has what looks like a blank, and an a of another alphabet': {
    claims: { ref: 'refs/heads/m\u2800\u0430in' },
    also: ' the names of this run have U+2800, U+0430.',
    lacks: /pool update/,
  },
  'a branch whose name is ordinary: the command to paste': {
    claims: { ref: 'refs/heads/fix/#12,(a)+b' },
    also: [
      'This command, for bash or zsh, sets the first one. It replaces the whole filter: to keep the runs that it admits now, join the two as (OLD) || (NEW).',
      `  confluent iam pool update pool-a --provider op-… --filter '${REPOSITORY} && claims.ref == "refs/heads/fix/#12,(a)+b" && ${GUARD}'`,
    ],
    lacks: /Look twice/,
  },
};

/** A release, or the deployment of a bare commit. */
const withoutRef = (event: string, more: Claims = {}): Scene => ({
  claims: { ref: '', event_name: event, ref_protected: 'false', ...more },
  condition: `If the filter names ref or sub: ${NO_REF}.`,
  also: "Run the job on: push: tags, or give it an environment with required reviewers (whether an environment's rules for branches let such a run start is unverified).",
  lacks: /claims\.(ref|sub) ==|pool update|is not protected/,
});
const deploying = { environment: 'production' };
const WITHOUT_REF: Scenes = {
  'a release without a ref': withoutRef('release'),
  'a release without a ref, and with an environment': withoutRef('release', deploying),
  'a deployment without a ref': withoutRef('deployment'),
  'a deployment without a ref, and with an environment': withoutRef('deployment', deploying),
};

const answer = (status: number, body: object): Answer => {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
};
const errors = (status: number, ...all: object[]) => answer(status, { errors: all });
const says = (detail: string, status = 401) => errors(status, { title: 'Unauthorized', detail });
/** What Confluent does not document is not interpreted. */
const shown = (detail: string, status: number): Scene => ({
  answer: says(detail, status),
  also: `with status ${status}: Unauthorized: ${detail} (x-request-id: none)`,
});
/** The decision of the fake with its words. */
const prepare = () => {};

/** Confluent says more than a status. What it does not document is shown, and not interpreted. */
const REPLIES: Scenes = {
  'Confluent does not have the new key of GitHub yet, or looks for it in the wrong place': {
    answer: says('KID LOOKUP FAILED'),
    cause:
      'Confluent does not know the key (kid) that signed the ID token: refresh the JWKS of the identity provider, and check its JWKS URI.',
  },
  'the JWKS URI of the identity provider is that of another issuer': {
    answer: errors(401, { code: 'JWT_PROCESSING_FAILED' }),
    cause:
      'Confluent could not verify the ID token: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss (https://token.actions.githubusercontent.com) and the jwks_uri in its /.well-known/openid-configuration.',
  },
  'the issuer of the identity provider is another one': {
    job: { trusted: `${GITHUB_ISSUER}/octo` },
    prepare,
    also: ': The subject token does not verify: the discovery document is of another issuer. (x-request-id: ',
  },
  'an IP filter of the organisation keeps the runner out': {
    answer: says('Access is denied by an IP filter.', 403),
    cause:
      'An IP filter of Confluent refused the runner: compare its address with the IP filters of the organisation.',
  },
  'the reply says that the claims do not satisfy the filter': {
    claims: { repository_id: '778899' },
    prepare,
    also: 'The claims do not satisfy the filter of identity pool pool-a. (x-request-id: ',
  },
  'the reply says that the pool does not exist': {
    inputs: { 'identity-pool-id': 'pool-of-another-organisation' },
    prepare,
    also: 'with status 400: Bad Request: Identity pool pool-of-another-organisation does not exist. (',
  },
  'the reply names the pool as the parameter that is wrong': {
    answer: errors(400, { title: 'Bad Request', source: { parameter: 'identity_pool_id' } }),
    cause: 'The pool or the URL may not exist: check that pool-a is a pool of this organisation',
    also: 'with status 400: Bad Request (parameter identity_pool_id).',
  },
  'the reply points at the ID token': {
    answer: errors(400, { title: 'Bad Request', source: { pointer: '/subject_token' } }),
    also: 'with status 400: Bad Request (pointer /subject_token).',
  },
  'the reply has several errors': {
    answer: errors(
      403,
      { title: 'Forbidden', detail: 'The first of two.' },
      { title: 'Forbidden', detail: 'The second of two.', code: 'pool_2' },
    ),
    also: ['Errors in the reply:', '  Forbidden: The second of two. (code pool_2)'],
  },
  'nothing is at the path of the API': {
    answer: { status: 404 },
    cause:
      'The pool or the URL may not exist: check that pool-a is a pool of this organisation and was not deleted, and the input endpoint (it is https://api.confluent.cloud).',
    also: 'with status 404. (x-request-id: none)',
  },
  'the lifetime is more than Confluent grants': {
    job: { cap: 600 },
    prepare,
    line: ' (x-request-id: ',
    cause:
      'Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is 900).',
    lacks: /filter|aud |\[group\]/,
  },
  'JSON with a message alone, as gateways send it': {
    answer: answer(403, { message: 'Access denied by policy 12.' }),
    also: 'A gateway may have answered in place of Confluent. If the filter of the pool refused it: ',
  },
  'the reply speaks of a trial that has ended': shown('Your free trial has expired.', 401),
  'the reply speaks of the filter, with the issuer in it': shown(
    `Filter claims.iss == "${GITHUB_ISSUER}" is not satisfied.`,
    401,
  ),
  'the reply speaks of an identity claim that is not there': shown(
    'Identity claim claims.email not found.',
    401,
  ),
  'the reply speaks of a pool that is disabled': shown('The identity pool is disabled.', 403),
  'the reply speaks of a role that is missing': shown(
    'User:pool-a lacks the role that this operation needs.',
    403,
  ),
  'the reply speaks of a bill': shown('Payment is required.', 402),
  'the reply speaks of the method': shown('Method not allowed.', 405),
};

const page = (code: number, remote: string) =>
  ` answered ${code} with a page that is not in ${remote}'s form: a proxy, firewall or gateway may have answered.`;

/** Somebody between the runner and Confluent has answered. */
const stranger = (status: number, body = '<html>Blocked.</html>'): Scene => ({
  line: `api.confluent.cloud${page(status, 'Confluent')} Check the way from the runner to api.confluent.cloud, through the proxy 127.0.0.1:`,
  lacks: /filter of the pool|pool update|claims\./,
  answer: { status, body },
});
const STRANGERS: Scenes = {
  'a proxy answers 400 with a page, in place of Confluent: it is named': stranger(400),
  'a proxy answers 401 with text, in place of Confluent: it is named': stranger(401, 'Blocked.\n'),
  'a proxy answers 403 with a page, in place of Confluent: it is named': stranger(403),
  'a proxy answers 404 with a page, in place of Confluent: it is named': stranger(404),
  'a proxy answers 413 with a page, in place of Confluent: it is named': stranger(413),
};

const GITHUB: Scenes = {
  'a proxy answers 403 with a page, in place of GitHub': {
    code: 'GITHUB_REFUSED',
    line: page(403, 'GitHub'),
    lacks: /id-token: write/,
    prepare: ({ github }) => github.next(html(403)),
  },
  'GitHub says why it refuses': {
    code: 'GITHUB_REFUSED',
    line: "GitHub refused to issue an ID token: status 403: Your IP address is not on the list. Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.",
    prepare: ({ github }) => github.next(json(403, { message: 'Your IP address is not on the list.' })),
  },
};

const KINDS = [FILTERS, NAMES, WITHOUT_REF, REPLIES, STRANGERS, GITHUB];

/** The names of one scene of each kind. */
export const FIRST_OF_EACH_KIND: readonly string[] = KINDS.flatMap((kind) => Object.keys(kind).slice(0, 1));

const inOneForm = KINDS.flatMap((kind) => Object.entries(kind)).map(([name, scene]) => told(name, scene));

/** What Confluent and GitHub refuse, with both forms of `sub` where the scene itself does not say which. */
export const POOLS_IN_BOTH_FORMS: readonly Misconfiguration[] = [
  ...inOneForm,
  ...inOneForm
    .filter(({ isNew }) => isNew === undefined)
    .map((given) => ({ ...given, name: `${given.name} (immutable sub)`, isNew: true })),
];

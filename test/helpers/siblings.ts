import { poolOf } from '../servers/cel.ts';
import { type Claims, immutableSub, plainSub } from '../servers/github.ts';

/** The form of `sub`; a customised one is the same for the whole organisation. */
export type SubForm = 'plain' | 'immutable' | 'custom';

/** What of a workflow run its ID token tells. */
export interface Run {
  readonly event: string;
  readonly ref: string;
  readonly environment?: string | undefined;
  /** `owner/name`, and the two ids. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  readonly form: SubForm;
  /** The workflow that holds the job, `owner/repo/path@ref`; that of the run unless told. */
  readonly jobWorkflow?: string | undefined;
  readonly audience: string;
}

/** A push to main, as the pages have it. */
export const PUSH: Run = {
  event: 'push',
  ref: 'refs/heads/main',
  repository: 'octo-org/orders',
  repositoryId: '456789',
  ownerId: '123456',
  form: 'plain',
  audience: 'https://api.confluent.cloud',
};

/** The claims that GitHub would write for it. */
export function claimsOf(run: Run): Claims {
  const { event, ref, environment, repository, repositoryId, ownerId, audience, jobWorkflow } = run;
  const workflow = `${repository}/.github/workflows/deploy.yml@${ref}`;
  const claims: Claims = {
    iss: 'https://token.actions.githubusercontent.com',
    aud: audience,
    repository,
    repository_id: repositoryId,
    repository_owner: repository.split('/')[0] as string,
    repository_owner_id: ownerId,
    ref,
    event_name: event,
    workflow_ref: workflow,
    job_workflow_ref: jobWorkflow ?? workflow,
    runner_environment: 'github-hosted',
    ...(environment === undefined ? {} : { environment }),
  };
  return { ...claims, sub: subOf(run.form, claims) };
}

function subOf(form: SubForm, claims: Claims): string {
  if (form === 'custom') return `repository_owner:${claims.repository_owner}`;
  return form === 'plain' ? plainSub(claims) : immutableSub(claims);
}

/** Another run, and why no filter for the first one may admit it. */
export interface Sibling {
  readonly name: string;
  readonly claims: Claims;
}

/** How another run differs. */
type Change = [name: string, change: Partial<Run>];

/** @returns runs that differ from this one, none of which a filter written for it may admit */
export function siblingsOf(run: Run): Sibling[] {
  const changes = [...targets(run), ...repositories(run), ...places(run)];
  const siblings = changes.map(([name, change]) => ({ name, claims: claimsOf({ ...run, ...change }) }));
  // What `sub` such a run has is not known, so it may be any.
  const sub = claimsOf(run).sub as string;
  const target = { ...claimsOf({ ...run, event: 'pull_request_target' }), sub };
  return [...siblings, { name: 'pull_request_target with the same sub', claims: target }];
}

/** A fork's code may run with the claims of the base branch. */
function targets({ ref }: Run): Change[] {
  return [...new Set([ref, 'refs/heads/main', 'refs/pull/9/merge'])].map((other) => [
    `pull_request_target on ${other}`,
    { event: 'pull_request_target', ref: other },
  ]);
}

function repositories({ repository, repositoryId }: Run): Change[] {
  const [owner, name] = repository.split('/');
  return [
    ['another repository', { repository: `${owner}/${name}2`, repositoryId: `${repositoryId}2` }],
    [
      'a repository of somebody else',
      { repository: `mallory/${name}`, repositoryId: '99', ownerId: '98', jobWorkflow: undefined },
    ],
    ['another audience', { audience: 'https://github.com/octo-org' }],
  ];
}

/** Names of siblings that only a rule on the branches of the environment keeps out. */
export const BY_PLACE = 'elsewhere: ';

function places(run: Run): Change[] {
  const { ref, environment, event } = run;
  const branches = ['other', 'main2', 'main/x', 'refs/pull/7/merge', 'gh-readonly-queue/other/pr-7-0abc'];
  const others = [...branches.map((name) => `refs/heads/${name}`), ...otherTags(ref)];
  const away = others.filter((other) => other !== ref);
  const names =
    environment === undefined ? [] : ['other', `${environment}2`, environment.slice(1), '', undefined];
  const pulls = ref.startsWith('refs/pull/') ? [] : ['pull_request', 'pull_request_review', event];
  return [
    ...away.flatMap((other): Change[] => [
      [`${BY_PLACE}${other}`, { ref: other }],
      [`${BY_PLACE}${other}, merged`, { ref: other, event: 'pull_request' }],
    ]),
    ...names
      .filter((other) => other !== environment)
      .map((other): Change => [`the environment ${JSON.stringify(other)}`, { environment: other }]),
    ...pulls.map(
      (name): Change => [`an open pull request (${name})`, { event: name, ref: 'refs/pull/9/merge' }],
    ),
  ];
}

/** Tags of another kind than this ref, if it is a tag. A tag without letters, or without digits, is its own kind. */
function otherTags(ref: string): string[] {
  const tag = /^refs\/tags\/(.*)$/s.exec(ref)?.[1];
  if (tag === undefined) return ['refs/tags/main', 'refs/tags/v1'];
  const isKind = /^\D*\p{L}\D*\d/u.test(tag);
  return [
    `refs/heads/${tag}`,
    `refs/tags/~${tag}`,
    'refs/tags/zzz-1',
    ...(isKind ? [] : [`${ref}2`, `${ref}-2`]),
  ];
}

/** Siblings that are admitted all the same; none, if the filter is good. */
export function admitted(filter: string, siblings: readonly Sibling[]): string[] {
  const admits = poolOf(filter);
  return siblings.filter(({ claims }) => admits(claims)).map(({ name }) => name);
}

/** Claims that are text, as all of GitHub's are. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** What the `ref` of a run stands for. The event does not tell: the run for a merged pull request has that of a branch. */
export type Place = 'nothing' | 'pull request' | 'tag' | 'queue' | 'branch';

/** What the `ref` of every open pull request begins with. */
export const PULL_REQUEST = 'refs/pull/';

/** The start that all entries of a merge queue share; an entry is `gh-readonly-queue/BRANCH/pr-NUMBER-SHA`. */
const QUEUE = /^refs\/heads\/gh-readonly-queue\/.+\/(?=pr-\d+-[^/]*$)/s;

export function placeOf({ ref = '' }: Texts): Place {
  if (ref === '') return 'nothing';
  if (ref.startsWith(PULL_REQUEST)) return 'pull request';
  if (ref.startsWith('refs/tags/')) return 'tag';
  return QUEUE.test(ref) ? 'queue' : 'branch';
}

/** The start that refs of the same kind share; undefined for a ref that stands for itself alone, as a branch does. */
export function kindOf(ref: string): string | undefined {
  if (ref.startsWith(PULL_REQUEST)) return PULL_REQUEST;
  // A tag is of the kind of all before its first digit, if that has a letter: `v` of `v1.2`.
  const [start, name = ''] = /^refs\/tags\/(\D*)(?=\d)/.exec(ref) ?? [];
  return /\p{L}/u.test(name) ? start : QUEUE.exec(ref)?.[0];
}

/** Whether the job is in another workflow than the one that was triggered. */
export function isReusable({ job_workflow_ref: job, workflow_ref: run }: Texts): boolean {
  const path = (text: string) => text.split('@', 1)[0];
  return job !== undefined && run !== undefined && path(job) !== path(run);
}

/**
 * The format of a `sub`: the default one before July 2026, the one since, or one that somebody has chosen.
 * A colon within a value is written `%3A`.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
export function subFormat(sub: string): 'plain' | 'immutable' | 'custom' {
  const parts = /^repo:([^/:]+)\/([^/:]+):(?:environment:[^:]*|ref:[^:]*|pull_request)$/s.exec(sub);
  if (!parts) return 'custom';
  const haveIds = parts.slice(1).every((name) => /@\d+$/.test(name));
  return haveIds ? 'immutable' : 'plain';
}

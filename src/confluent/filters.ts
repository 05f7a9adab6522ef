import { celString } from './filter-text.ts';
import { isReusable, kindOf, PULL_REQUEST, placeOf, subFormat, type Texts } from './run-kinds.ts';

/** Runs of this event have the claims of the base branch, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';
const NO_PULL_REQUEST = `!claims.ref.startsWith("${PULL_REQUEST}")`;

/**
 * Filters that a run with these claims satisfies. They admit no `pull_request_target`, no other repository or
 * environment, no tag that begins otherwise, and no open pull request unless this is one. Only the filter by the
 * environment alone admits another branch.
 */
export function filtersFor(claims: Texts): [label: string, filter: string][] {
  const event = eventCondition(claims);
  if (claims.aud === undefined || claims.ref === undefined || event === undefined) return [];
  const offered = candidates(claims).filter(([isGood]) => isGood);
  return offered.map(([, label, conditions]) => [
    label,
    [equal(claims, 'aud'), ...conditions, event].join(' && '),
  ]);
}

function candidates(claims: Texts): [isGood: boolean, label: string, conditions: readonly string[]][] {
  const { sub = '', ref = '', repository_id: id, environment } = claims;
  // No ref is that of a deployment of any commit.
  const hasRef = ref !== '';
  const byIds = id !== undefined && hasRef;
  const job = [equal(claims, 'repository_id')];
  if (environment !== undefined) job.push(equal(claims, 'environment'));
  const place = kindCondition(claims, 'ref', '');
  const noPullRequest = placeOf(claims) === 'pull request' ? [] : [NO_PULL_REQUEST];
  // With an environment or `pull_request` at its end, `sub` says nothing of the ref.
  const besideSub = sub.endsWith(`:ref:${ref}`) ? [] : [place];
  return [
    [byIds, 'By ids, which stay the same after a rename:', [...job, place]],
    [
      byIds && isReusable(claims),
      'The same, for this reusable workflow alone:',
      [...job, place, kindCondition(claims, 'job_workflow_ref', '@')],
    ],
    [
      id !== undefined && environment !== undefined,
      'By the environment alone, only if the environment restricts its branches:',
      [...job, ...noPullRequest],
    ],
    [hasRef && subFormat(sub) !== 'custom', 'By sub:', [kindCondition(claims, 'sub', ':ref:'), ...besideSub]],
  ];
}

/** The filter of a run for a pull request names its event; any other excludes `pull_request_target`. */
function eventCondition(claims: Texts): string | undefined {
  const { event_name: event } = claims;
  if (event === undefined || event === 'pull_request_target') return undefined;
  const place = placeOf(claims);
  const isForPullRequest = event.startsWith('pull_request') || place === 'pull request' || place === 'queue';
  return isForPullRequest ? equal(claims, 'event_name') : NO_TARGET;
}

function equal(claims: Texts, name: string): string {
  return `claims.${name} == ${celString(claims[name] ?? '')}`;
}

/** Equality; but if the claim ends with the separator and the ref of this run, the start that refs of its kind share. */
function kindCondition(claims: Texts, name: string, separator: string): string {
  const { [name]: value = '', ref = '' } = claims;
  const kind = kindOf(ref);
  if (kind === undefined || !value.endsWith(separator + ref)) return equal(claims, name);
  return `claims.${name}.startsWith(${celString(value.slice(0, -ref.length) + kind)})`;
}

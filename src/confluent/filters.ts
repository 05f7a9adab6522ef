import { celString } from './filter-text.ts';
import { isReusable, kindOf, PULL_REQUEST, placeOf, subForm, type Texts } from './run-kinds.ts';

/** Runs of this event have the claims of the base branch, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';

/** A condition of the pool, with a word on it. */
export interface Filter {
  readonly label: string;
  readonly text: string;
}

type Labelled = readonly [label: string, conditions: readonly string[]];

/**
 * Filters that a run with these claims satisfies. They admit no `pull_request_target`, no other repository or
 * environment, no tag that begins otherwise, and no open pull request unless this is one; nor another branch,
 * but for the filter that says so and leaves that to the environment.
 */
export function filtersFor(claims: Texts): Filter[] {
  const event = eventCondition(claims);
  if (claims.aud === undefined || claims.ref === undefined || event === undefined) return [];
  return [...byIds(claims), ...bySub(claims)].map(([label, conditions]) => ({
    label,
    text: [equal(claims, 'aud'), ...conditions, event].join(' && '),
  }));
}

function byIds(claims: Texts): Labelled[] {
  if (claims.repository_id === undefined) return [];
  const repository = equal(claims, 'repository_id');
  const job = claims.environment === undefined ? [] : [equal(claims, 'environment')];
  const place = [repository, ...job, refCondition(claims)];
  const filters: Labelled[] = [];
  // No ref is that of a deployment of any commit.
  const hasPlace = placeOf(claims) !== 'nothing';
  if (hasPlace) filters.push(['By ids, which stay the same after a rename:', place]);
  if (hasPlace && isReusable(claims)) {
    const workflow = kindCondition(claims, 'job_workflow_ref', '@');
    filters.push(['The same, for this reusable workflow alone:', [...place, workflow]]);
  }
  if (job.length > 0) {
    const noPullRequest =
      placeOf(claims) === 'pull request' ? [] : [`!claims.ref.startsWith("${PULL_REQUEST}")`];
    filters.push([
      'By the environment alone, only if the environment restricts its branches:',
      [repository, ...job, ...noPullRequest],
    ]);
  }
  return filters;
}

/** With an environment or `pull_request` at its end, `sub` says nothing of the ref. */
function bySub(claims: Texts): Labelled[] {
  const { sub, ref } = claims;
  if (sub === undefined || ref === '' || subForm(sub) === 'custom') return [];
  const place = sub.endsWith(`:ref:${ref}`) ? [] : [refCondition(claims)];
  return [['By sub:', [kindCondition(claims, 'sub', ':ref:'), ...place]]];
}

/** A run for a pull request gets its own event; any other must not be `pull_request_target`. */
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

function refCondition(claims: Texts): string {
  return kindCondition(claims, 'ref', '');
}

/** Equality; but if the claim ends with the separator and the ref of this run, the start that refs of its kind share. */
function kindCondition(claims: Texts, name: string, separator: string): string {
  const { [name]: value = '', ref = '' } = claims;
  const kind = kindOf(ref);
  if (kind === undefined || !value.endsWith(separator + ref)) return equal(claims, name);
  return `claims.${name}.startsWith(${celString(value.slice(0, -ref.length) + kind)})`;
}

import { type Case, isPullRequest, isPullRequestTarget, subForm, tagOf, tagPrefix } from './evidence.ts';
import { celString, filterFor, LONGEST_FILTER, shellQuote } from './filter.ts';

/** Far more than Confluent would take; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;

/** Runs of this event have the rights of the repository, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';

/** Filters that the claims of this run satisfy, each with the command that sets it; lines for the log. */
export function filterLines(given: Case): string[] {
  if (isPullRequestTarget(given)) return ['No filter is offered that admits pull_request_target.'];
  return [
    'Filters that this run satisfies. Paste one into the pool, or run its command with the id of your identity provider in place of op-… (confluent iam provider list prints it):',
    'By ids, which stay the same after a rename:',
    ...offer(byIds(given), given),
    'By sub:',
    ...offer(bySub(given), given),
    'The command replaces the whole filter of the pool. To keep the runs that it admits now, join the two: (OLD) || (NEW).',
  ];
}

/** Never without the repository: any repository of the world may ask for any audience. */
function byIds(given: Case): string | undefined {
  if (given.claim('aud') === undefined || given.claim('repository_id') === undefined) return undefined;
  const place = placeOf(given);
  if (place === undefined) return undefined;
  return [filterFor(given.claims, ['aud', 'repository_id']), ...place].join(' && ');
}

/** What of the repository: its environment, its pull requests, its tags of this kind, or this branch. */
function placeOf(given: Case): string[] | undefined {
  const guard = guardOf(given);
  if (given.claim('environment') !== undefined) return [filterFor(given.claims, ['environment']), ...guard];
  if (isPullRequest(given))
    return given.claim('event_name') === undefined ? undefined : [filterFor(given.claims, ['event_name'])];
  const tag = tagOf(given);
  if (tag !== undefined) return [`claims.ref.startsWith(${celString(tagPrefix(tag))})`, ...guard];
  return given.claim('ref') === undefined ? undefined : [filterFor(given.claims, ['ref']), ...guard];
}

/** A `sub` that somebody has customised may be the same for the whole organisation. */
function bySub(given: Case): string | undefined {
  const sub = given.claim('sub');
  if (given.claim('aud') === undefined || sub === undefined || subForm(sub) === 'custom') return undefined;
  const tag = tagOf(given);
  const isTag = tag !== undefined && sub.endsWith(`:ref:${tag}`);
  const condition = isTag
    ? `claims.sub.startsWith(${celString(sub.slice(0, -tag.length) + tagPrefix(tag))})`
    : filterFor(given.claims, ['sub']);
  return [filterFor(given.claims, ['aud']), condition, ...guardOf(given)].join(' && ');
}

/** A filter that names a claim that is absent takes nobody. */
function guardOf(given: Case): string[] {
  const event = given.claim('event_name');
  return event === undefined || isPullRequest(given) ? [] : [NO_TARGET];
}

/** A filter is pasted as it stands, so one that must be cleaned before it is printed is of no use. */
function offer(filter: string | undefined, { show, inputs }: Case): string[] {
  const pool = /^pool-[\w-]+$/.test(inputs.identityPoolId) ? inputs.identityPoolId : 'pool-…';
  const command = `confluent iam pool update ${pool} --provider op-… --filter ${shellQuote(filter ?? '')}`;
  const asItStands = (text: string) => show(text, LONGEST_SHOWN) === text;
  if (filter === undefined || !asItStands(filter) || !asItStands(command))
    return ['  (none can be shown for these claims)'];
  const length = [...filter].length;
  const warning = `  (${length} characters: Confluent may refuse a filter of more than ${LONGEST_FILTER}; filter by fewer or shorter claims.)`;
  return [`  ${filter}`, `  ${command}`, ...(length > LONGEST_FILTER ? [warning] : [])];
}

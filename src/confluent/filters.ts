import type { Redactor } from '../secret.ts';

/** Length of a pool filter that Confluent's API page still gives as the maximum. */
const LONGEST_FILTER = 300;

/** Far more than Confluent would take; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;

/** Runs of this event have the claims of the base branch, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';

const PULL_REQUEST = 'refs/pull/';

/** Of an entry of a merge queue, `gh-readonly-queue/BRANCH/pr-NUMBER-SHA`: all of its queue. */
const QUEUE = /^refs\/heads\/gh-readonly-queue\/.+\/(?=pr-\d+-[^/]*$)/s;

/** Claims that are text, as all of GitHub's are. */
export type Texts = Readonly<Record<string, string | undefined>>;

type Labelled = readonly [label: string, conditions: readonly string[]];

/**
 * Filters that a run with these claims satisfies, each with a word on it. They admit no
 * `pull_request_target`, no other repository, kind of tag or environment, and no open pull request unless this
 * is one; nor another branch, but for the filter that says so and leaves that to the environment.
 */
export function filtersFor(claims: Texts): { readonly label: string; readonly text: string }[] {
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
  const filters: Labelled[] = [['By ids, which stay the same after a rename:', place]];
  if (isReusable(claims)) {
    const workflow = kindCondition(claims, 'job_workflow_ref', '@');
    filters.push(['The same, for this reusable workflow alone:', [...place, workflow]]);
  }
  if (job.length > 0) {
    const noPullRequest = isOpenPullRequest(claims) ? [] : [`!claims.ref.startsWith("${PULL_REQUEST}")`];
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
  if (sub === undefined || subForm(sub) === 'custom') return [];
  const place = sub.endsWith(`:ref:${ref}`) ? [] : [refCondition(claims)];
  return [['By sub:', [kindCondition(claims, 'sub', ':ref:'), ...place]]];
}

/** A run for a pull request gets its own event; any other must not be `pull_request_target`. */
function eventCondition(claims: Texts): string | undefined {
  const { event_name: event } = claims;
  if (event === undefined || event === 'pull_request_target') return undefined;
  const isForPullRequest = event.startsWith('pull_request') || isOpenPullRequest(claims) || isQueued(claims);
  return isForPullRequest ? equal(claims, 'event_name') : NO_TARGET;
}

function equal(claims: Texts, name: string): string {
  return `claims.${name} == ${celString(claims[name] ?? '')}`;
}

/** The condition that a filter should have on the ref of this run. */
export function refCondition(claims: Texts): string {
  return kindCondition(claims, 'ref', '');
}

/** Equality; but if the claim ends with the separator and the ref of this run, the start that refs of its kind share. */
function kindCondition(claims: Texts, name: string, separator: string): string {
  const { [name]: value = '', ref = '' } = claims;
  const kind = kindOf(ref);
  if (kind === undefined || !value.endsWith(separator + ref)) return equal(claims, name);
  return `claims.${name}.startsWith(${celString(value.slice(0, -ref.length) + kind)})`;
}

/** What refs of the same kind begin with; undefined for a ref that stands for itself alone, as a branch does. */
function kindOf(ref: string): string | undefined {
  if (ref.startsWith(PULL_REQUEST)) return PULL_REQUEST;
  // Of a tag, all before its first digit, if that has a letter: `v` of `v1.2`.
  const tag = /^refs\/tags\/(\D*)(?=\d)/.exec(ref);
  return tag && /\p{L}/u.test(tag[1] as string) ? tag[0] : QUEUE.exec(ref)?.[0];
}

/** Decided by the ref, not by the event: the run for a pull request that was merged has the ref of a branch. */
export function isOpenPullRequest({ ref = '' }: Texts): boolean {
  return ref.startsWith(PULL_REQUEST);
}

export function isQueued({ ref = '' }: Texts): boolean {
  return QUEUE.test(ref);
}

/** Whether the job is in another workflow than the one that was triggered. */
export function isReusable({ job_workflow_ref: job, workflow_ref: run }: Texts): boolean {
  const path = (text: string) => text.split('@', 1)[0];
  return job !== undefined && run !== undefined && path(job) !== path(run);
}

/**
 * The form of a `sub`: the default one before July 2026, the one since, or one that somebody has chosen.
 * A colon within a value is written `%3A`.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
export function subForm(sub: string): 'plain' | 'immutable' | 'custom' {
  const parts = /^repo:([^/:]+)\/([^/:]+):(?:environment:[^:]*|ref:[^:]*|pull_request)$/s.exec(sub);
  if (!parts) return 'custom';
  return parts.slice(1).every((name) => /@\d+$/.test(name)) ? 'immutable' : 'plain';
}

/** The filters for the log, each alone on its line, and the command that sets the first one. */
export function filterLines(claims: Texts, pool: string, redactor: Redactor): string[] {
  const command = (text: string) =>
    `confluent iam pool update ${pool} --provider op-… --filter ${shellQuote(text)}`;
  // One that must be cleaned before it is printed could not be pasted.
  const isClean = (line: string) => redactor.clean(line, LONGEST_SHOWN) === line;
  const filters = filtersFor(claims).filter(({ text }) => isClean(command(text)));
  const [first] = filters;
  if (!first) {
    const isTarget = claims.event_name === 'pull_request_target';
    return [
      `No filter ${isTarget ? 'is offered that admits pull_request_target' : 'can be shown for these claims'}.`,
    ];
  }
  return [
    'Filters that this run satisfies, to paste into the pool:',
    ...filters.flatMap(({ label, text }) => [label, `  ${text}`, ...warningOf(text)]),
    'This command sets the first one. It replaces the whole filter: to keep the runs that it admits now, join the two as (OLD) || (NEW).',
    `  ${command(first.text)}`,
    '*** in these lines stands for a value that the job stores as a secret: replace it. The place for ids is vars, not secrets.',
  ];
}

function warningOf(filter: string): string[] {
  const length = [...filter].length;
  if (length <= LONGEST_FILTER) return [];
  return [`  (long: ${length} characters; Confluent may refuse a filter of more than ${LONGEST_FILTER})`];
}

/**
 * A string literal of the Common Expression Language, equal to `text` and safe in any log:
 * quotes, backslashes and all that is not visible are escaped.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values
 */
export function celString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(/["\\]/g, '\\$&')
    .replace(/##(?=\[)/g, '#\\u0023')
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, escapeCodePoint);
  return `"${escaped}"`;
}

function escapeCodePoint(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** One word of a POSIX shell that stands for exactly this text, whatever it holds (but a null character). */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

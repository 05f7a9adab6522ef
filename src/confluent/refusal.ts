import { ActionError } from '../errors.ts';
import type { Redactor } from '../secret.ts';
import type { Claims, Refusal } from '../tokens.ts';
import { filterFor, LONGEST_FILTER } from './filter.ts';

/** Far more than Confluent would take; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;

/** The claims that a pool filter can sensibly name. */
export const CLAIMS = [
  'iss',
  'aud',
  'sub',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'ref',
  'environment',
  'workflow_ref',
  'job_workflow_ref',
  'event_name',
  'runner_environment',
] as const;

/** An exchange that Confluent refused, told so that a person can fix the identity pool. */
export interface Explanation {
  readonly error: ActionError;
  /** Lines for the log and the job summary: safe to print, each one line. */
  readonly lines: readonly string[];
}

/**
 * Explains a refusal: what Confluent said, what the ID token holds, and a filter this run would satisfy.
 * @param pool the pool ids of the input
 */
export function explainRefusal(
  refusal: Refusal,
  claims: Claims,
  pool: string,
  redactor: Redactor,
): Explanation {
  return {
    error: new ActionError(
      'CONFLUENT_REFUSED',
      whatConfluentSaid(refusal, pool, redactor),
      remedy(refusal.status),
    ),
    lines: [...claimLines(claims, redactor), ...filterLines(claims, redactor), ...hints(claims)],
  };
}

function whatConfluentSaid(refusal: Refusal, pool: string, redactor: Redactor): string {
  const words = [refusal.title, refusal.detail].filter((word) => word !== undefined);
  const said = words.length === 0 ? '' : `: ${words.map((word) => redactor.clean(word)).join(': ')}`;
  const end = /[.!?…]$/.test(said) ? '' : '.';
  return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(refusal, redactor)})`;
}

/** What Confluent's support can find the request by. */
function idOf({ requestId, errorId }: Refusal, redactor: Redactor): string {
  if (requestId === undefined && errorId !== undefined) return `error id: ${redactor.clean(errorId, 100)}`;
  return `x-request-id: ${requestId === undefined ? 'none' : redactor.clean(requestId, 100)}`;
}

function remedy(status: number): string {
  const pool =
    "check identity-pool-id, and compare the pool's filter and its provider's issuer with the claims of this run, printed above with a filter to paste.";
  if (status === 401) return `Confluent did not accept the ID token: ${pool}`;
  if (status === 404) return `Either the input endpoint or the pool is wrong: ${pool}`;
  return `Fix the identity pool: ${pool}`;
}

function claimLines(claims: Claims, redactor: Redactor): string[] {
  const width = Math.max(...CLAIMS.map((name) => name.length));
  const lines = CLAIMS.map((name) => {
    const value = claims[name];
    return `  ${name.padEnd(width)}  ${redactor.clean(value === undefined ? '(absent)' : value, 500)}`;
  });
  return ['Claims of the ID token that was sent:', ...lines];
}

function filterLines(claims: Claims, redactor: Redactor): string[] {
  const place = typeof claims.environment === 'string' ? 'environment' : 'ref';
  return [
    'A pool filter that this run satisfies:',
    ...filterLine(filterFor(claims, ['aud', 'sub']), redactor),
    'A tighter one, by ids that survive a rename:',
    ...filterLine(filterFor(claims, ['aud', 'repository_id', place]), redactor),
  ];
}

/** A filter is pasted as it stands, so one that must be cleaned before it is printed is of no use. */
function filterLine(filter: string, redactor: Redactor): string[] {
  if (redactor.clean(filter, LONGEST_SHOWN) !== filter) return ['  (none can be shown for these claims)'];
  const length = [...filter].length;
  if (length <= LONGEST_FILTER) return [`  ${filter}`];
  return [
    `  ${filter}`,
    `  (${length} characters: Confluent may refuse a filter of more than ${LONGEST_FILTER}; filter by fewer or shorter claims.)`,
  ];
}

function hints(claims: Claims): string[] {
  const lines: string[] = [];
  if (typeof claims.sub === 'string' && claims.sub.startsWith('repo:')) lines.push(subHint(claims.sub));
  if (typeof claims.ref === 'string' && claims.ref.startsWith('refs/pull/')) {
    lines.push(
      'ref names this one pull request: to accept any, filter by claims.event_name == "pull_request" instead.',
    );
  }
  lines.push(
    "Two more causes: the provider has another issuer than iss, or it has not yet fetched GitHub's keys.",
  );
  return lines;
}

/** @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens */
function subHint(sub: string): string {
  return /^repo:[^/:]+@\d+\/[^/:]+@\d+(:|$)/.test(sub)
    ? 'sub has the immutable form repo:OWNER@ID/REPO@ID:…, as in repositories created, renamed or transferred since July 2026: a filter that compares it with repo:OWNER/REPO:… never matches.'
    : 'sub has the form repo:OWNER/REPO:…: a filter that compares it with the immutable form repo:OWNER@ID/REPO@ID:… does not match; and it changes to that form if the repository is renamed or transferred.';
}

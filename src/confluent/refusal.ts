import { ActionError } from '../errors.ts';
import type { Redactor } from '../secret.ts';
import { type Case, caseOf, type Evidence, isPullRequestTarget } from './evidence.ts';
import { filterLines } from './offers.ts';
import { errorLines, whatConfluentSaid } from './reply.ts';
import { isOnlyExpiresIn, replyCauses } from './reply-causes.ts';
import { ordinaryCauses, rareCauses } from './run-causes.ts';

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

/** An exchange that Confluent refused, told so that a person can fix it. */
export interface Explanation {
  readonly error: ActionError;
  /** What the lines are about. */
  readonly title: string;
  /** Lines for the log and the job summary: safe to print, each one line. */
  readonly lines: readonly string[];
}

/**
 * Explains a refusal: what Confluent said, the likely causes for this run with their fixes, what the ID
 * token holds, and filters that this run would satisfy.
 */
export function explainRefusal(evidence: Evidence, redactor: Redactor): Explanation {
  const given = caseOf(evidence, redactor);
  const message = whatConfluentSaid(given);
  const plain = replyCauses(given);
  if (isOnlyExpiresIn(given)) {
    const error = new ActionError('CONFLUENT_REFUSED', message, plain[0] as string);
    return { error, title: 'How to fix the input expires-in', lines: [...plain, ...errorLines(given)] };
  }
  // What is not there has looked at no claim.
  const isAbsent = given.refusal.status === 404;
  const telling = isAbsent ? plain : [...plain, ...rareCauses(given)];
  const causes = isAbsent ? plain : [...telling, ...ordinaryCauses(given), unseen(given)];
  return {
    error: new ActionError(
      'CONFLUENT_REFUSED',
      message,
      remedy(given, causes[0] as string, telling.length > 0),
    ),
    title: 'How to fix the identity pool',
    lines: [
      'Likely causes, the most likely first:',
      ...causes.map((cause, index) => `  ${index + 1}. ${cause}`),
      ...errorLines(given),
      ...claimLines(given),
      ...filterLines(given),
    ],
  };
}

function unseen({ claim, show }: Case): string {
  const iss = claim('iss');
  return `What this run cannot show: the pool is of another organisation, its provider has an issuer that is not exactly ${iss === undefined ? 'iss' : show(iss)}, or Confluent does not have the current keys of GitHub yet (refresh the JWKS of the provider).`;
}

/** @param isTelling whether something in the reply or rare in this run shows the cause */
function remedy(given: Case, cause: string, isTelling: boolean): string {
  const token = given.refusal.status === 401 ? 'Confluent did not accept the ID token. ' : '';
  const start = isTelling
    ? 'Most likely:'
    : 'Check identity-pool-id, and compare the filter of the pool with the claims of this run. A likely cause:';
  const more = isPullRequestTarget(given) ? '' : ' and filters to paste';
  return `${token}${start} ${cause} More causes, the claims of this run${more} are printed above.`;
}

function claimLines({ claims, show }: Case): string[] {
  const width = Math.max(...CLAIMS.map((name) => name.length));
  const lines = CLAIMS.map((name) => {
    const value = claims[name];
    return `  ${name.padEnd(width)}  ${show(value === undefined ? '(absent)' : value, 500)}`;
  });
  return ['Claims of the ID token that was sent:', ...lines];
}

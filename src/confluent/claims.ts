import type { Redactor } from '../secret.ts';
import type { Claims } from '../tokens.ts';

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

/** What is easily missed in a claim, for the line below it. */
const EASILY_MISSED: Partial<Record<(typeof CLAIMS)[number], string>> = {
  sub: '    (sub may have the form repo:OWNER@ID/REPO@ID:…, which a filter on repo:OWNER/REPO:… does not match)',
  environment:
    '    (environment: NAME of the job puts the environment into sub in place of the ref; a filter that names an environment needs environment: NAME in the job)',
};

/** The claims of an ID token for the log: safe to print, each on one line. */
export function claimLines(claims: Claims, redactor: Redactor): string[] {
  const width = Math.max(...CLAIMS.map((name) => name.length));
  return CLAIMS.flatMap((name) => {
    const value = claims[name] === undefined ? '(absent)' : redactor.clean(claims[name], 500);
    return [`  ${name.padEnd(width)}  ${value}`, EASILY_MISSED[name] ?? []].flat();
  });
}

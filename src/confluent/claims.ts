import type { Redactor } from '../secret.ts';
import type { Claims } from '../tokens.ts';

/** Claims that are shown only where the token has them. */
const OPTIONAL: readonly string[] = ['workflow', 'base_ref', 'head_ref', 'actor', 'ref_protected'];

/** The claims that a pool filter can sensibly name. */
export const CLAIMS: readonly string[] = [
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
  ...OPTIONAL,
];

/** The claims of an ID token for the log, safe to print. */
export function claimLines(claims: Claims, redactor: Redactor): string[] {
  const width = Math.max(...CLAIMS.map((name) => name.length));
  const isShown = (name: string) => claims[name] !== undefined || !OPTIONAL.includes(name);
  const shown = CLAIMS.filter(isShown);
  return shown.map((name) => {
    const isAbsent = claims[name] === undefined;
    const value = isAbsent ? '(absent)' : redactor.clean(claims[name], 500) || '(empty)';
    return `  ${name.padEnd(width)}  ${value}`;
  });
}

import type { Evidence } from '../../src/confluent/evidence.ts';
import { explainRefusal } from '../../src/confluent/refusal.ts';
import { Redactor } from '../../src/secret.ts';
import type { Claims, Refusal } from '../../src/tokens.ts';

/** Claims of a push to main, as the documentation of GitHub shows them. */
export const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'https://api.confluent.cloud',
  sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  repository: 'octo-org/octo-repo',
  repository_id: '456789',
  repository_owner: 'octo-org',
  repository_owner_id: '123456',
  ref: 'refs/heads/main',
  workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  event_name: 'push',
  runner_environment: 'github-hosted',
  jti: 'not-of-interest',
};

/** A secret that the redactor of `explain` knows. */
export const TOKEN = 'the-id-token-of-this-run';

const CLOUD = 'https://api.confluent.cloud';

/** What differs from a push to main with the default inputs. */
export interface Otherwise extends Partial<Omit<Evidence, 'refusal' | 'claims' | 'inputs'>> {
  readonly inputs?: Partial<Evidence['inputs']>;
}

/** The explanation of a refusal; its causes without their numbers. */
export function explain(refusal: Partial<Refusal> = {}, changed: Claims = {}, more: Otherwise = {}) {
  const redactor = new Redactor(() => {});
  redactor.protect(TOKEN);
  const inputs = { identityPoolId: 'pool-a', expiresIn: 900, endpoint: CLOUD, audience: CLOUD };
  const evidence: Evidence = {
    defaults: { audience: CLOUD, endpoint: CLOUD },
    eventName: 'push',
    ...more,
    inputs: { ...inputs, ...more.inputs },
    refusal: { status: 403, errors: [], ...refusal },
    claims: { ...claims, ...changed },
  };
  const { error, title, lines } = explainRefusal(evidence, redactor);
  const causes = lines.flatMap((line) => /^ {2}\d+\. (.*)$/s.exec(line)?.[1] ?? []);
  return { error, title, lines, causes, all: lines.join('\n') };
}

/** The filters among these lines, as one would copy them. */
export function filtersOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(claims\..*)$/s.exec(line)?.[1] ?? []);
}

/** The commands among these lines, as one would copy them. */
export function commandsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(confluent iam pool update .*)$/s.exec(line)?.[1] ?? []);
}

import { explainRefusal } from '../../src/confluent/refusal.ts';
import { Redactor, Secret } from '../../src/secret.ts';
import type { Claims, Inputs } from '../../src/tokens.ts';

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

/** A reply of Confluent, short. */
export interface Said {
  readonly status?: number;
  /** Members of the errors; `parameter` and `pointer` stand for those of their source. */
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
  readonly requestId?: string | undefined;
}

/** What differs from a push to main with the default inputs. */
export interface Otherwise {
  readonly inputs?: Partial<Pick<Inputs, 'identityPoolId' | 'expiresIn' | 'endpoint' | 'audience'>>;
  /** The text of the reply, in place of the errors. */
  readonly body?: string;
  /** The variable https_proxy. */
  readonly proxy?: string;
}

/** The explanation of a refusal; `likely` are the causes that it names. */
export function explain(said: Said = {}, changed: Claims = {}, more: Otherwise = {}) {
  const redactor = new Redactor(() => {});
  redactor.protect(TOKEN);
  const inputs = {
    identityPoolId: 'pool-a',
    expiresIn: 900,
    endpoint: CLOUD,
    audience: CLOUD,
    ...more.inputs,
  };
  const errors = said.errors?.map(({ parameter, pointer, ...error }) => ({
    ...error,
    source: { parameter, pointer },
  }));
  const refused = {
    status: said.status ?? 403,
    headers: said.requestId === undefined ? {} : { 'x-request-id': said.requestId },
    body: more.body ?? JSON.stringify({ errors }),
  };
  const subject = {
    secret: new Secret(TOKEN),
    claims: { ...claims, ...changed },
    issuedAt: 0,
    expiresAt: 300_000,
  };
  const result = { refused, subject };
  const { error, title, lines } = explainRefusal(result, inputs, redactor, more.proxy ?? '');
  const likely = /^Likely cause: (.*?)(?= If the filter of the pool refused it: |$)/.exec(error.remedy)?.[1];
  return { error, title, lines, likely, all: lines.join('\n') };
}

/** The filters among these lines, as one would copy them. */
export function filtersOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(claims\..*)$/s.exec(line)?.[1] ?? []);
}

/** The commands among these lines, as one would copy them. */
export function commandsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(confluent iam pool (?:create|update) .*)$/s.exec(line)?.[1] ?? []);
}

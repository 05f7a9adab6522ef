import { explainRefusal } from '../../src/confluent/refusal.ts';
import { CONFLUENT_API } from '../../src/http/urls.ts';
import { parseInputs } from '../../src/runner/inputs.ts';
import { Redactor, Secret } from '../../src/secret.ts';
import type { Claims } from '../../src/tokens.ts';
import { matches } from '../servers/cel.ts';
import { GITHUB_ISSUER, immutableSub, ORDINARY, plainSub } from '../servers/github.ts';
import type { Misconfiguration } from './misconfiguration.ts';

/** Claims of a push to main. */
export const claims: Readonly<Record<string, string>> = {
  ...ORDINARY,
  iss: GITHUB_ISSUER,
  aud: CONFLUENT_API,
  sub: plainSub(ORDINARY),
};

/** A secret that the redactor of `explain` knows. */
export const TOKEN = 'the-id-token-of-this-run';

/** A reply of Confluent, short. */
export interface Said {
  readonly status?: number;
  readonly errors?: readonly object[];
  /** The text of the reply, in place of the errors. */
  readonly body?: string;
  readonly requestId?: string;
}

/** What differs from the default inputs. */
export const inputsOf = (inputs: Readonly<Record<string, string>> = {}) => {
  const named = Object.entries({ 'identity-pool-id': 'pool-a', ...inputs });
  return parseInputs(Object.fromEntries(named.map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])));
};

/** The explanation of a refusal; `likely` are the causes that it names. */
export function explain(said: Said = {}, changed: Claims = {}, inputs = {}, proxy = '') {
  const redactor = new Redactor(() => {});
  redactor.protect(TOKEN);
  const refused = {
    status: said.status ?? 403,
    headers: said.requestId === undefined ? {} : { 'x-request-id': said.requestId },
    body: said.body ?? JSON.stringify({ errors: said.errors }),
  };
  const subject = {
    secret: new Secret(TOKEN),
    claims: { ...claims, ...changed },
    issuedAt: 0,
    expiresAt: 300_000,
  };
  const { error, lines } = explainRefusal({ refused, subject }, inputsOf(inputs), redactor, proxy);
  const likely = /^Likely cause: (.*?)(?= If the filter of the pool refused it: |$)/.exec(error.remedy)?.[1];
  return { error, lines, likely, all: lines.join('\n') };
}

/** What a misconfiguration of the pool comes to, without a process; undefined if only the fakes know. */
export function sceneOf({ job = {}, inputs = {}, isNew, answer, prepare, code }: Misconfiguration) {
  if (code !== 'CONFLUENT_REFUSED' || prepare || typeof inputs === 'function') return undefined;
  const { audience = CONFLUENT_API, 'identity-pool-id': pool = 'pool-a' } = inputs;
  const run = { ...ORDINARY, ...job.claims };
  const iss = job.issuer ?? GITHUB_ISSUER;
  const aud = audience || `https://github.com/${claims.repository_owner}`;
  const sub = job.claims?.sub ?? (isNew ? immutableSub : plainSub)(run);
  const sent = { ...run, iss, aud, sub };
  const isAdmitted = !answer && (job.trusted ?? iss) === iss && matches(job.pools?.[pool] ?? '', sent);
  const { status = 401, body = '' } = answer ?? {};
  return { said: { status, body }, claims: sent, inputs, isAdmitted };
}

/** The filters among these lines, as one would copy them. */
export function filtersOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(claims\..*)$/s.exec(line)?.[1] ?? []);
}

/** The commands among these lines, as one would copy them. */
export function commandsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(confluent iam pool (?:create|update) .*)$/s.exec(line)?.[1] ?? []);
}

import type { Secret } from './secret.ts';

/**
 * The values that travel from station to station. Times are those of `Clock.now()`, counted from just
 * before the request was sent: no time of a remote is compared with the runner's.
 */

/** Claims of an ID token, as its payload holds them; not verified here, that is Confluent's part. */
export type Claims = Readonly<Record<string, unknown>>;

/** The GitHub OIDC ID token: the subject token of the exchange. */
export interface IdToken {
  readonly secret: Secret;
  readonly claims: Claims;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Seconds that the runner's clock is ahead of GitHub's (behind: negative), if it is known. */
  readonly clockDifference: number | undefined;
}

/** The Confluent Cloud access token. */
export interface AccessToken {
  readonly secret: Secret;
  readonly tokenType: 'Bearer';
  /** Seconds, as the reply gave them. */
  readonly expiresIn: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** One error of a refusal; texts are as the remote sent them, not cleaned. */
export interface RefusalError {
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  /** `source.parameter`: the field of the request that is meant. */
  readonly parameter?: unknown;
  /** `source.pointer`: the same as a JSON pointer. */
  readonly pointer?: unknown;
  /** This occurrence of the error, not the request. */
  readonly id?: unknown;
}

/** What Confluent said with a 4xx. */
export interface Refusal {
  readonly status: number;
  /** At most 10. */
  readonly errors: readonly RefusalError[];
  /** The header `x-request-id`, not cleaned. */
  readonly requestId?: unknown;
}

/** An exchange that was answered, with the ID token that was sent last. */
export type Exchange = {
  readonly subject: IdToken;
  /** Seconds that the runner's clock is ahead of Confluent's (behind: negative), if it is known. */
  readonly clockDifference: number | undefined;
} & ({ readonly granted: AccessToken } | { readonly refused: Refusal });

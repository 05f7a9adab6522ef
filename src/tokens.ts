import type { IncomingHttpHeaders } from 'node:http';
import type { Secret } from './secret.ts';

/**
 * The values that one part hands to another, each declared here once. Times are those of `Clock.now()`, counted
 * from just before the request was sent: no time of a remote is compared with the runner's.
 */

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What the workflow asked for, checked. */
export interface Inputs {
  /** One or more identity pool ids, comma-separated, as Confluent takes them. */
  readonly identityPoolId: string;
  /** Empty: GitHub's own default. */
  readonly audience: string;
  /** Seconds that the access token is to live. */
  readonly expiresIn: number;
  /** Base URL of Confluent's API, without a slash at the end. */
  readonly endpoint: string;
  /** Empty: none is exported. */
  readonly environmentVariable: string;
  readonly maxAttempts: number;
  readonly timeoutSeconds: number;
  readonly tokenEndpoint: boolean;
  /** 0: any free port. */
  readonly tokenEndpointPort: number;
}

/** What the runner says of this run, beside the inputs. */
export interface Context {
  /** How to ask GitHub for an ID token. Empty: this job gets none. */
  readonly requestUrl: string;
  readonly requestToken: string;
  readonly eventName: string;
  readonly actor: string;
  /** File with the event payload (JSON). */
  readonly eventPath: string;
  /** The variable https_proxy, as the job has set it; empty if it has not. */
  readonly proxy: string;
  /** The workflow that was triggered, `owner/repo/.github/workflows/file@ref`; in a reusable workflow, the caller. */
  readonly workflowRef: string;
  /** Whose runner this is, if it is not GitHub's. */
  readonly otherRunner: 'act' | 'Forgejo' | 'Gitea' | undefined;
}

/** How to ask GitHub for an ID token of this job, as the runner says it. */
export type IdTokenAccess = Pick<Context, 'requestUrl' | 'requestToken'>;

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Claims of an ID token, as its payload holds them; not verified here, that is Confluent's part. */
export type Claims = Readonly<Record<string, unknown>>;

/** GitHub's OIDC ID token. RFC 8693 calls its role in the exchange the subject token. */
export interface IdToken {
  readonly secret: Secret;
  readonly claims: Claims;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Says that the clock of the runner differs from that of GitHub, if it does. */
  readonly clockWarning?: string | undefined;
}

export interface AccessToken {
  readonly secret: Secret;
  /** Seconds, as the reply gave them. */
  readonly expiresIn: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** An exchange that was answered, with the ID token that was sent last. */
export type Exchange = {
  readonly subject: IdToken;
} & ({ readonly granted: AccessToken } | { readonly refused: HttpReply });

/** A token endpoint that listens, to be published or ended. */
export interface TokenEndpoint {
  readonly url: string;
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** The key by which post ends it. */
  readonly stopKey: Secret;
  /** Says that it is published: only now does it give tokens. */
  confirm(): Promise<void>;
}

import { randomBytes } from 'node:crypto';
import type { Env } from '../env.ts';
import type { Redactor, Secret } from '../secret.ts';
import { ADDRESS, ID_TOKEN_PATH } from './address.ts';
import { startProcess } from './process.ts';
import type { TokenEndpointInputs } from './words.ts';

const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
/** Starting a process takes a tenth of a second; a busy runner may take a hundred times as long. */
const START_TIMEOUT_MS = 15_000;

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
  /** Ends it at once; for a step that fails after it was started. */
  kill(): void;
}

/**
 * Starts the token endpoint of this job with fresh credentials.
 * @param access how to ask GitHub for ID tokens
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @throws ActionError TOKEN_ENDPOINT
 */
export async function openTokenEndpoint(
  inputs: TokenEndpointInputs,
  { requestUrl, requestToken }: { readonly requestUrl: string; readonly requestToken: string },
  { env, program, redactor }: { env: Env; program: string; redactor: Redactor },
  timeLeftMs: number,
): Promise<TokenEndpoint> {
  const clientSecret = newSecret(redactor);
  const stopKey = newSecret(redactor);
  const credentials = { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() };
  const config = { inputs, credentials, stopKey: stopKey.reveal(), requestUrl, requestToken };
  const started = await startProcess(config, program, env, Math.min(START_TIMEOUT_MS, timeLeftMs));
  return {
    ...started,
    url: `http://${ADDRESS}:${started.port}${ID_TOKEN_PATH}`,
    clientId: CLIENT_ID,
    clientSecret,
    stopKey,
  };
}

function newSecret(redactor: Redactor): Secret {
  return redactor.protect(randomBytes(SECRET_BYTES).toString('base64url'));
}

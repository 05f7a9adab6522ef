import { randomBytes } from 'node:crypto';
import type { Redactor, Secret } from '../secret.ts';
import type { Env, IdTokenAccess, Inputs, TokenEndpoint } from '../tokens.ts';
import { ADDRESS, ID_TOKEN_PATH } from './address.ts';
import { startProcess } from './process.ts';

const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
/** Starting a process takes a tenth of a second; a busy runner may take a hundred times as long. */
const START_TIMEOUT_MS = 15_000;

/**
 * Starts the token endpoint of this job with fresh credentials.
 * @param access how to ask GitHub for ID tokens
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @throws ActionError TOKEN_ENDPOINT
 */
export async function openTokenEndpoint(
  inputs: Inputs,
  { requestUrl, requestToken }: IdTokenAccess,
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

import { randomBytes } from 'node:crypto';
import type { IdTokenAccess } from './context.ts';
import type { Env, Inputs } from './inputs.ts';
import type { Runner } from './publish.ts';
import type { Redactor, Secret } from './secret.ts';
import { ID_TOKEN_PATH } from './serve.ts';
import { readEndpoint, saveEndpoint } from './state.ts';
import { ADDRESS } from './token-endpoint/listen.ts';
import { startEndpoint, stopEndpoint } from './token-endpoint/process.ts';

const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
/** Starting a process takes a tenth of a second; a busy runner may take a hundred times as long. */
const START_TIMEOUT_MS = 15_000;

/** A token endpoint that listens, to be published or ended. */
export interface StartedEndpoint {
  readonly url: string;
  publish(runner: Runner): void;
  kill(): void;
}

/**
 * Starts the token endpoint of this job with fresh credentials.
 * @param program the bundle, which is also the endpoint's program
 * @param timeLeftMs of the step
 * @throws ActionError TOKEN_ENDPOINT
 */
export async function openEndpoint(
  inputs: Inputs,
  { requestUrl, requestToken }: IdTokenAccess,
  { env, program, redactor }: { env: Env; program: string; redactor: Redactor },
  timeLeftMs: number,
): Promise<StartedEndpoint> {
  const clientSecret = newSecret(redactor);
  const stopKey = newSecret(redactor);
  const credentials = { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() };
  const config = { inputs, credentials, stopKey: stopKey.reveal(), requestUrl, requestToken };
  const { port, kill } = await startEndpoint(config, program, env, Math.min(START_TIMEOUT_MS, timeLeftMs));
  const url = `http://${ADDRESS}:${port}${ID_TOKEN_PATH}`;
  return {
    url,
    kill,
    publish(runner) {
      saveEndpoint(runner.saveState, { port, stopKey: stopKey.reveal() });
      runner.setOutput('token-endpoint-url', url);
      runner.setOutput('token-endpoint-client-id', CLIENT_ID);
      runner.setOutput('token-endpoint-client-secret', clientSecret.reveal());
    },
  };
}

/** Ends the token endpoint of this job, if there is one, and says what it has done. */
export async function closeEndpoint(env: Env, runner: Runner): Promise<void> {
  const handle = readEndpoint(env);
  const statistics = handle && (await stopEndpoint(handle.port, handle.stopKey));
  if (!statistics) return;
  const { served, fetched, failed } = statistics;
  runner.info(
    `Token endpoint: ${served} tokens served, ${fetched} tokens fetched, ${failed} refreshes failed`,
  );
}

function newSecret(redactor: Redactor): Secret {
  return redactor.protect(randomBytes(SECRET_BYTES).toString('base64url'));
}

import type { AccessToken, IdToken, TokenEndpoint } from '../tokens.ts';
import type { Runner } from './runner.ts';
import { saveExported, saveTokenEndpoint } from './state.ts';

export interface Results {
  readonly subject: IdToken;
  readonly granted: AccessToken;
  /** RFC 3339 in UTC. */
  readonly expiresAt: string;
}

/**
 * Writes all outputs, the environment variable and the state for post; or nothing.
 * @param variable name of the environment variable; empty for none
 * @throws ActionError RUNNER_FILES
 */
export function publish(
  runner: Runner,
  variable: string,
  { subject, granted, expiresAt }: Results,
  tokenEndpoint: TokenEndpoint | undefined,
): void {
  const token = granted.secret.reveal();
  runner.allOrNothing(() => {
    if (variable !== '') {
      saveExported(runner.saveState, variable, token);
      runner.exportVariable(variable, token);
    }
    runner.setOutput('token-type', 'Bearer');
    runner.setOutput('expires-in', String(granted.expiresIn));
    runner.setOutput('expires-at', expiresAt);
    runner.setOutput('subject-token', subject.secret.reveal());
    runner.setOutput('access-token', token);
    if (tokenEndpoint) publishTokenEndpoint(runner, tokenEndpoint);
  });
}

function publishTokenEndpoint(runner: Runner, tokenEndpoint: TokenEndpoint): void {
  const { url, port, clientId, clientSecret, stopKey } = tokenEndpoint;
  saveTokenEndpoint(runner.saveState, port, stopKey.reveal());
  runner.setOutput('token-endpoint-url', url);
  runner.setOutput('token-endpoint-client-id', clientId);
  runner.setOutput('token-endpoint-client-secret', clientSecret.reveal());
}

import type { Runner } from './runner/runner.ts';
import { readExported, readTokenEndpoint, stillHolds } from './runner/state.ts';
import { stopTokenEndpoint } from './token-endpoint/stop.ts';
import type { Env } from './tokens.ts';

const STOP_TIMEOUT_MS = 5_000;

/**
 * The post stage: ends the token endpoint, and takes the token out of the environment, so that later
 * post steps do not see it.
 * Silent after a main that failed, and where somebody else has set the variable since.
 */
export async function runPost(env: Env, runner: Runner): Promise<void> {
  try {
    await endTokenEndpoint(env, runner);
  } finally {
    emptyVariable(env, runner);
  }
}

async function endTokenEndpoint(env: Env, runner: Runner): Promise<void> {
  const handle = readTokenEndpoint(env);
  const ending = handle ? await stopTokenEndpoint(handle, STOP_TIMEOUT_MS) : 'gone';
  if (ending === 'gone') return;
  if (ending === 'silent') {
    runner.warning(
      `The token endpoint on port ${handle?.port} did not answer the request to end within ${STOP_TIMEOUT_MS / 1000} s. Its process may still run: on a self-hosted runner, end it by hand (it runs dist/index.js serve).`,
    );
    return;
  }
  const { served, fetched, failed } = ending;
  runner.info(
    `Token endpoint: ${served} tokens served, ${fetched} tokens fetched, ${failed} refreshes failed`,
  );
}

function emptyVariable(env: Env, runner: Runner): void {
  const exported = readExported(env);
  if (!exported || !stillHolds(env, exported)) return;
  runner.exportVariable(exported.variable, '');
  runner.info(`Emptied ${exported.variable} for the steps after this one.`);
}

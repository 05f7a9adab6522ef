import { githubRunner, type Runner } from './runner/runner.ts';
import { readExported, readTokenEndpoint } from './runner/state.ts';
import { Redactor } from './secret.ts';
import { stopTokenEndpoint } from './token-endpoint/stop.ts';
import type { Env } from './tokens.ts';

const STOP_TIMEOUT_MS = 5_000;

/**
 * The post stage: takes the token out of the environment, so that later post steps do not see it, ends the token
 * endpoint and says what it has done. It is silent after a main that failed, and where a later step has set the
 * variable.
 */
export async function runPost(env: Env, runner: Runner = githubRunner(env)): Promise<void> {
  try {
    emptyVariable(env, runner);
  } finally {
    await endTokenEndpoint(env, runner);
  }
}

async function endTokenEndpoint(env: Env, runner: Runner): Promise<void> {
  const handle = readTokenEndpoint(env);
  if (!handle) return;
  const ending = await stopTokenEndpoint(handle, STOP_TIMEOUT_MS);
  if (ending === 'gone') {
    return runner.warning(
      `The token endpoint on port ${handle.port} had ended before the job did: later requests got no token. It ends with a step that is cancelled, and after 6.5 hours; else something has killed its process, for example the system because memory ran out.`,
    );
  }
  if (ending === 'silent') {
    const name = process.platform === 'win32' ? 'is node.exe' : 'begins with confluent-cloud-auth';
    return runner.warning(
      `The token endpoint on port ${handle.port} did not answer the request to end within ${STOP_TIMEOUT_MS / 1000} s. Its process may still run: on a self-hosted runner, end it by hand (its name ${name}).`,
    );
  }
  const { served, fetched, refused, lastCause, turnedAway, lastReason } = ending;
  // The texts may come from whoever has the port now.
  const redactor = new Redactor(() => {});
  const none = count(refused, 'request');
  const wrong = `, ${count(turnedAway, 'request')} turned away: ${redactor.clean(lastReason)}`;
  const tokens = `${count(served, 'token')} served, ${count(fetched, 'token')} fetched`;
  runner.info(`Token endpoint: ${tokens}, ${none} refused${turnedAway > 0 ? wrong : ''}`);
  if (refused === 0) return;
  runner.warning(`The token endpoint had no token for ${none}. The last cause: ${redactor.clean(lastCause)}`);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function emptyVariable(env: Env, runner: Runner): void {
  const variable = readExported(env);
  if (!variable) return;
  try {
    runner.allOrNothing(() => runner.exportVariable(variable, ''));
    runner.info(`Emptied ${variable} for the steps after this one.`);
  } catch (error) {
    const { message } = error as Error;
    runner.warning(`${variable} keeps its token for the steps after this one. ${message}`);
  }
}

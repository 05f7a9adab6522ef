import { type Clock, rfc3339 } from './clock.ts';
import { claimLines } from './confluent/claims.ts';
import { exchange } from './confluent/exchange.ts';
import { oddPoolIds } from './confluent/pool-id.ts';
import type { ActionError } from './errors.ts';
import { keepAlive, requestIdToken } from './github/id-token.ts';
import { EarlyConnection } from './http/early.ts';
import { type Bounds, boundsOf } from './http/retry.ts';
import { parseContext } from './runner/context.ts';
import { parseInputs } from './runner/inputs.ts';
import { publish, type Results } from './runner/publish.ts';
import type { Runner } from './runner/runner.ts';
import type { Redactor } from './secret.ts';
import type { Context, Env, Exchange, Inputs, TokenEndpoint } from './tokens.ts';

/** All that main takes from outside; real in step.ts. */
export interface Surroundings {
  readonly env: Env;
  readonly clock: Clock;
  readonly runner: Runner;
  readonly redactor: Redactor;
  /** The path of this program, which is the token endpoint's as well. */
  readonly program: string;
  /** The `clock.now()` at which the step began. */
  readonly startedAt: number;
}

/**
 * The main stage: an ID token of GitHub, exchanged for an access token of Confluent Cloud, published.
 * @throws ActionError; then no output and no environment variable has been written
 */
export async function runMain(surroundings: Surroundings): Promise<void> {
  const { env, clock, runner, redactor, startedAt } = surroundings;
  // Nobody is asked for a token that could not be published.
  runner.checkFiles();
  const inputs = parseInputs(env);
  const context = parseContext(env);
  redactor.hide(context.requestToken);
  // The runner sets both where the job has the permission.
  const mayAsk = context.requestUrl !== '' && context.requestToken !== '';
  if (!mayAsk) {
    const { readEvent, whyNoIdToken } = await import(
      /* webpackChunkName: "trouble" */ './github/permission.ts'
    );
    throw whyNoIdToken(context, readEvent(context.eventPath));
  }
  for (const line of oddPoolIds(inputs.identityPoolId)) runner.warning(line);

  const bounds = boundsOf(inputs, clock, startedAt, runner.info, context.proxy);
  if (!inputs.tokenEndpoint) return await deliver(inputs, context, surroundings, bounds);
  // It starts while main makes its own calls.
  const { startTokenEndpoint } = await import(
    /* webpackChunkName: "token-endpoint" */ './token-endpoint/start.ts'
  );
  const starting = startTokenEndpoint(inputs, context, surroundings, bounds.deadline - clock.now());
  try {
    await deliver(inputs, context, surroundings, bounds, starting.ready);
  } catch (error) {
    starting.kill();
    throw error;
  }
}

/** Obtains the tokens and publishes them, with the token endpoint if there is one. */
async function deliver(
  inputs: Inputs,
  context: Context,
  surroundings: Surroundings,
  bounds: Bounds,
  ready?: Promise<TokenEndpoint>,
): Promise<void> {
  const { clock, runner, redactor } = surroundings;
  const result = await obtain(inputs, context, surroundings, bounds);
  if ('refused' in result) throw await explained(result, inputs, context.proxy, surroundings);
  const tokenEndpoint = await ready;
  // Whatever can fail comes before the first thing that is published.
  const results = resultsOf(result, clock);
  const line = success(inputs, results, redactor);
  publish(runner, inputs.environmentVariable, results, tokenEndpoint);
  await tokenEndpoint?.confirm();
  runner.info(line);
  if (tokenEndpoint) runner.info(`Token endpoint for the rest of the job: ${tokenEndpoint.url}`);
  runner.group('Claims of the ID token', claimLines(result.subject.claims, redactor));
}

/** Both calls, and a warning where the runner's clock differs from that of GitHub. */
async function obtain(
  inputs: Inputs,
  context: Context,
  { clock, runner, redactor }: Surroundings,
  bounds: Bounds,
): Promise<Exchange> {
  const connection = EarlyConnection.open(inputs.endpoint);
  const fetchIdToken = () => requestIdToken(context, inputs.audience, bounds, redactor);
  const idToken = await fetchIdToken();
  if (idToken.clockWarning) runner.warning(idToken.clockWarning);
  const subject = keepAlive(idToken, fetchIdToken, clock);
  return await exchange(inputs, subject, bounds, redactor, connection);
}

/** Says in the log and the job summary why Confluent refused; gives the error of the step. */
async function explained(
  result: Extract<Exchange, { refused: unknown }>,
  inputs: Inputs,
  proxy: string,
  { runner, redactor }: Surroundings,
): Promise<ActionError> {
  // Most runs need none of it.
  const { explainRefusal } = await import(/* webpackChunkName: "trouble" */ './confluent/refusal.ts');
  const { error, lines } = explainRefusal(result, inputs, redactor, proxy);
  if (lines.length === 0) return error;
  runner.group('How to fix the identity pool', lines);
  runner.summarise('Confluent refused the exchange', [error.message, error.remedy, '', ...lines]);
  return error;
}

/** Adds the time of expiry by the clock of the runner, with which later steps compare it. */
function resultsOf({ subject, granted }: Extract<Exchange, { granted: unknown }>, clock: Clock): Results {
  const expiresAt = clock.wallTime() + granted.expiresAt - clock.now();
  return { subject, granted, expiresAt: rfc3339(expiresAt) };
}

function success(inputs: Inputs, { subject, granted, expiresAt }: Results, redactor: Redactor): string {
  const sub = redactor.clean(subject.claims.sub);
  const until = `${expiresAt} (${granted.expiresIn} s)`;
  return `Access token of Confluent Cloud for identity pool ${inputs.identityPoolId}, sub ${sub}, valid until ${until}`;
}

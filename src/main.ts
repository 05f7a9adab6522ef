import type { Clock } from './clock.ts';
import { exchange } from './confluent/exchange.ts';
import { oddPoolIds } from './confluent/pool-id.ts';
import { explainRefusal } from './confluent/refusal.ts';
import type { Env } from './env.ts';
import type { ActionError } from './errors.ts';
import { requestIdToken } from './github/id-token.ts';
import { whyNoIdToken } from './github/permission.ts';
import { boundsOf } from './http/retry.ts';
import { type Context, parseContext } from './runner/context.ts';
import { type Inputs, parseInputs, RULES } from './runner/inputs.ts';
import type { Runner } from './runner/publish.ts';
import { saveExported, saveTokenEndpoint } from './runner/state.ts';
import type { Redactor } from './secret.ts';
import { openTokenEndpoint, type TokenEndpoint } from './token-endpoint/open.ts';
import type { AccessToken, Exchange, IdToken } from './tokens.ts';

/** An ID token with less life left than this is not worth another attempt. */
const LEAST_LIFE_MS = 30_000;

/** All that main takes from outside; real in index.ts. */
export interface Surroundings {
  readonly env: Env;
  readonly clock: Clock;
  readonly runner: Runner;
  readonly redactor: Redactor;
  /** The event payload of the run, parsed; undefined if there is none. */
  readonly readEvent: (path: string) => unknown;
  /** The path of this program, which is the token endpoint's as well. */
  readonly program: string;
  /** Milliseconds since the epoch at which the step began. */
  readonly startedAt: number;
}

/**
 * The main stage: an ID token of GitHub, exchanged for an access token of Confluent Cloud, published.
 * @throws ActionError; then no output and no environment variable has been written
 */
export async function runMain(surroundings: Surroundings): Promise<void> {
  const { env, clock, runner, redactor, readEvent, startedAt } = surroundings;
  // Nobody is asked for a token that could not be published.
  runner.allOrNothing(() => {});
  const inputs = parseInputs(env);
  const context = parseContext(env);
  redactor.hide(context.requestToken);
  const obstacle = whyNoIdToken(context, readEvent(context.eventPath));
  if (obstacle) throw obstacle;
  for (const line of oddPoolIds(inputs.identityPoolId)) runner.warning(line);

  const bounds = boundsOf(inputs, clock, startedAt, runner.info);
  const fetchIdToken = () => requestIdToken(context, inputs.audience, bounds, redactor);
  const subjectToken = keepAlive(await fetchIdToken(), fetchIdToken, clock);
  const result = await exchange(inputs, subjectToken, bounds, redactor);
  if ('refused' in result) throw await explained(result, inputs, context, surroundings);

  // Whatever can fail comes before the first thing that is published.
  const line = success(inputs, result.subject, result.granted, redactor);
  const timeLeft = bounds.deadline - clock.now();
  const open = () => openTokenEndpoint(inputs, context, surroundings, timeLeft);
  const tokenEndpoint = inputs.tokenEndpoint ? await open() : undefined;
  publish(runner, inputs, result.subject, result.granted, tokenEndpoint);
  runner.info(line);
  if (tokenEndpoint) runner.info(`Token endpoint for the rest of the job: ${tokenEndpoint.url}`);
}

/** Gives the ID token that there is; before another attempt, a fresh one if it is about to die. */
function keepAlive(
  first: IdToken,
  fetchAnew: () => Promise<IdToken>,
  clock: Clock,
): (attempt: number) => Promise<IdToken> {
  let current = first;
  return async (attempt) => {
    if (attempt > 1 && current.expiresAt - clock.now() < LEAST_LIFE_MS) current = await fetchAnew();
    return current;
  };
}

/** Tells the log and the job summary why Confluent refused; gives the error of the step. */
async function explained(
  result: Extract<Exchange, { refused: unknown }>,
  inputs: Inputs,
  { eventName }: Context,
  { runner, redactor }: Surroundings,
): Promise<ActionError> {
  const { refused: refusal, subject } = result;
  const defaults = { audience: RULES.audience.default, endpoint: RULES.endpoint.default };
  const evidence = {
    refusal,
    claims: subject.claims,
    inputs,
    defaults,
    eventName,
    clockDifferenceMs: undefined,
  };
  const { error, title, lines } = explainRefusal(evidence, redactor);
  runner.group(title, lines);
  await runner.summarise('Confluent refused the exchange', [error.message, error.remedy, '', ...lines]);
  return error;
}

function publish(
  runner: Runner,
  inputs: Inputs,
  subject: IdToken,
  granted: AccessToken,
  tokenEndpoint: TokenEndpoint | undefined,
): void {
  const token = granted.secret.reveal();
  const variable = inputs.environmentVariable;
  try {
    runner.allOrNothing(() => {
      if (variable !== '') {
        saveExported(runner.saveState, variable, token);
        runner.exportVariable(variable, token);
      }
      runner.setOutput('token-type', granted.tokenType);
      runner.setOutput('expires-in', String(granted.expiresIn));
      runner.setOutput('expires-at', rfc3339(granted.expiresAt));
      runner.setOutput('subject-token', subject.secret.reveal());
      runner.setOutput('access-token', token);
      if (tokenEndpoint) publishTokenEndpoint(runner, tokenEndpoint);
    });
  } catch (error) {
    tokenEndpoint?.kill();
    throw error;
  }
}

function publishTokenEndpoint(runner: Runner, tokenEndpoint: TokenEndpoint): void {
  const { url, port, clientId, clientSecret, stopKey } = tokenEndpoint;
  saveTokenEndpoint(runner.saveState, { port, stopKey: stopKey.reveal() });
  runner.setOutput('token-endpoint-url', url);
  runner.setOutput('token-endpoint-client-id', clientId);
  runner.setOutput('token-endpoint-client-secret', clientSecret.reveal());
}

function success(inputs: Inputs, subject: IdToken, granted: AccessToken, redactor: Redactor): string {
  const sub = redactor.clean(subject.claims.sub);
  const until = `${rfc3339(granted.expiresAt)} (${granted.expiresIn} s)`;
  return `Access token of Confluent Cloud for identity pool ${inputs.identityPoolId}, sub ${sub}, valid until ${until}`;
}

/** RFC 3339 in UTC, cut to whole seconds. */
function rfc3339(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

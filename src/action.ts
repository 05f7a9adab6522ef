import { parseContext } from './context.ts';
import { closeEndpoint, openEndpoint, type StartedEndpoint } from './endpoint.ts';
import { requestIdToken, whyNoIdToken } from './github.ts';
import { type Env, type Inputs, parseInputs } from './inputs.ts';
import type { Runner } from './publish.ts';
import { explainRefusal } from './refusal.ts';
import { boundsOf, type Clock } from './retry.ts';
import type { Redactor } from './secret.ts';
import { readExported, saveExported, saveRole, stillHolds } from './state.ts';
import { exchange } from './sts.ts';
import type { AccessToken, IdToken } from './tokens.ts';

/** An ID token with less life left than this is not worth another attempt. */
const LEAST_LIFE_MS = 30_000;

/** All that the stages take from outside; real in index.ts. */
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
  runner.allOrNothing(() => saveRole(runner.saveState));
  const inputs = parseInputs(env);
  const context = parseContext(env);
  redactor.hide(context.requestToken);
  const obstacle = whyNoIdToken(context, readEvent(context.eventPath));
  if (obstacle) throw obstacle;

  const bounds = boundsOf(inputs, clock, startedAt, runner.info);
  const fetchIdToken = () => requestIdToken(context, inputs.audience, bounds, redactor);
  const subjectToken = keepAlive(await fetchIdToken(), fetchIdToken, clock);
  const result = await exchange(inputs, subjectToken, bounds, redactor);
  if ('refused' in result) {
    const { error, lines } = explainRefusal(
      result.refused,
      result.subject.claims,
      inputs.identityPoolId,
      redactor,
    );
    runner.group('How to mend the identity pool', lines);
    await runner.summarise('Confluent refused the exchange', [error.message, error.remedy, '', ...lines]);
    throw error;
  }
  // Whatever can fail comes before the first thing that is published.
  const line = success(inputs, result.subject, result.granted, redactor);
  const timeLeft = bounds.deadline - clock.now();
  const endpoint = inputs.tokenEndpoint && (await openEndpoint(inputs, context, surroundings, timeLeft));
  publish(runner, inputs, result.subject, result.granted, endpoint || undefined);
  runner.info(line);
  if (endpoint) runner.info(`Token endpoint for the rest of the job: ${endpoint.url}`);
}

/**
 * The post stage: ends the token endpoint, and takes the token out of the environment, so that later
 * post steps do not see it.
 * Silent after a main that failed, and where somebody else has set the variable since.
 */
export async function runPost({ env, runner }: Surroundings): Promise<void> {
  try {
    await closeEndpoint(env, runner);
  } finally {
    emptyVariable(env, runner);
  }
}

function emptyVariable(env: Env, runner: Runner): void {
  const exported = readExported(env);
  if (!exported || !stillHolds(env, exported)) return;
  runner.exportVariable(exported.variable, '');
  runner.info(`Emptied ${exported.variable} for the steps after this one.`);
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

function publish(
  runner: Runner,
  inputs: Inputs,
  subject: IdToken,
  granted: AccessToken,
  endpoint: StartedEndpoint | undefined,
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
      endpoint?.publish(runner);
    });
  } catch (error) {
    endpoint?.kill();
    throw error;
  }
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

import type { Clock } from '../clock.ts';
import { gaveUp, whatHappened } from './failure.ts';
import type { HttpFault } from './fault.ts';
import { type HttpReply, type HttpRequest, send } from './request.ts';
import { waitAfter } from './wait.ts';

/** The bounds of the calls to one or both remotes. */
export interface Bounds {
  readonly clock: Clock;
  /** Milliseconds since the epoch at which everything must be over. */
  readonly deadline: number;
  /** Attempts of each call. */
  readonly maxAttempts: number;
  /** How the message names the bound on time, such as `timeout-seconds (60)`. */
  readonly limit: string;
  readonly log: (line: string) => void;
}

/**
 * The bounds that the inputs `max-attempts` and `timeout-seconds` set.
 * @param startedAt milliseconds since the epoch from which `timeout-seconds` counts
 */
export function boundsOf(
  { maxAttempts, timeoutSeconds }: { readonly maxAttempts: number; readonly timeoutSeconds: number },
  clock: Clock,
  startedAt: number,
  log: (line: string) => void,
): Bounds {
  const deadline = startedAt + timeoutSeconds * 1000;
  return { clock, deadline, maxAttempts, limit: `timeout-seconds (${timeoutSeconds})`, log };
}

/** One silent server must not use up the whole step: its successor may answer. */
const LONGEST_ATTEMPT_MS = 15_000;
const SHORTEST_ATTEMPT_MS = 1_000;

/**
 * Sends until there is an answer that is final: anything but a connection error, a timeout, 408, 429
 * or 5xx. Waits between attempts have full jitter, or are what `Retry-After` or `X-RateLimit-Reset` ask.
 * @param remote who is asked, as messages name it: `GitHub` or `Confluent`
 * @param prepare makes the request of an attempt (counted from 1)
 * @throws ActionError RATE_LIMITED, UNAVAILABLE, UNREACHABLE, TIMED_OUT or UNEXPECTED_REPLY
 */
export async function sendWithRetries(
  remote: string,
  prepare: (attempt: number) => Promise<HttpRequest>,
  bounds: Bounds,
): Promise<HttpReply> {
  for (let attempt = 1; ; attempt++) {
    const request = await prepare(attempt);
    const left = bounds.deadline - bounds.clock.now();
    const outcome = left > 0 ? await send(request, attemptTime(left)) : undefined;
    if (outcome && isFinal(outcome)) return outcome;
    const failure = { remote, host: request.url.host, attempt, bounds, outcome };
    const wait = outcome ? waitAfter(outcome, attempt, bounds.clock) : Number.POSITIVE_INFINITY;
    const isHopeless = outcome?.kind === 'fault' && !outcome.heals;
    if (isHopeless || attempt >= bounds.maxAttempts) throw gaveUp(failure);
    if (wait >= bounds.deadline - bounds.clock.now()) throw gaveUp({ ...failure, wait });
    const seconds = (wait / 1000).toFixed(1);
    bounds.log(`${whatHappened(failure)}; attempt ${attempt + 1} of ${bounds.maxAttempts} in ${seconds} s`);
    await bounds.clock.sleep(wait);
  }
}

function attemptTime(left: number): number {
  return Math.min(left, Math.max(SHORTEST_ATTEMPT_MS, Math.min(LONGEST_ATTEMPT_MS, left / 2)));
}

function isFinal(outcome: HttpReply | HttpFault): outcome is HttpReply {
  return (
    outcome.kind === 'reply' && !(outcome.status === 408 || outcome.status === 429 || outcome.status >= 500)
  );
}

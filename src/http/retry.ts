import type { Clock } from '../clock.ts';
import { gaveUp, willTryAgain } from './failure.ts';
import type { HttpFault } from './fault.ts';
import { type HttpReply, type HttpRequest, send } from './request.ts';
import { type Tries, waitAfter } from './wait.ts';

/** The bounds of the calls to one or both remotes. */
export interface Bounds {
  readonly clock: Clock;
  /** The `clock.now()` at which everything must be over. */
  readonly deadline: number;
  /** Attempts of each call; answers 429 are not counted. Infinity: the deadline alone bounds them. */
  readonly maxAttempts: number;
  /** How the message names the bound on time, such as `timeout-seconds (60)`. */
  readonly limit: string;
  readonly log: (line: string) => void;
}

/**
 * The bounds that the inputs `max-attempts` and `timeout-seconds` set.
 * @param startedAt the `clock.now()` from which `timeout-seconds` counts
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

/** A final reply, with the `clock.now()` just before its request was sent. */
export type Answer = HttpReply & { readonly sentAt: number };

/**
 * Sends until there is an answer that is final: anything but a connection error, a timeout, 408, 429
 * or 5xx. A 429 is no attempt of `max-attempts`: a rate limit says come later, not that something is
 * broken, so the deadline alone bounds it.
 * @param remote who is asked, as messages name it: `GitHub` or `Confluent`
 * @param prepare makes the request of a try (counted from 1, those answered 429 included)
 * @throws ActionError RATE_LIMITED, UNAVAILABLE, UNREACHABLE, TIMED_OUT or UNEXPECTED_REPLY
 */
export async function sendWithRetries(
  remote: string,
  prepare: (attempt: number) => Promise<HttpRequest>,
  bounds: Bounds,
): Promise<Answer> {
  const { clock, deadline, log } = bounds;
  const tries = { attempts: 0, rateLimited: 0 };
  for (let attempt = 1; ; attempt++) {
    const request = await prepare(attempt);
    const sentAt = clock.now();
    const left = deadline - sentAt;
    const outcome = left > 0 ? await send(request, attemptTime(left)) : undefined;
    if (outcome?.kind === 'reply' && isFinal(outcome.status)) return { ...outcome, sentAt };
    if (outcome?.kind === 'reply' && outcome.status === 429) tries.rateLimited++;
    else tries.attempts++;
    const failure = { remote, host: request.url.host, tries: { ...tries }, bounds, outcome };
    const wait = nextWait(outcome, tries, bounds);
    if (typeof wait !== 'number') throw gaveUp({ ...failure, ...wait });
    log(willTryAgain(failure, wait));
    await clock.sleep(wait);
  }
}

/** Milliseconds until the next try; or, where there is no time for it, what it would be; or that nothing can heal. */
function nextWait(
  outcome: HttpReply | HttpFault | undefined,
  tries: Tries,
  { clock, deadline, maxAttempts }: Bounds,
): number | { wait?: number; asked?: number } {
  if (!outcome) return {};
  const isHopeless = outcome.kind === 'fault' && !outcome.heals;
  if (isHopeless || tries.attempts >= maxAttempts) return {};
  const left = deadline - clock.now();
  const { least, drawn } = waitAfter(outcome, tries, left, clock.random());
  if (drawn < left) return drawn;
  // What a remote asks for must not come to nothing by our jitter alone.
  if (least > 0 && least < left) return least + (left - least) / 2;
  return least > 0 ? { wait: least, asked: least } : { wait: drawn };
}

function attemptTime(left: number): number {
  return Math.min(left, Math.max(SHORTEST_ATTEMPT_MS, Math.min(LONGEST_ATTEMPT_MS, left / 2)));
}

function isFinal(status: number): boolean {
  return status !== 408 && status !== 429 && status < 500;
}

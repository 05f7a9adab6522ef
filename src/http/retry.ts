import type { Clock } from '../clock.ts';
import { parseObject } from '../json.ts';
import type { HttpReply } from '../tokens.ts';
import type { Outcome } from './failure.ts';
import { type HttpRequest, send } from './request.ts';

/** The bounds of the calls to one or both remotes. */
export interface Bounds {
  readonly clock: Clock;
  /** The `clock.now()` at which everything must be over. */
  readonly deadline: number;
  /** Attempts of each call; answers 429 are not counted. Infinity: the deadline alone bounds them. */
  readonly maxAttempts: number;
  /** How many attempts share the time that is left. */
  readonly shares: number;
  readonly timeoutSeconds: number;
  /** The variable https_proxy, for messages. */
  readonly proxy: string;
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
  proxy = '',
): Bounds {
  const deadline = startedAt + timeoutSeconds * 1000;
  return { clock, deadline, maxAttempts, shares: maxAttempts, timeoutSeconds, proxy, log };
}

/** Minimum time of an attempt, as long as another one is left. */
const LEAST_SHARE_MS = 15_000;

/** A final reply, with the `clock.now()` just before its request was sent. */
export type Answer = HttpReply & { readonly sentAt: number };

/**
 * Sends until there is a final answer. A connection error, a timeout, 408, 429, 5xx and a success without a
 * JSON object are not final; the last such success is given. A 429 does not count for `max-attempts`: nothing
 * is broken, so the deadline alone bounds it.
 * @param remote its name in messages: `GitHub` or `Confluent`
 * @param prepare makes the request of an attempt, counted from 1, those answered 429 included
 * @throws ActionError RATE_LIMITED, UNAVAILABLE, UNREACHABLE, TIMED_OUT or UNEXPECTED_REPLY
 */
export async function sendWithRetries(
  remote: string,
  prepare: (attempt: number) => Promise<HttpRequest>,
  bounds: Bounds,
): Promise<Answer> {
  const { clock, deadline, shares, log } = bounds;
  const attempts = { counted: 0, rateLimited: 0 };
  for (let attempt = 1; ; attempt++) {
    const request = await prepare(attempt);
    const sentAt = clock.now();
    const left = deadline - sentAt;
    const time = attemptTime(left, shares - attempts.counted);
    const outcome = left > 0 ? await send(request, time) : undefined;
    if (isFinal(outcome)) return { ...outcome, sentAt };
    attempts[isReply(outcome) && outcome.status === 429 ? 'rateLimited' : 'counted']++;
    // Most runs need none of it.
    const { nextWait } = await import(/* webpackChunkName: "trouble" */ './wait.ts');
    const { gaveUp, willTryAgain } = await import(/* webpackChunkName: "trouble" */ './wording.ts');
    const last = { remote, url: request.url, attempts, bounds, outcome };
    const next = nextWait(outcome, attempts, bounds);
    if (!next.again) {
      // Its reader says what is wrong with it.
      if (isReply(outcome) && outcome.status < 300) return { ...outcome, sentAt };
      throw gaveUp(last, next);
    }
    log(willTryAgain(last, next.wait));
    await clock.sleep(next.wait);
  }
}

/** A silent server must not use up the whole step, since the next one may answer; a slow one needs its share. */
function attemptTime(left: number, attemptsLeft: number): number {
  const share = attemptsLeft > 0 ? left / attemptsLeft : 0;
  return Math.min(Math.max(LEAST_SHARE_MS, share), attemptsLeft === 1 ? left : left / 2);
}

function isReply(outcome: Outcome): outcome is HttpReply {
  return outcome !== undefined && 'status' in outcome;
}

function isFinal(outcome: Outcome): outcome is HttpReply {
  if (!isReply(outcome)) return false;
  const { status, body } = outcome;
  if (status < 300 && status !== 204) return parseObject(body) !== undefined;
  return status !== 408 && status !== 429 && status < 500;
}

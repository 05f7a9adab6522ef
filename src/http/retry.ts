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
  readonly proxy?: string;
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
 * Sends until there is an answer that is final: anything but a connection error, a timeout, 408, 429,
 * 5xx, or a success without a JSON object; of that the last one is given. A 429 is no attempt of
 * `max-attempts`: a rate limit says come later, not that something is broken, so the deadline alone bounds it.
 * @param remote who is asked, as messages name it: `GitHub` or `Confluent`
 * @param prepare makes the request of an attempt (counted from 1, those answered 429 included)
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
    // Loaded only here: most runs need none of it.
    const { isRateLimit } = await import('./failure.ts');
    const { nextWait } = await import('./wait.ts');
    const { gaveUp, willTryAgain } = await import('./wording.ts');
    if (isRateLimit(outcome)) attempts.rateLimited++;
    else attempts.counted++;
    const last = { remote, url: request.url, attempts: { ...attempts }, bounds, outcome };
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

/** A silent server must not use up the whole step, since its successor may answer; a slow one needs its share. */
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

import type { Clock } from '../clock.ts';
import type { HttpReply } from '../tokens.ts';
import type { HttpFailure, LastAttempt } from './failure.ts';
import { type HttpRequest, send } from './request.ts';

/** The bounds of the calls to one or both remotes. */
export interface Bounds {
  readonly clock: Clock;
  /** The `clock.now()` at which everything must be over. */
  readonly deadline: number;
  /** Attempts of each call; answers 429 are not counted. Infinity: the deadline alone bounds them. */
  readonly maxAttempts: number;
  /** How the message names the bound on time, such as `timeout-seconds (60)`. */
  readonly limit: string;
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
  return { clock, deadline, maxAttempts, limit: `timeout-seconds (${timeoutSeconds})`, proxy, log };
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
 * @param prepare makes the request of an attempt (counted from 1, those answered 429 included)
 * @throws ActionError RATE_LIMITED, UNAVAILABLE, UNREACHABLE, TIMED_OUT or UNEXPECTED_REPLY
 */
export async function sendWithRetries(
  remote: string,
  prepare: (attempt: number) => Promise<HttpRequest>,
  bounds: Bounds,
): Promise<Answer> {
  const { clock, deadline, log } = bounds;
  const attempts = { counted: 0, rateLimited: 0 };
  for (let attempt = 1; ; attempt++) {
    const request = await prepare(attempt);
    const sentAt = clock.now();
    const left = deadline - sentAt;
    const outcome = left > 0 ? await send(request, attemptTime(left)) : undefined;
    if (isFinal(outcome)) return { ...outcome, sentAt };
    if (isRateLimit(outcome)) attempts.rateLimited++;
    else attempts.counted++;
    const { gaveUp, willTryAgain } = await import('./failure.ts');
    const last = { remote, url: request.url, attempts: { ...attempts }, bounds, outcome };
    const wait = nextWait(outcome, attempts, bounds);
    if (typeof wait !== 'number') throw gaveUp({ ...last, ...wait });
    log(willTryAgain(last, wait));
    await clock.sleep(wait);
  }
}

function attemptTime(left: number): number {
  return Math.min(left, Math.max(SHORTEST_ATTEMPT_MS, Math.min(LONGEST_ATTEMPT_MS, left / 2)));
}

function isFinal(outcome: LastAttempt['outcome']): outcome is HttpReply {
  if (outcome === undefined || !('status' in outcome)) return false;
  return outcome.status !== 408 && outcome.status !== 429 && outcome.status < 500;
}

function isRateLimit(outcome: LastAttempt['outcome']): boolean {
  return outcome !== undefined && 'status' in outcome && outcome.status === 429;
}

/** Milliseconds until the next attempt; or, where there is no time for it, what it would be; or that nothing can heal. */
function nextWait(
  outcome: LastAttempt['outcome'],
  attempts: LastAttempt['attempts'],
  { clock, deadline, maxAttempts }: Bounds,
): number | { wait?: number; asked?: number } {
  if (!outcome) return {};
  const isHopeless = 'heals' in outcome && !outcome.heals;
  if (isHopeless || attempts.counted >= maxAttempts) return {};
  const left = deadline - clock.now();
  const { least, drawn } = waitAfter(outcome, attempts, left, clock.random());
  if (drawn < left) return drawn;
  // If the remote asks for a wait that fits, our jitter must not push the retry past the deadline.
  if (least > 0 && least < left) return least + (left - least) / 2;
  return least > 0 ? { wait: least, asked: least } : { wait: drawn };
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
/** Also where a remote that limits the rate asks for less, or for nothing. */
const LEAST_AFTER_429_MS = 1_000;

/** Milliseconds until the next attempt: `least` is what the remote asks for, never to be undercut. */
interface Wait {
  readonly least: number;
  /** With jitter on top. */
  readonly drawn: number;
}

/**
 * How long to wait after an outcome. What a remote asks for is the least: a matrix of jobs that came back at
 * that very moment would meet the limit again, so jitter is added.
 *
 * After a 429 the jitter doubles with each, up to half of the time that is left: with many jobs behind
 * one limit they spread out, and the last ones still come back before their deadline.
 * @param left milliseconds until the deadline
 * @param random a number from 0 up to 1
 */
export function waitAfter(
  outcome: HttpReply | HttpFailure,
  { counted, rateLimited }: LastAttempt['attempts'],
  left: number,
  random: number,
): Wait {
  const asked = 'status' in outcome ? (askedWait(outcome) ?? 0) : 0;
  if (!isRateLimit(outcome)) {
    const spread = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (counted - 1));
    return { least: asked, drawn: asked + random * spread };
  }
  const least = Math.max(asked, LEAST_AFTER_429_MS);
  const spread = Math.min(FIRST_SPREAD_MS * 2 ** (rateLimited - 1), Math.max(left, 0) / 2);
  return { least, drawn: least + random * spread };
}

/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds
 * at Confluent, seconds since the epoch at GitHub. A value of neither form is ignored. A time is
 * read against the reply's own `Date`: the runner's clock may be wrong.
 */
function askedWait({ headers }: HttpReply): number | undefined {
  const now = httpDate(headers.date);
  return inMilliseconds(headers['retry-after'], now) ?? inMilliseconds(headers['x-ratelimit-reset'], now);
}

function inMilliseconds(header: string | string[] | undefined, now: number | undefined): number | undefined {
  const text = String(header ?? '').trim();
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const isEpoch = seconds !== undefined && seconds > 1_000_000_000;
  if (seconds !== undefined && !isEpoch) return seconds * 1000;
  const until = isEpoch ? seconds * 1000 : httpDate(text);
  return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}

/** The form that RFC 9110, 5.6.7 has senders use; `Date.parse` alone would take `Mon, 1`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since the epoch of an HTTP date; undefined for any other text. */
export function httpDate(text: string | undefined): number | undefined {
  const ms = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

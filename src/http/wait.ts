import type { HttpFault } from './fault.ts';
import { httpDate } from './http-date.ts';
import type { HttpReply } from './request.ts';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
/** Also where a remote that limits the rate asks for less, or for nothing. */
const LEAST_AFTER_429_MS = 1_000;

/** How often this call has been tried. */
export interface Tries {
  /** Attempts that count for `max-attempts`. */
  readonly attempts: number;
  /** Answers 429 so far, the last one included. */
  readonly rateLimited: number;
}

/** Milliseconds until the next try: `least` is what the remote asks for, never to be undercut. */
export interface Wait {
  readonly least: number;
  /** With jitter on top. */
  readonly drawn: number;
}

/**
 * How long to wait after an outcome. What a remote asks for is the least: a crowd that came back at
 * that very moment would meet the limit again, so jitter is added.
 *
 * After a 429 the jitter doubles with each, up to half of the time that is left: with many jobs behind
 * one limit they spread out, and the last ones still come back before their deadline.
 * @param left milliseconds until the deadline
 * @param random a number from 0 up to 1
 */
export function waitAfter(
  outcome: HttpReply | HttpFault,
  { attempts, rateLimited }: Tries,
  left: number,
  random: number,
): Wait {
  const asked = outcome.kind === 'reply' ? (askedWait(outcome) ?? 0) : 0;
  const isRateLimit = outcome.kind === 'reply' && outcome.status === 429;
  const least = isRateLimit ? Math.max(asked, LEAST_AFTER_429_MS) : asked;
  const spread = isRateLimit
    ? Math.min(FIRST_SPREAD_MS * 2 ** (rateLimited - 1), Math.max(left, 0) / 2)
    : Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
  return { least, drawn: least + random * spread };
}

/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds
 * at Confluent, seconds since the epoch at GitHub. A value of neither form is passed over. A time is
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

import { type Clock, httpDate } from '../clock.ts';
import type { HttpReply } from '../tokens.ts';
import { type HttpFailure, isRateLimit, type Outcome } from './failure.ts';
import type { LastAttempt } from './wording.ts';

export interface GiveUp {
  readonly again: false;
  /** Milliseconds until the next attempt, where there is no time for it. */
  readonly wait?: number;
  /** What of that the remote asks for. */
  readonly asked?: number;
}

/** Whether there is another attempt after an outcome that is not final, and after how many milliseconds. */
export function nextWait(
  outcome: Outcome,
  attempts: LastAttempt['attempts'],
  { clock, deadline, maxAttempts }: { clock: Clock; deadline: number; maxAttempts: number },
): { readonly again: true; readonly wait: number } | GiveUp {
  const isHopeless = !outcome || ('heals' in outcome && !outcome.heals);
  if (isHopeless || attempts.counted >= maxAttempts) return { again: false };
  const left = deadline - clock.now();
  const { least, drawn } = waitAfter(outcome, attempts, left, clock.random());
  if (drawn < left) return { again: true, wait: drawn };
  // Where the wait that the remote asks for fits, our jitter must not move the attempt past the deadline.
  const fits = least > 0 && least < left;
  if (fits) return { again: true, wait: least + (left - least) / 2 };
  return { again: false, wait: least || drawn, asked: least };
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
/** The minimum after a 429, whatever the remote asks for. */
const LEAST_AFTER_429_MS = 1_000;

/**
 * How long to wait after an outcome. Jitter is added to what a remote asks for: a matrix of jobs that came back at
 * the same moment would meet the limit again. With each 429 the jitter doubles, up to half of the time that is left:
 * many jobs spread out, and the last ones still come back before their deadline.
 * @param left milliseconds until the deadline
 * @param random a number from 0 up to 1
 * @returns milliseconds: `least`, the minimum, and `drawn`, that with jitter
 */
export function waitAfter(
  outcome: HttpReply | HttpFailure,
  { counted, rateLimited }: LastAttempt['attempts'],
  left: number,
  random: number,
) {
  // GitHub sends the headers of its limit with each reply.
  const asked = 'status' in outcome && outcome.status >= 400 ? (askedWait(outcome) ?? 0) : 0;
  if (!isRateLimit(outcome)) {
    const spread = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (counted - 1));
    return { least: asked, drawn: asked + random * spread };
  }
  const least = Math.max(asked, LEAST_AFTER_429_MS);
  const doubled = FIRST_SPREAD_MS * 2 ** (rateLimited - 1);
  const spread = Math.min(doubled, Math.max(left, 0) / 2);
  return { least, drawn: least + random * spread };
}

/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds at
 * Confluent, seconds since the epoch at GitHub. A time is compared with the `Date` of the same reply: the
 * runner's clock may be wrong.
 */
function askedWait({ headers }: HttpReply): number | undefined {
  const now = httpDate(headers.date);
  return inMilliseconds(headers['retry-after'], now) ?? inMilliseconds(headers['x-ratelimit-reset'], now);
}

/** About 30 years; a larger number is a time since the epoch. */
const LONGEST_RELATIVE_MS = 1e12;

function inMilliseconds(header: string | string[] | undefined, now: number | undefined): number | undefined {
  const text = String(header ?? '').trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
  if (ms !== undefined && ms <= LONGEST_RELATIVE_MS) return ms;
  const until = ms ?? httpDate(text);
  return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}

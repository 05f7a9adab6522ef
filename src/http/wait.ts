import type { Clock } from '../clock.ts';
import type { HttpFault } from './fault.ts';
import type { HttpReply } from './request.ts';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;

/** Milliseconds until the next attempt: what the remote asks for, else full jitter. */
export function waitAfter(outcome: HttpReply | HttpFault, attempt: number, clock: Clock): number {
  const asked = outcome.kind === 'reply' ? askedWait(outcome, clock.now()) : undefined;
  const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
  return asked ?? clock.random() * ceiling;
}

/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds
 * at Confluent, seconds since the epoch at GitHub. A value of neither form is passed over.
 */
function askedWait({ headers }: HttpReply, now: number): number | undefined {
  return inSeconds(headers['retry-after'], now) ?? inSeconds(headers['x-ratelimit-reset'], now);
}

/** The date form that RFC 9110 has senders use; `Date.parse` alone would take `Mon, 1`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function inSeconds(header: string | string[] | undefined, now: number): number | undefined {
  const text = String(header ?? '').trim();
  if (/^\d+(\.\d+)?$/.test(text)) {
    const seconds = Number(text);
    const isEpoch = seconds > 1_000_000_000;
    return isEpoch ? Math.max(0, seconds * 1000 - now) : seconds * 1000;
  }
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

import { ActionError } from './errors.ts';
import { type HttpFault, type HttpReply, type HttpRequest, send } from './http.ts';
import type { Inputs } from './inputs.ts';

/** What of the machine the retry rules need; real in index.ts, of the test's making in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

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
  { maxAttempts, timeoutSeconds }: Pick<Inputs, 'maxAttempts' | 'timeoutSeconds'>,
  clock: Clock,
  startedAt: number,
  log: (line: string) => void,
): Bounds {
  const deadline = startedAt + timeoutSeconds * 1000;
  return { clock, deadline, maxAttempts, limit: `timeout-seconds (${timeoutSeconds})`, log };
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
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
    const unmendable = outcome?.kind === 'fault' && !outcome.heals;
    if (unmendable || attempt >= bounds.maxAttempts) throw gaveUp(failure);
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

interface Failure {
  readonly remote: string;
  readonly host: string;
  readonly attempt: number;
  readonly bounds: Bounds;
  readonly outcome: HttpReply | HttpFault | undefined;
  /** Milliseconds until the next attempt, where there was no time for it. */
  readonly wait?: number;
}

function whatHappened({ remote, host, outcome }: Failure): string {
  if (!outcome) return `${remote} (${host}) could not be asked in time`;
  if (outcome.kind === 'reply') return `${remote} (${host}) answered ${outcome.status}`;
  return `${remote} (${host}) ${FAULTS[outcome.code]}: ${outcome.detail}`;
}

const FAULTS = {
  UNREACHABLE: 'could not be reached',
  TIMED_OUT: 'timed out',
  UNEXPECTED_REPLY: 'sent a reply that is not what its API promises',
} as const;

function gaveUp(failure: Failure): ActionError {
  const { attempt, bounds, wait, outcome } = failure;
  const tries = `attempt ${attempt} of ${bounds.maxAttempts}`;
  const noTime =
    wait === undefined || !outcome
      ? ''
      : `; the next would come in ${Math.ceil(wait / 1000)} s, which is more than ${bounds.limit} leaves`;
  const code = codeOf(outcome);
  const cause = outcome?.kind === 'fault' ? outcome.cause : undefined;
  return new ActionError(
    code,
    `${whatHappened(failure)} (${tries}${noTime}).`,
    remedyFor(code, failure),
    cause,
  );
}

type GaveUp = 'RATE_LIMITED' | 'UNAVAILABLE' | HttpFault['code'];

function codeOf(outcome: HttpReply | HttpFault | undefined): GaveUp {
  if (!outcome) return 'TIMED_OUT';
  if (outcome.kind === 'fault') return outcome.code;
  return outcome.status === 429 ? 'RATE_LIMITED' : 'UNAVAILABLE';
}

function remedyFor(code: GaveUp, { remote, host, bounds }: Failure): string {
  switch (code) {
    case 'RATE_LIMITED':
      return `${remote} limits the rate: run fewer jobs at the same time, or raise ${bounds.limit}.`;
    case 'UNAVAILABLE':
      return `Look at the status page of ${remote}, and run the job again.`;
    case 'UNREACHABLE':
      return `Check that the runner may reach ${host}: DNS, firewall, https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS), and the input endpoint.`;
    case 'TIMED_OUT':
      return `Check the network between the runner and ${host}, or raise ${bounds.limit}.`;
    case 'UNEXPECTED_REPLY':
      return `Check that ${host} is ${remote}, and not a proxy or a login page.`;
  }
}

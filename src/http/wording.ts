import { ActionError, orRaise } from '../errors.ts';
import { type HttpFailure, isRateLimit, type Outcome } from './failure.ts';
import { throughProxy } from './proxy.ts';
import type { GiveUp } from './wait.ts';

/** The last attempt of a call that is given up, or made again. */
export interface LastAttempt {
  readonly remote: string;
  readonly url: URL;
  /** Those that count for `max-attempts`, and those that were answered 429, so far. */
  readonly attempts: { readonly counted: number; readonly rateLimited: number };
  readonly bounds: { readonly maxAttempts: number; readonly timeoutSeconds: number; readonly proxy: string };
  readonly outcome: Outcome;
}

/** The line for the log when the call is made again in so many milliseconds. */
export function willTryAgain(last: LastAttempt, wait: number): string {
  const { attempts, bounds, outcome } = last;
  const next = isRateLimit(outcome) ? 'next try' : attemptOf(attempts.counted + 1, bounds.maxAttempts);
  return `${whatHappened(last)}; ${next} in ${(wait / 1000).toFixed(1)} s`;
}

/** The token endpoint has no maximum. */
function attemptOf(counted: number, maxAttempts: number): string {
  return Number.isFinite(maxAttempts) ? `attempt ${counted} of ${maxAttempts}` : `attempt ${counted}`;
}

/** The error of a call that is given up. */
export function gaveUp(last: LastAttempt, { wait, asked }: GiveUp): ActionError {
  const { attempts, bounds, outcome } = last;
  const { rateLimited, counted } = attempts;
  const times = rateLimited === 1 ? 'once' : `${rateLimited} times`;
  const count = isRateLimit(outcome) ? times : attemptOf(counted, bounds.maxAttempts);
  const noTime =
    wait === undefined
      ? ''
      : `; the next would come in ${Math.ceil(wait / 1000)} s, which is more than timeout-seconds (${bounds.timeoutSeconds}) leaves`;
  const code = errorCode(outcome);
  const cause = outcome && 'cause' in outcome ? outcome.cause : undefined;
  const message = `${whatHappened(last)} (${count}${noTime}).`;
  return new ActionError(code, message, remedyFor(code, last, wait), cause, asked);
}

const FAILURES = {
  UNREACHABLE: 'could not be reached',
  TIMED_OUT: 'timed out',
  UNEXPECTED_REPLY: 'sent a reply that is not what its API promises',
} as const;

function whatHappened({ remote, url, outcome, bounds }: LastAttempt): string {
  const who = `${remote} (${url.host})`;
  if (!outcome) return `${who} could not be asked in time`;
  if ('status' in outcome) {
    const { status } = outcome;
    const missing = status < 300 ? ' without a JSON object' : '';
    return `${who} answered ${status}${missing}`;
  }
  const way = outcome.code === 'UNEXPECTED_REPLY' ? '' : throughProxy(url, bounds.proxy);
  return `${who} ${FAILURES[outcome.code]}: ${outcome.detail}${way}`;
}

type Code = 'RATE_LIMITED' | 'UNAVAILABLE' | HttpFailure['code'];

function errorCode(outcome: Outcome): Code {
  if (!outcome) return 'TIMED_OUT';
  if ('code' in outcome) return outcome.code;
  return isRateLimit(outcome) ? 'RATE_LIMITED' : 'UNAVAILABLE';
}

function remedyFor(code: Code, { remote, url: { host }, bounds }: LastAttempt, wait = 0): string {
  const endpoint = remote === 'Confluent' ? ', and the input endpoint' : '';
  switch (code) {
    case 'RATE_LIMITED':
      return `${remote} limits the rate: run fewer jobs at the same time${orRaise(bounds.timeoutSeconds, wait / 1000)}`;
    case 'UNAVAILABLE':
      return `Look at the status page of ${remote}, and run the job again.`;
    case 'UNREACHABLE':
      return `Check that the runner may reach ${host}: DNS, firewall, https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS)${endpoint}.`;
    case 'TIMED_OUT':
      return `Check the network between the runner and ${host}${orRaise(bounds.timeoutSeconds)}`;
    case 'UNEXPECTED_REPLY':
      return `Check that ${host} is ${remote}, and not a proxy or a login page.`;
  }
}

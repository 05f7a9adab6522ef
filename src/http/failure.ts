import { ActionError } from '../errors.ts';
import type { HttpFault } from './fault.ts';
import type { HttpReply } from './request.ts';
import type { Tries } from './wait.ts';

/** The last try of a call that is given up, or made again. */
export interface Failure {
  readonly remote: string;
  readonly host: string;
  readonly tries: Tries;
  readonly bounds: { readonly maxAttempts: number; readonly limit: string };
  readonly outcome: HttpReply | HttpFault | undefined;
  /** Milliseconds until the next try, where there was no time for it. */
  readonly wait?: number;
  /** The same, where the remote asked for it. */
  readonly asked?: number;
}

/** The line for the log when the call is made again in so many milliseconds. */
export function willTryAgain(failure: Failure, wait: number): string {
  const { tries, bounds, outcome } = failure;
  const next = isRateLimit(outcome) ? 'next try' : `attempt ${tries.attempts + 1} of ${bounds.maxAttempts}`;
  return `${whatHappened(failure)}; ${next} in ${(wait / 1000).toFixed(1)} s`;
}

function whatHappened({ remote, host, outcome }: Failure): string {
  if (!outcome) return `${remote} (${host}) could not be asked in time`;
  if (outcome.kind === 'reply') return `${remote} (${host}) answered ${outcome.status}`;
  return `${remote} (${host}) ${FAULTS[outcome.code]}: ${outcome.detail}`;
}

function isRateLimit(outcome: HttpReply | HttpFault | undefined): boolean {
  return outcome?.kind === 'reply' && outcome.status === 429;
}

const FAULTS = {
  UNREACHABLE: 'could not be reached',
  TIMED_OUT: 'timed out',
  UNEXPECTED_REPLY: 'sent a reply that is not what its API promises',
} as const;

/** The error of a call that is given up. */
export function gaveUp(failure: Failure): ActionError {
  const { tries, bounds, wait, outcome } = failure;
  const count = isRateLimit(outcome)
    ? `${tries.rateLimited === 1 ? 'once' : `${tries.rateLimited} times`}`
    : `attempt ${tries.attempts} of ${bounds.maxAttempts}`;
  const noTime =
    wait === undefined || !outcome
      ? ''
      : `; the next would come in ${Math.ceil(wait / 1000)} s, which is more than ${bounds.limit} leaves`;
  const code = codeOf(outcome);
  const cause = outcome?.kind === 'fault' ? outcome.cause : undefined;
  return new ActionError(
    code,
    `${whatHappened(failure)} (${count}${noTime}).`,
    remedyFor(code, failure),
    cause,
    failure.asked,
  );
}

type GaveUp = 'RATE_LIMITED' | 'UNAVAILABLE' | HttpFault['code'];

function codeOf(outcome: HttpReply | HttpFault | undefined): GaveUp {
  if (!outcome) return 'TIMED_OUT';
  if (outcome.kind === 'fault') return outcome.code;
  return isRateLimit(outcome) ? 'RATE_LIMITED' : 'UNAVAILABLE';
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

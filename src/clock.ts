/** The clock functions that timing needs; real in the entries, simulated in tests. */
export interface Clock {
  /** Milliseconds that only go forward, from any point: what every life and deadline is counted by. */
  now(): number;
  /** Milliseconds since the epoch as this machine has them, right or wrong: for messages; a life is never longer by it. */
  wallTime(): number;
  sleep(ms: number): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

/** Seconds; so much is ordinary, and breaks nothing. */
const ORDINARY_DIFFERENCE_S = 30;

/**
 * How far the runner's clock is ahead of a remote's (behind: negative), in whole seconds.
 * @param runnerTime milliseconds since the epoch, by the runner
 * @param remoteTime the same moment by the remote, if it says
 */
export function clockDifference(runnerTime: number, remoteTime: number | undefined): number | undefined {
  return remoteTime === undefined ? undefined : Math.round((runnerTime - remoteTime) / 1000);
}

/** RFC 3339 in UTC, cut to whole seconds. */
export function rfc3339(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/**
 * The warning of a runner whose clock is wrong: nothing here is decided by it, but others will trip over it.
 * Undefined where there is nothing to warn of.
 * @param difference seconds that it is ahead of the remote's (behind: negative)
 */
export function clockWarning(remote: string, difference: number | undefined): string | undefined {
  if (difference === undefined || Math.abs(difference) <= ORDINARY_DIFFERENCE_S) return undefined;
  const ahead = difference > 0;
  const breaks = ahead
    ? 'clients that check the expiry of a token by this clock refuse it too early'
    : 'clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid';
  return `The clock of this runner is ${Math.abs(difference)} s ${ahead ? 'ahead of' : 'behind'} the clock of ${remote}: ${breaks}. This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).`;
}

/** The form that RFC 9110, 5.6.7 has senders use; `Date.parse` alone would take `Mon, 1`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since the epoch of an HTTP date; undefined for any other text. */
export function httpDate(text: string | undefined): number | undefined {
  const ms = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

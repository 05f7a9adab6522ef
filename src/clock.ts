/** The clock functions that timing needs; real in the entries, simulated in tests. */
export interface Clock {
  /** Milliseconds that only go forward, from any point. Every life and deadline is counted by them. */
  now(): number;
  /** Milliseconds since the epoch by this machine, right or wrong: for messages. It can only make a life shorter. */
  wallTime(): number;
  sleep(ms: number): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

/** Differences up to 30 s are common and harmless. */
const COMMON_DIFFERENCE_S = 30;

/** RFC 3339 in UTC, cut to whole seconds. */
export function rfc3339(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/**
 * The warning that the clock of the runner is wrong, if it is: clients on the same machine compare the expiry of a
 * token with it.
 * @param runnerTime in milliseconds since the epoch
 * @param githubTime the same moment by GitHub, if known
 */
export function clockWarning(runnerTime: number, githubTime = runnerTime): string | undefined {
  const difference = Math.round((runnerTime - githubTime) / 1000);
  if (Math.abs(difference) <= COMMON_DIFFERENCE_S) return undefined;
  const [order, breaks] =
    difference > 0
      ? ['ahead of', 'refuse it too early']
      : ['behind', 'use it for too long, or say that it is not yet valid'];
  return `The clock of this runner is ${Math.abs(difference)} s ${order} the clock of GitHub: clients that check the expiry of a token by this clock ${breaks}. This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).`;
}

/** The form that RFC 9110, 5.6.7 has senders use; `Date.parse` alone would take `Mon, 1`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since the epoch of an HTTP date; undefined for any other text. */
export function httpDate(text: string | undefined): number | undefined {
  const ms = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** What of the machine the rules on time need; real in the entries, of the test's making in tests. */
export interface Clock {
  /** Milliseconds that only go forward, from any point: what every life and deadline is counted by. */
  now(): number;
  /** Milliseconds since the epoch as this machine has them, right or wrong: only to be told, never decided on. */
  wallTime(): number;
  sleep(ms: number): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

/** Differences of less than this are ordinary. */
const ORDINARY_DIFFERENCE_S = 30;

/**
 * How far the runner's clock is ahead of a remote's (behind: negative), in whole seconds.
 * @param runnerTime milliseconds since the epoch, by the runner
 * @param remoteTime the same moment by the remote
 * @returns undefined where the difference is an ordinary one
 */
export function clockDifference(runnerTime: number, remoteTime: number): number | undefined {
  const seconds = Math.round((runnerTime - remoteTime) / 1000);
  return Math.abs(seconds) > ORDINARY_DIFFERENCE_S ? seconds : undefined;
}

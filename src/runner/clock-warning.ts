import { isLargeDifference } from '../clock.ts';
import type { Runner } from './publish.ts';

/**
 * Warns of a runner whose clock is wrong: nothing here is decided by it, but others will trip over it.
 * @param difference seconds that it is ahead of the remote's (behind: negative)
 * @returns whether there was something to warn of
 */
export function tellClock(
  runner: Pick<Runner, 'warning'>,
  remote: string,
  difference: number | undefined,
): boolean {
  if (!isLargeDifference(difference)) return false;
  const ahead = difference > 0;
  const breaks = ahead
    ? 'clients that check the expiry of a token by this clock refuse it too early'
    : 'clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid';
  runner.warning(
    `The clock of this runner is ${Math.abs(difference)} s ${ahead ? 'ahead of' : 'behind'} the clock of ${remote}: ${breaks}. This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).`,
  );
  return true;
}

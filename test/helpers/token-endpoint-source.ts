import { type Life, TokenSource } from '../../src/token-endpoint/source.ts';
import { testClock } from './token-endpoint-clock.ts';

export type TestToken = Life & { readonly token: string };

/** A fetch that waits for its outcome. */
export interface Fetch {
  /** @param lifeMs of the token, from now */
  grant(token: string, lifeMs?: number): void;
  refuse(why: Error): void;
}

/**
 * A source whose every fetch waits to be granted or refused.
 * @param lifeMs of its tokens; with 0, it has none yet, else one fresh from its first fetch
 * @param fetch in place of the fetch that waits
 * @param left milliseconds that the first token is to have left
 */
export async function slowSource(
  lifeMs = 300_000,
  fetch?: () => Promise<TestToken>,
  left = lifeMs,
  random?: () => number,
) {
  const clock = testClock(random ? { random } : {});
  const waiting: Fetch[] = [];
  const source = new TokenSource(
    fetch ??
      (() => {
        const { promise, resolve, reject } = Promise.withResolvers<TestToken>();
        const grant: Fetch['grant'] = (token, ms = lifeMs || 300_000) =>
          resolve({ token, issuedAt: clock.time, expiresAt: clock.time + ms });
        waiting.push({ grant, refuse: reject });
        return promise;
      }),
    clock,
  );
  /** Milliseconds until this is settled, and what comes; undefined if it fails. */
  const timed = async (promise: Promise<TestToken>): Promise<[number, TestToken | undefined]> => {
    const from = clock.time;
    const token = await promise.catch(() => undefined);
    return [clock.time - from, token];
  };
  /** The same, and lets so much time pass. */
  const waited = (promise: Promise<TestToken>) => clock.passFor(timed(promise));
  let first: TestToken = { token: '', issuedAt: 0, expiresAt: 0 };
  if (lifeMs > 0) {
    const pending = source.current();
    waiting[0]?.grant('first');
    first = await pending;
    clock.time += lifeMs - left;
  }
  return { clock, source, waiting, timed, waited, first };
}

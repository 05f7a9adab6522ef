import assert from 'node:assert/strict';
import { waitAfter } from '../../src/http/wait.ts';
import { type Life, TokenSource } from '../../src/token-endpoint/source.ts';
import { type TestClock, testClock } from './token-endpoint-clock.ts';

type TestToken = Life & { readonly token: string };

/** How a remote is away: it refuses at once, or takes the request and never answers. */
export type Way = 'at once' | 'silent';

export interface Scene {
  readonly away: 'GitHub' | 'Confluent';
  readonly way: Way;
  /** Milliseconds from the first token to the start of the outage. */
  readonly after: number;
  readonly lastsMs: number;
  /** Milliseconds between two requests of the client. */
  readonly every: number;
  readonly lives: { readonly id: number; readonly access: number };
  readonly random: () => number;
}

/** What a client saw of one request. */
export interface Seen {
  readonly at: number;
  readonly waited: number;
  readonly failed: boolean;
}

const TIME_LIMIT_MS = 60_000;
const FAILED = { status: 503, headers: {}, body: '' } as const;

/** Asks a remote, with the pauses and bounds of the real retries, all in time of this clock. */
async function fetchToken(
  clock: TestClock,
  isAway: () => boolean,
  way: Way,
  life: number,
  prepare: () => Promise<unknown>,
): Promise<TestToken> {
  const deadline = clock.now() + TIME_LIMIT_MS;
  for (let attempts = 1; ; attempts++) {
    await prepare();
    const issuedAt = clock.now();
    const left = deadline - issuedAt;
    if (left <= 0) throw new Error('no time left');
    if (!isAway()) return { token: `of ${issuedAt}`, issuedAt, expiresAt: issuedAt + life };
    if (way === 'silent') await clock.sleep(Math.min(left, Math.max(1_000, Math.min(15_000, left / 2))));
    const rest = deadline - clock.now();
    const { drawn } = waitAfter(FAILED, { counted: attempts, rateLimited: 0 }, rest, clock.random());
    if (drawn >= rest) throw new Error('gave up');
    await clock.sleep(drawn);
  }
}

/** A job with one client of each kind of token, through an outage and a minute more. */
export async function playOutage(scene: Scene): Promise<Seen[]> {
  const clock = testClock({ start: 0, settle: fewTicks, random: scene.random });
  const isAway = () => clock.time >= scene.after && clock.time < scene.after + scene.lastsMs;
  const never = () => false;
  const github = scene.away === 'GitHub' ? isAway : never;
  const confluent = scene.away === 'Confluent' ? isAway : never;
  const id = new TokenSource(
    () => fetchToken(clock, github, scene.way, scene.lives.id, async () => {}),
    clock,
  );
  const forExchange = () => id.current(false);
  const access = new TokenSource(
    () => fetchToken(clock, confluent, scene.way, scene.lives.access, forExchange),
    clock,
  );
  const seen: Promise<Seen>[] = [];
  const watch = async (token: Promise<TestToken>): Promise<Seen> => {
    const at = clock.time;
    const got = await token.catch(() => undefined);
    return { at, waited: clock.time - at, failed: (got?.expiresAt ?? 0) - clock.time < 10_000 };
  };
  while (clock.time <= scene.after + scene.lastsMs + 60_000) {
    seen.push(watch(id.current()), watch(access.current()));
    await clock.advance(scene.every);
  }
  await clock.advance(20_000);
  return await Promise.all(seen);
}

/** No client noticed: all got a token that is of use, none waited over 2 s. */
export function assertUnnoticed(seen: readonly Seen[], name: string): void {
  const noticed = seen.filter(({ waited, failed }) => failed || waited > 2_000);
  assert.deepEqual(noticed, [], name);
}

/** Enough for the promises of a source; far cheaper than turns of the event loop. */
async function fewTicks(): Promise<void> {
  for (let n = 0; n < 24; n++) await undefined;
}

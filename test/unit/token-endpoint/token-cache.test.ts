import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { type CachedToken, type Life, TokenCache } from '../../../src/token-endpoint/token-cache.ts';
import { together } from '../../helpers/token-endpoint.ts';
import { testClock } from '../../helpers/token-endpoint-clock.ts';

type TestToken = Life & { readonly token: string };

/** A fetch that waits for its outcome. */
interface Fetch {
  /** @param lifeMs of the token, from now */
  grant(token: string, lifeMs?: number): void;
  refuse(why: Error): void;
  note(trouble: string): void;
}

/**
 * A cache whose every fetch waits to be granted or refused.
 * @param lifeMs of its tokens; with 0, it has none yet, else one fresh from its first fetch
 * @param left milliseconds that the first token is to have left
 */
async function slowCache(lifeMs = 300_000, left = lifeMs, random = 0.5) {
  const clock = testClock({ random: () => random });
  const waiting: Fetch[] = [];
  /** From now on, every fetch has its answer at once. */
  let answer: ((fetch: Fetch) => void) | undefined;
  const cache = new TokenCache((note) => {
    const { promise, resolve, reject } = Promise.withResolvers<TestToken>();
    const grant: Fetch['grant'] = (token, ms = lifeMs || 300_000) =>
      resolve({ token, issuedAt: clock.time, expiresAt: clock.time + ms });
    const fetch = { grant, refuse: reject, note };
    waiting.push(fetch);
    answer?.(fetch);
    return promise;
  }, clock);
  const answerAll = (how: (fetch: Fetch) => void) => {
    answer = how;
  };
  /** Milliseconds until this is settled, and what comes; undefined if it fails. */
  const timed = async (promise: Promise<TestToken>): Promise<[number, TestToken | undefined]> => {
    const from = clock.time;
    const token = await promise.catch(() => undefined);
    return [clock.time - from, token];
  };
  /** The same, and lets so much time pass. */
  const waited = (promise: Promise<TestToken>) => clock.passFor(timed(promise));
  let first: CachedToken<TestToken> = { token: '', issuedAt: 0, expiresAt: 0, wallAhead: 0 };
  if (lifeMs > 0) {
    const pending = cache.current();
    waiting[0]?.grant('first');
    first = await pending;
    clock.time += lifeMs - left;
  }
  return { clock, cache, waiting, answerAll, timed, waited, first };
}

suite('token cache', together, () => {
  test('hands out a token down to exactly 80 % of its life, and none below without trying', async () => {
    for (const life of [300_000, 900_000, 20_000]) {
      const { clock, cache, waiting, first } = await slowCache(life);
      clock.time += life * 0.2;
      assert.deepEqual([await cache.current(), waiting.length], [first, 1]);
      clock.time++;
      const pending = cache.current();
      assert.equal(waiting.length, 2);
      waiting[1]?.grant('second');
      assert.equal((await pending).token, 'second');
      assert.equal(cache.fetched, 2);
    }
  });

  test('has one fetch in flight, however many ask', async () => {
    const { cache, waiting } = await slowCache(0);
    const all = Array.from({ length: 200 }, () => cache.current());
    waiting[0]?.grant('one');
    assert.deepEqual(new Set((await Promise.all(all)).map(({ token }) => token)), new Set(['one']));
    assert.deepEqual([waiting.length, cache.fetched], [1, 1]);
  });

  test('tells all who wait of a failure where there is nothing to give', async () => {
    const { clock, cache, waiting } = await slowCache(0);
    const all = Promise.allSettled(Array.from({ length: 20 }, () => cache.current()));
    waiting[0]?.refuse(new Error('down'));
    for (const outcome of await all) {
      assert.equal(outcome.status === 'rejected' && outcome.reason.message, 'down');
    }
    assert.deepEqual([waiting.length, cache.fetched], [1, 0]);
    const pending = cache.current();
    await clock.advance(2_000);
    waiting[1]?.grant('after');
    assert.equal((await pending).token, 'after');
    assert.deepEqual([waiting.length, cache.fetched], [2, 1]);
  });

  test('gives the first token even if it is short-lived, and keeps no reserve of what nobody could use', async () => {
    for (const life of [-1_000, 0, 1_000, 9_999]) {
      const { clock, cache, waiting } = await slowCache(0);
      const pending = cache.current();
      waiting[0]?.grant('short', life);
      assert.equal((await pending).token, 'short');
      await clock.advance(60_000);
      assert.equal(waiting.length, 1, `life of ${life} ms`);
    }
  });
});

suite('token cache: how long a client waits', together, () => {
  type Outcome = 'first' | 'second' | undefined;
  /** What is left of the first token; how long a client waits, and for what; when its refresh succeeds or fails. */
  const waits: [number, number, Outcome, { grant?: number; refuse?: number }?][] = [
    [238_000, 2_000, 'first'],
    [60_000, 2_000, 'first'],
    [100_000, 1_500, 'second', { grant: 1_500 }],
    [100_000, 500, 'first', { refuse: 500 }],
    [59_999, 15_000, 'first'],
    [59_999, 14_900, 'second', { grant: 14_900 }],
    [17_000, 6_000, 'first'],
    [10_000, 0, 'first'],
    [9_999, 0, undefined, { refuse: 0 }],
    [9_999, 15_000, undefined],
    [0, 15_000, undefined],
  ];
  for (const [left, ms, outcome, { grant, refuse } = {}] of waits) {
    test(`${left} ms left: ${ms} ms for ${outcome ?? 'an error'}`, async () => {
      const { clock, cache, waiting, timed } = await slowCache(left && 300_000, left);
      const pending = timed(cache.current());
      await clock.advance(grant ?? refuse ?? 0);
      if (grant !== undefined) waiting[1]?.grant('second');
      if (refuse !== undefined) waiting[1]?.refuse(new Error('down'));
      const [waited, token] = await clock.passFor(pending);
      assert.deepEqual([waited, token?.token], [ms, outcome]);
    });
  }

  test('less where others have waited for this refresh, which goes on', async () => {
    for (const [left, ms] of [
      [238_000, 2_000],
      [59_999, 15_000],
    ] as const) {
      const { clock, cache, waiting, first, waited } = await slowCache(300_000, left);
      assert.deepEqual(await waited(cache.current()), [ms, first]);
      // At once, without a timer.
      assert.equal(await cache.current(), first);
      assert.equal(waiting.length, 2);
      waiting[1]?.grant('second');
      await clock.advance(0);
      assert.equal((await cache.current()).token, 'second');
    }
  });

  test('only while the cached token is good: 10 s are left when it is handed out, however late timers are', async () => {
    for (const [late, outcome] of [
      [900, 'first'],
      [1_000, 'first'],
      [1_001, undefined],
    ] as const) {
      const { clock, cache, timed } = await slowCache(300_000, 17_000);
      const bridged = timed(cache.current());
      await clock.advance(5_999);
      clock.time += 1 + late;
      await clock.advance(0);
      const [waited, token] = await bridged;
      assert.deepEqual([waited, token?.token], [6_000 + late, outcome]);
    }
  });

  for (const hadTrouble of [false, true]) {
    const title = '15 s at most where there is nothing to give, whoever comes when';
    test(`${title}${hadTrouble ? ', and hears of no trouble that is over' : ''}`, async () => {
      const { clock, cache, waiting, timed } = await slowCache(0);
      if (hadTrouble) {
        cache.current();
        waiting[0]?.note('old');
        waiting[0]?.grant('short', 1_000);
        await clock.advance(1_000);
      }
      const early = timed(cache.current());
      await clock.advance(7_000);
      const late = assert.rejects(cache.current(), { message: 'no token within 15 s' });
      await clock.advance(15_000);
      assert.deepEqual(await early, [15_000, undefined]);
      await late;
    });
  }

  test('a token is as old as either clock says, counted from its request', async () => {
    const { clock, cache, waiting, first } = await slowCache(300_000);
    const wallTime = clock.wallTime();
    for (const [passed, fetches] of [
      [60_000, 1],
      [60_001, 2],
    ] as const) {
      clock.wallTime = () => wallTime + passed;
      cache.current();
      assert.equal(waiting.length, fetches, `${passed} ms on the wall`);
    }
    // A wall clock that is set back makes no token younger.
    clock.wallTime = () => 0;
    clock.time += 100_000;
    assert.equal(cache.left(first), 200_000);
  });
});

suite('token cache: behind its clients', together, () => {
  test('tries again by itself after a failure, with backoff, and hands on what comes', async () => {
    const { clock, cache, waiting, first } = await slowCache(300_000, 239_000);
    cache.current();
    await clock.advance(0);
    const pauses: number[] = [];
    for (let n = 1; n <= 12; n++) {
      waiting[n]?.refuse(new Error('down'));
      const failedAt = clock.time;
      await clock.advance(0);
      while (waiting.length === n + 1) await clock.advance(50);
      pauses.push(clock.time - failedAt);
    }
    // Half a second, and half of a ceiling that doubles up to 4 s.
    assert.deepEqual(pauses, [750, 1_000, 1_500, 2_500, ...Array(8).fill(2_500)]);
    assert.equal((await cache.current()).token, first.token);
    waiting.at(-1)?.grant('back');
    await clock.advance(0);
    assert.equal((await cache.current()).token, 'back');
    assert.equal(cache.fetched, 2);
  });

  test('comes back when a remote has asked for it, not sooner, or after 15 minutes if that is less', async () => {
    for (const [asked, random, waits] of [
      [90_000, 0, 90_000],
      [90_000, 0.999, 90_000],
      // A timer of this length would fire at once.
      [2 ** 31, 0.5, 900_000],
    ] as const) {
      const { clock, cache, waiting } = await slowCache(300_000, 200_000, random);
      cache.current();
      waiting[1]?.refuse(new ActionError('RATE_LIMITED', 'too soon', 'later', undefined, asked));
      await clock.advance(waits);
      assert.equal(waiting.length, 2);
      cache.current().catch(() => {});
      await clock.advance(5_000);
      assert.equal(waiting.length, 3);
    }
  });

  test('keeps a reserve without being asked: 240 s, or 80 % if that is less', async () => {
    for (const [life, age] of [
      [300_000, 60_000],
      [900_000, 660_000],
      [20_000, 4_000],
      [10_000, 2_000],
    ] as const) {
      const { clock, cache, waiting, first } = await slowCache(life);
      // Somebody asks now and then, and gets what there is.
      await clock.advance(Math.min(age - 1, life * 0.2));
      assert.equal(await cache.current(), first);
      await clock.advance(first.expiresAt - life + age - clock.time - 1);
      assert.equal(waiting.length, 1);
      await clock.advance(1);
      assert.equal(waiting.length, 2, `life of ${life} ms`);
      waiting[1]?.grant('reserve');
      await clock.advance(0);
      assert.equal((await cache.current()).token, 'reserve');
    }
  });

  test('keeps one reserve: a token that has been replaced asks for none', async () => {
    const { clock, cache, waiting } = await slowCache(900_000);
    await clock.advance(200_000);
    const pending = cache.current();
    waiting[1]?.grant('second');
    assert.equal((await pending).token, 'second');
    await clock.advance(659_999);
    assert.equal(waiting.length, 2);
    await clock.advance(1);
    assert.equal(waiting.length, 3);
  });

  test('rests after 15 minutes without a request, and is there for the next', async () => {
    const { clock, cache, waiting, answerAll } = await slowCache(300_000);
    let fetchedAt = 0;
    answerAll(({ grant }) => {
      fetchedAt = clock.time;
      grant('again');
    });
    await clock.advance(780_000);
    await cache.current();
    const askedAt = clock.time;
    await clock.advance(1_000_000);
    // Each token is replaced after a minute. It is counted from the last request, not from the first.
    const lasted = fetchedAt - askedAt;
    assert.ok(lasted >= 840_000 && lasted < 900_000, `${lasted} ms`);
    const resting = waiting.length;
    await clock.advance(3_600_000);
    assert.deepEqual([waiting.length, clock.sleeping()], [resting, 0]);
    const pending = cache.current();
    await clock.advance(0);
    assert.equal((await pending).issuedAt, clock.time);
    await clock.advance(60_000);
    assert.equal(waiting.length, resting + 2, 'the reserve is kept again');
  });

  test('rests as well while every refresh fails', async () => {
    const { clock, cache, waiting, answerAll } = await slowCache(0);
    answerAll(({ refuse }) => refuse(new Error('down')));
    cache.current().catch(() => {});
    await clock.advance(899_000);
    const before = waiting.length;
    assert.ok(before > 200, `${before} tries in 15 minutes`);
    await clock.advance(3_600_000);
    assert.ok(waiting.length - before <= 2);
    assert.equal(clock.sleeping(), 0);
    const resting = waiting.length;
    await assert.rejects(cache.current(), /down/);
    assert.equal(waiting.length, resting + 1);
  });

  test('tells whoever is no client of the failure once it gives up', async () => {
    const { clock, cache, waiting, timed } = await slowCache(0);
    const first = timed(cache.current(false));
    waiting[0]?.refuse(new Error('down'));
    assert.deepEqual(await first, [0, undefined]);
    const second = timed(cache.current(false));
    await clock.advance(15_000);
    assert.deepEqual([await second, waiting.length], [[750, undefined], 1]);
  });

  test('is not kept busy by whoever is no client', async () => {
    const { clock, cache, waiting } = await slowCache(0);
    const pending = cache.current(false);
    waiting[0]?.grant('for the exchange');
    await pending;
    await clock.advance(3_600_000);
    assert.equal(waiting.length, 1);
  });
});

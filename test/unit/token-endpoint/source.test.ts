import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { together } from '../../helpers/token-endpoint.ts';
import { slowSource } from '../../helpers/token-endpoint-source.ts';

suite('token source', together, () => {
  test('hands out a token down to exactly 80 % of its life, and none below without trying', async () => {
    for (const life of [300_000, 900_000, 20_000]) {
      const { clock, source, waiting, first } = await slowSource(life);
      clock.time += life * 0.2;
      assert.deepEqual([await source.current(), waiting.length], [first, 1]);
      clock.time++;
      const pending = source.current();
      assert.equal(waiting.length, 2);
      waiting[1]?.grant('second');
      assert.equal((await pending).token, 'second');
      assert.equal(source.fetched, 2);
    }
  });

  test('has one fetch in flight, however many ask', async () => {
    const { source, waiting } = await slowSource(0);
    const all = Array.from({ length: 200 }, () => source.current());
    waiting[0]?.grant('one');
    assert.deepEqual(new Set((await Promise.all(all)).map(({ token }) => token)), new Set(['one']));
    assert.deepEqual([waiting.length, source.fetched], [1, 1]);
  });

  test('tells all who wait of a failure where there is nothing to give', async () => {
    const { clock, source, waiting } = await slowSource(0);
    const all = Promise.allSettled(Array.from({ length: 20 }, () => source.current()));
    waiting[0]?.refuse(new Error('down'));
    for (const outcome of await all) {
      assert.equal(outcome.status === 'rejected' && outcome.reason.message, 'down');
    }
    assert.deepEqual([waiting.length, source.fetched], [1, 0]);
    const pending = source.current();
    await clock.advance(2_000);
    waiting[1]?.grant('after');
    assert.equal((await pending).token, 'after');
    assert.deepEqual([waiting.length, source.fetched], [2, 1]);
  });

  test('treats a fetch that throws at once as one that fails', async () => {
    const { source } = await slowSource(0, () => {
      throw new Error('at once');
    });
    await assert.rejects(source.current(), /at once/);
  });

  test('gives the first token even if it is short-lived, and keeps no reserve of what nobody could use', async () => {
    for (const life of [-1_000, 0, 1_000, 9_999]) {
      const { clock, source, waiting } = await slowSource(0);
      const pending = source.current();
      waiting[0]?.grant('short', life);
      assert.equal((await pending).token, 'short');
      await clock.advance(60_000);
      assert.equal(waiting.length, 1, `life of ${life} ms`);
    }
  });
});

suite('token source: how long a client waits', together, () => {
  test('2 s with 60 s or more left, then it gets the cached token, and the refresh goes on', async () => {
    const { clock, source, waiting, first, waited } = await slowSource(300_000, undefined, 240_000 - 2_000);
    assert.deepEqual(await waited(source.current()), [2_000, first]);
    assert.deepEqual(await waited(source.current()), [0, first], 'another has waited for this refresh');
    await clock.advance(20_000);
    assert.deepEqual(await waited(source.current()), [0, first]);
    assert.equal(waiting.length, 2);
    waiting[1]?.grant('second');
    await clock.advance(0);
    assert.equal((await source.current()).token, 'second');
  });

  test('2 s with exactly 60 s left', async () => {
    const { source, first, waited } = await slowSource(300_000, undefined, 60_000);
    assert.deepEqual(await waited(source.current()), [2_000, first]);
  });

  test('no longer than the refresh takes', async () => {
    const { clock, source, waiting, timed } = await slowSource(300_000, undefined, 100_000);
    const fresh = timed(source.current());
    await clock.advance(1_500);
    waiting[1]?.grant('second');
    const [ms, token] = await fresh;
    assert.deepEqual([ms, token?.token], [1_500, 'second']);
  });

  test('not at all after a refresh has failed: the cached token comes at once', async () => {
    const { clock, source, waiting, first, timed } = await slowSource(300_000, undefined, 100_000);
    const bridged = timed(source.current());
    await clock.advance(500);
    waiting[1]?.refuse(new Error('down'));
    assert.deepEqual(await bridged, [500, first]);
  });

  test('up to 15 s with less than 60 s left, for a token that comes', async () => {
    const { clock, source, waiting, timed } = await slowSource(300_000, undefined, 59_999);
    const fresh = timed(source.current());
    await clock.advance(14_900);
    waiting[1]?.grant('second');
    const [ms, token] = await fresh;
    assert.deepEqual([ms, token?.token], [14_900, 'second']);
  });

  test('up to 15 s with less than 60 s left, then it gets the cached one', async () => {
    const { source, first, waited } = await slowSource(300_000, undefined, 59_999);
    assert.deepEqual(await waited(source.current()), [15_000, first]);
    assert.deepEqual(await waited(source.current()), [0, first], 'another has waited for this refresh');
  });

  test('only while the cached token is good: 10 s are left when it is handed out, however late timers are', async () => {
    for (const late of [0, 900, 1_000]) {
      const { clock, source, first, timed } = await slowSource(300_000, undefined, 17_000);
      const bridged = timed(source.current());
      await clock.advance(5_999);
      clock.time += 1 + late;
      await clock.advance(0);
      assert.deepEqual(await bridged, [6_000 + late, first]);
    }
  });

  test('none with less than 10 s left after the wait', async () => {
    const { clock, source, timed } = await slowSource(300_000, undefined, 17_000);
    const refused = timed(source.current());
    clock.time += 7_001;
    await clock.advance(0);
    assert.deepEqual(await refused, [7_001, undefined]);
  });

  test('a token with exactly 10 s is given where the refresh fails, none with less', async () => {
    const good = await slowSource(300_000, undefined, 10_000);
    assert.deepEqual(await good.waited(good.source.current()), [0, good.first]);
    const bad = await slowSource(300_000, undefined, 9_999);
    const refused = bad.timed(bad.source.current());
    bad.waiting[1]?.refuse(new Error('down'));
    assert.deepEqual(await refused, [0, undefined]);
  });

  test('15 s at most where there is nothing to give, whoever comes when', async () => {
    for (const left of [0, 9_999]) {
      const { clock, source, timed } = await slowSource(left === 0 ? 0 : 300_000, undefined, left);
      const early = timed(source.current());
      await clock.advance(7_000);
      const late = timed(source.current());
      await clock.advance(15_000);
      assert.deepEqual(await early, [15_000, undefined]);
      assert.deepEqual(await late, [15_000, undefined]);
    }
  });

  test('is told how long it has waited', async () => {
    const { clock, source } = await slowSource(0);
    const refused = assert.rejects(source.current(), { message: 'no token within 15 s' });
    await clock.advance(15_000);
    await refused;
  });
});

suite('token source: behind its clients', together, () => {
  test('tries again by itself after a failure, with backoff, and hands on what comes', async () => {
    const { clock, source, waiting, first } = await slowSource(300_000, undefined, 239_000);
    source.current();
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
    assert.equal((await source.current()).token, first.token);
    waiting.at(-1)?.grant('back');
    await clock.advance(0);
    assert.equal((await source.current()).token, 'back');
    assert.equal(source.fetched, 2);
  });

  test('never comes back sooner than a remote has asked for', async () => {
    for (const random of [0, 0.999]) {
      const { clock, source, waiting } = await slowSource(300_000, undefined, 200_000, () => random);
      source.current();
      const refusal = new ActionError('RATE_LIMITED', 'too soon', 'later', undefined, 90_000);
      waiting[1]?.refuse(refusal);
      await clock.advance(90_000);
      assert.equal(waiting.length, 2);
      await clock.advance(5_000);
      assert.equal(waiting.length, 3);
    }
  });

  for (const asked of [2 ** 31, Number.POSITIVE_INFINITY]) {
    test(`waits no longer than 15 minutes where a remote asks for ${asked} ms`, async () => {
      const { clock, source, waiting } = await slowSource(300_000, undefined, 200_000);
      source.current();
      waiting[1]?.refuse(new ActionError('TIMED_OUT', 'x', 'y', undefined, asked));
      await clock.advance(900_000);
      assert.equal(waiting.length, 2);
      source.current().catch(() => {});
      await clock.advance(5_000);
      assert.equal(waiting.length, 3);
    });
  }

  test('keeps a reserve without being asked: 240 s, or 80 % if that is less', async () => {
    for (const [life, age] of [
      [300_000, 60_000],
      [900_000, 660_000],
      [20_000, 4_000],
      [10_000, 2_000],
    ] as const) {
      const { clock, source, waiting, first } = await slowSource(life);
      // Somebody asks now and then, and gets what there is.
      await clock.advance(Math.min(age - 1, life * 0.2));
      assert.equal(await source.current(), first);
      await clock.advance(first.expiresAt - life + age - clock.time - 1);
      assert.equal(waiting.length, 1);
      await clock.advance(1);
      assert.equal(waiting.length, 2, `life of ${life} ms`);
      waiting[1]?.grant('reserve');
      await clock.advance(0);
      assert.equal((await source.current()).token, 'reserve');
    }
  });

  test('keeps one reserve: a token that has been replaced asks for none', async () => {
    const { clock, source, waiting } = await slowSource(900_000);
    await clock.advance(200_000);
    const pending = source.current();
    waiting[1]?.grant('second');
    assert.equal((await pending).token, 'second');
    await clock.advance(659_999);
    assert.equal(waiting.length, 2);
    await clock.advance(1);
    assert.equal(waiting.length, 3);
  });

  test('rests after 15 minutes without a request, and is there for the next', async () => {
    const { clock, source, waiting } = await slowSource(300_000);
    const answers = setAnswers(waiting);
    await clock.advance(899_000);
    const before = answers.given();
    assert.ok(before >= 10, `${before} refreshes in 15 minutes`);
    await clock.advance(120_000);
    const resting = answers.given();
    await clock.advance(3_600_000);
    assert.deepEqual([answers.given(), clock.sleeping()], [resting, 0]);
    const pending = source.current();
    await clock.advance(0);
    assert.equal((await pending).token, `answer ${resting + 1}`);
    await clock.advance(60_000);
    assert.equal(answers.given(), resting + 2, 'the reserve is kept again');
  });

  test('rests as well while every refresh fails', async () => {
    const { clock, source, waiting } = await slowSource(0);
    const answers = setAnswers(waiting, new Error('down'));
    source.current().catch(() => {});
    await clock.advance(899_000);
    const before = answers.given();
    assert.ok(before > 200, `${before} tries in 15 minutes`);
    await clock.advance(3_600_000);
    assert.ok(answers.given() - before <= 2);
    assert.equal(clock.sleeping(), 0);
    await assert.rejects(source.current(), /down/);
  });

  test('keeps trying for 15 minutes after the last request, not after the first', async () => {
    const { clock, source, waiting } = await slowSource(300_000);
    const answers = setAnswers(waiting);
    await clock.advance(800_000);
    await source.current();
    const before = answers.given();
    await clock.advance(800_000);
    assert.ok(answers.given() > before + 8);
  });

  test('tells whoever is no client of the failure once it gives up', async () => {
    const { clock, source, waiting, timed } = await slowSource(0);
    const first = timed(source.current(false));
    waiting[0]?.refuse(new Error('down'));
    assert.deepEqual(await first, [0, undefined]);
    const second = timed(source.current(false));
    await clock.advance(15_000);
    assert.deepEqual([await second, waiting.length], [[750, undefined], 1]);
  });

  test('is not kept busy by whoever is no client', async () => {
    const { clock, source, waiting } = await slowSource(0);
    const pending = source.current(false);
    waiting[0]?.grant('for the exchange');
    await pending;
    await clock.advance(3_600_000);
    assert.equal(waiting.length, 1);
  });
});

/** Answers every fetch as it comes. */
function setAnswers(
  waiting: Awaited<ReturnType<typeof slowSource>>['waiting'],
  failure?: Error,
): { given: () => number } {
  let given = waiting.length;
  const push = waiting.push.bind(waiting);
  waiting.push = (...fetches) => {
    for (const { grant, refuse } of fetches) {
      given++;
      if (failure) refuse(failure);
      else grant(`answer ${given}`);
    }
    return push(...fetches);
  };
  return { given: () => given };
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Lease, TokenSource } from '../../src/token-endpoint/source.ts';
import { manualClock, together } from '../support/token-endpoint.ts';

const START = 1_000_000_000_000;

/** A source whose every fetch waits to be granted or refused. */
function slowSource(lifeMs = 300_000) {
  const clock = manualClock(START);
  const waiting: PromiseWithResolvers<Lease>[] = [];
  const source = new TokenSource(() => {
    const next = Promise.withResolvers<Lease>();
    waiting.push(next);
    return next.promise;
  }, clock.now);
  const grant = (token: string) =>
    waiting.at(-1)?.resolve({ token, issuedAt: clock.time, expiresAt: clock.time + lifeMs });
  const refuse = (why: string) => waiting.at(-1)?.reject(new Error(why));
  /** Asks, and has the fetch that this causes granted. */
  const fetched = async (token: string) => {
    const pending = source.current();
    grant(token);
    return (await pending).token;
  };
  return { clock, source, waiting, grant, refuse, fetched };
}

describe('token source', together, () => {
  test('hands out a token down to exactly 80 % of its life, and none below', async () => {
    for (const life of [300_000, 900_000, 20_000, 7]) {
      const { clock, source, waiting, fetched } = slowSource(life);
      assert.equal(await fetched('first'), 'first');
      clock.time = START + Math.floor(life * 0.2);
      assert.equal((await source.current()).token, 'first');
      assert.equal(waiting.length, 1);
      clock.time++;
      assert.equal(await fetched('second'), 'second');
      assert.deepEqual([source.fetched, source.failed], [2, 0]);
    }
  });

  test('has one fetch in flight, however many ask', async () => {
    const { source, waiting, grant } = slowSource();
    const all = Array.from({ length: 200 }, () => source.current());
    grant('one');
    assert.deepEqual(new Set((await Promise.all(all)).map(({ token }) => token)), new Set(['one']));
    assert.deepEqual([waiting.length, source.fetched], [1, 1]);
  });

  test('tells all who wait of a failure, counts it once, and tries anew for the next', async () => {
    const { source, waiting, refuse, fetched } = slowSource();
    const all = Promise.allSettled(Array.from({ length: 20 }, () => source.current()));
    refuse('down');
    for (const outcome of await all) {
      assert.equal(outcome.status === 'rejected' && outcome.reason.message, 'down');
    }
    assert.deepEqual([waiting.length, source.fetched, source.failed], [1, 0, 1]);
    assert.equal(await fetched('after'), 'after');
    assert.deepEqual([waiting.length, source.fetched, source.failed], [2, 1, 1]);
  });

  test('does not fall back on the old token when there is no new one', async () => {
    const { clock, source, refuse, fetched } = slowSource();
    await fetched('old');
    clock.time += 60_001;
    const pending = source.current();
    refuse('down');
    await assert.rejects(pending, /down/);
  });

  test('keeps no token that was dead on arrival', async () => {
    for (const life of [0, -1000]) {
      const { fetched, waiting } = slowSource(life);
      assert.deepEqual([await fetched('dead'), await fetched('next')], ['dead', 'next']);
      assert.equal(waiting.length, 2);
    }
  });

  test('treats a fetch that throws at once as one that fails', async () => {
    const source = new TokenSource(() => {
      throw new Error('at once');
    }, Date.now);
    await assert.rejects(source.current(), /at once/);
    await assert.rejects(source.current(), /at once/);
    assert.equal(source.failed, 2);
  });
});

import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';

/** The clock of this machine. */
export const realClock: Clock = {
  now: () => performance.now(),
  wallTime: Date.now,
  // A source that nobody asks any more must not hold a test's process.
  sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
  random: Math.random,
};

/** A clock whose time goes on by hand alone. */
export interface TestClock extends Clock {
  /** Milliseconds; setting it wakes nobody. */
  time: number;
  /** How many sleep now. */
  sleeping(): number;
  /** Lets so much time pass; those who sleep wake one after the other, each at its time. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until this promise is settled. */
  passFor<T>(promise: Promise<T>): Promise<T>;
}

export interface TestClockOptions {
  /** Resolves when all that could happen at this moment has happened. */
  readonly settle?: () => Promise<void>;
  readonly random?: () => number;
  /** Told of every step that time makes. */
  readonly onStep?: (ms: number) => void;
  /** The longest step. */
  readonly stepMs?: number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function testClock(options: TestClockOptions = {}): TestClock {
  const { settle = manyTurns, stepMs = Number.POSITIVE_INFINITY } = options;
  const start = 1_000_000;
  const epoch = Date.now() - start;
  let sleepers: Sleeper[] = [];
  const clock: TestClock = {
    time: start,
    now: () => clock.time,
    wallTime: () => epoch + clock.time,
    random: options.random ?? (() => 0.5),
    sleep(ms) {
      return new Promise((wake) => sleepers.push({ at: clock.time + Math.max(ms, 0), wake }));
    },
    sleeping: () => sleepers.length,
    async advance(ms) {
      const until = clock.time + ms;
      await settle();
      while (clock.time < until || next(sleepers, until)) await step(until);
    },
    async passFor(promise) {
      let isSettled = false;
      const noted = () => {
        isSettled = true;
      };
      promise.then(noted, noted);
      for (await settle(); !isSettled; await step(Number.POSITIVE_INFINITY)) {
        if (sleepers.length === 0 && stepMs === Number.POSITIVE_INFINITY)
          throw new Error('waits for no time');
      }
      return await promise;
    },
  };

  /** On to the next who wakes. */
  async function step(until: number): Promise<void> {
    const furthest = Math.min(until, clock.time + stepMs);
    const sleeper = next(sleepers, furthest);
    const to = Math.max(clock.time, sleeper?.at ?? furthest);
    options.onStep?.(to - clock.time);
    clock.time = to;
    sleepers = sleepers.filter((other) => other !== sleeper);
    sleeper?.wake();
    await settle();
  }
  return clock;
}

/** Of those who wake first, the one that went to sleep first. */
function next(sleepers: readonly Sleeper[], until: number): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (sleeper.at <= until && sleeper.at < (first?.at ?? Number.POSITIVE_INFINITY)) first = sleeper;
  }
  return first;
}

/** Enough for promises that wait for each other. */
async function manyTurns(): Promise<void> {
  for (let n = 0; n < 10; n++) await turn();
}

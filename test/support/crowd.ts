import type { Clock } from '../../src/clock.ts';
import { sendWithRetries } from '../../src/http/retry.ts';
import { type Answer, type FakeServer, startServer } from '../fakes/http.ts';

export interface Crowd {
  readonly jobs: number;
  /** Seconds within which all of them start. */
  readonly within: number;
  /** Seconds that each may take. */
  readonly timeoutSeconds: number;
}

export interface Limit {
  readonly perSecond: number;
  /** `bucket`: filled evenly, holds a second's worth; `window`: counted anew each second. */
  readonly kind: 'bucket' | 'window';
  readonly headers: Readonly<Record<string, string>>;
}

export interface Told {
  readonly lost: number;
  /** Requests of the job that needed most, and of all on average. */
  readonly most: number;
  readonly average: number;
  /** Seconds until the last was served. */
  readonly last: number;
}

/** Time that goes on to the next sleeper once all who are awake have gone to sleep or are done. */
class Timeline {
  now = 0;
  #awake = 0;
  readonly #sleepers: { at: number; wake: () => void }[] = [];

  begin(jobs: number): void {
    this.#awake = jobs;
  }

  sleepUntil(at: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at, wake });
      this.leave();
    });
  }

  leave(): void {
    this.#awake--;
    if (this.#awake > 0) return;
    const next = this.#sleepers.toSorted((a, b) => a.at - b.at)[0];
    if (!next) return;
    this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
    this.now = Math.max(this.now, next.at);
    this.#awake++;
    next.wake();
  }
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A server that lets so many requests a second through, by the time of the test. */
function startLimited(limit: Limit, time: Timeline): Promise<FakeServer> {
  let [room, last] = [limit.perSecond, 0];
  const isLetIn = () => {
    const passed = time.now - last;
    const isNew = Math.floor(time.now / 1000) > Math.floor(last / 1000);
    if (limit.kind === 'bucket') room = Math.min(limit.perSecond, room + (passed / 1000) * limit.perSecond);
    else if (isNew) room = limit.perSecond;
    last = time.now;
    if (room < 1) return false;
    room--;
    return true;
  };
  const handle = (): Answer => (isLetIn() ? { status: 200 } : { status: 429, headers: limit.headers });
  return startServer({ handle });
}

/** Jobs that start together against one limit: the real retries, over real connections, in the time of a test. */
export async function runCrowd(crowd: Crowd, limit: Limit, seed: number): Promise<Told> {
  const time = new Timeline();
  const server = await startLimited(limit, time);
  const random = numbers(seed);
  const clock: Clock = {
    now: () => time.now,
    wallTime: () => time.now,
    sleep: (ms) => time.sleepUntil(time.now + ms),
    random,
  };
  const url = new URL(server.url);
  const one = async () => {
    let requests = 0;
    await clock.sleep(random() * crowd.within * 1000);
    const deadline = time.now + crowd.timeoutSeconds * 1000;
    const bounds = { clock, deadline, maxAttempts: 5, limit: 'timeout-seconds', log: () => {} };
    const prepare = async () => {
      requests++;
      return { method: 'GET' as const, url, headers: {} };
    };
    const served = await sendWithRetries('Confluent', prepare, bounds).then(
      () => time.now,
      () => undefined,
    );
    time.leave();
    return { requests, served };
  };
  time.begin(crowd.jobs);
  const jobs = await Promise.all(Array.from({ length: crowd.jobs }, one));
  await server.close();
  return summary(jobs);
}

function summary(jobs: readonly { requests: number; served: number | undefined }[]): Told {
  const served = jobs.map((job) => job.served).filter((at) => at !== undefined);
  const requests = jobs.map((job) => job.requests);
  return {
    lost: jobs.length - served.length,
    most: Math.max(...requests),
    average: requests.reduce((sum, count) => sum + count, 0) / jobs.length,
    last: Math.max(...served) / 1000,
  };
}

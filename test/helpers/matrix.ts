import type { Clock } from '../../src/clock.ts';
import { sendWithRetries } from '../../src/http/retry.ts';
import { type Answer, type FakeServer, startServer } from '../servers/http.ts';

/** GitHub allows this many jobs in a matrix. */
const JOBS = 256;
const TIMEOUT_SECONDS = 60;

/** Requests a second that are let through. */
const PER_SECOND = 5;

interface Limit {
  /** `bucket`: filled evenly, holds a second's worth; `window`: counted anew each second. */
  readonly kind: 'bucket' | 'window';
  readonly headers: Readonly<Record<string, string>>;
}

/** More requests than any job of a matrix should need. */
export const TOO_MANY = 12;

/** What the limit says, by its name in the table of docs/architecture.md. */
export const LIMITS = {
  '429 with `Retry-After: 1`': { kind: 'bucket', headers: { 'retry-after': '1' } },
  '429 with nothing said': { kind: 'bucket', headers: {} },
  'counted anew each second, `Retry-After: 1`': { kind: 'window', headers: { 'retry-after': '1' } },
  'counted anew each second, `X-RateLimit-Reset: 1`': {
    kind: 'window',
    headers: { 'x-ratelimit-reset': '1' },
  },
} as const satisfies Record<string, Limit>;

/** Time that goes on to the next sleeper once all who are awake have gone to sleep or are done. */
class Timeline {
  now = 0;
  #awake: number;
  readonly #sleepers: { at: number; wake: () => void }[] = [];

  constructor(jobs: number) {
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
  let [room, last] = [PER_SECOND, 0];
  const isLetIn = () => {
    const passed = time.now - last;
    const isNew = Math.floor(time.now / 1000) > Math.floor(last / 1000);
    if (limit.kind === 'bucket') room = Math.min(PER_SECOND, room + (passed / 1000) * PER_SECOND);
    else if (isNew) room = PER_SECOND;
    last = time.now;
    if (room < 1) return false;
    room--;
    return true;
  };
  const handle = (): Answer =>
    isLetIn() ? { status: 200, body: '{}' } : { status: 429, headers: limit.headers };
  return startServer({ handle });
}

/**
 * The jobs of a matrix against one limit: the real retries, over real connections, in the time of a test.
 * @param within seconds within which all of them start
 */
export async function runMatrix(within: number, limit: Limit, seed: number) {
  const time = new Timeline(JOBS);
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
    await clock.sleep(random() * within * 1000);
    const deadline = time.now + TIMEOUT_SECONDS * 1000;
    const bounds = {
      clock,
      deadline,
      maxAttempts: 5,
      shares: 5,
      timeoutSeconds: 60,
      proxy: '',
      log: () => {},
    };
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
  const jobs = await Promise.all(Array.from({ length: JOBS }, one));
  await server.close();
  const served = jobs.map((job) => job.served).filter((at) => at !== undefined);
  const requests = jobs.map((job) => job.requests);
  return {
    /** Jobs that got no answer in time. */
    lost: JOBS - served.length,
    /** Requests of the job that needed most, and of all on average. */
    most: Math.max(...requests),
    average: requests.reduce((sum, count) => sum + count, 0) / JOBS,
    /** Seconds until the last was served. */
    last: Math.max(...served) / 1000,
  };
}

import type { Clock } from '../clock.ts';
import { ActionError } from '../errors.ts';

/** The life of a token, in times of `Clock.now()`. */
export interface Life {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export type CachedToken<T extends Life> = T & {
  /** wallTime() − now() when the token was requested. */
  readonly wallAhead: number;
};

/** A token with at least this part of its life left is served at once. */
const YOUNG = 0.8;
/** With this much left the cached token is good for any client, so nobody waits long for a better one. */
const GOOD_MS = 60_000;
const SHORT_PATIENCE_MS = 2_000;
/** Where there is nothing to give. Some clients give up after 5 s, others after 20 s. */
const LONG_PATIENCE_MS = 15_000;
/** With less left, a client could not use it before it expires. */
const LEAST_MS = 10_000;
/** The timer of a busy machine may be late by this. */
const TIMER_MS = 1_000;
/** The cached token keeps this much life while clients ask: a remote may be away for 200 s. */
const RESERVE_MS = 240_000;
/** After so long without a request nobody needs fresh tokens. */
const REST_AFTER_MS = 15 * 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 4_000;

/**
 * Keeps one kind of token fresh. There is one refresh at a time, however many clients ask. The cached token
 * bridges a failure while it lives, and the refresh is tried again: clients crash where they get no token.
 */
export class TokenCache<T extends Life> {
  readonly #fetch: () => Promise<T>;
  readonly #clock: Clock;
  #cached: CachedToken<T> | undefined;
  /** The refresh in progress; after a failure, its retry. */
  #next: Promise<CachedToken<T>> | undefined;
  #refreshingSince = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** What has gone wrong since the last token. */
  #trouble = '';
  /** Number of tokens that were fetched. */
  fetched = 0;

  /** @param fetch gets a new token, with retries of its own, and notes why there was one */
  constructor(fetch: (note: (trouble: string) => void) => Promise<T>, clock: Clock) {
    this.#fetch = () =>
      fetch((trouble) => {
        this.#trouble = trouble;
      });
    this.#clock = clock;
  }

  /**
   * A token with at least 80 % of its life left; else a fresh one if it comes in time; else the cached one.
   * @param isClient whether this shows that tokens are being asked for
   * @throws what `fetch` throws, or an error after 15 s, where there is none that a client could use
   */
  async current(isClient = true): Promise<CachedToken<T>> {
    if (isClient) this.#askedAt = this.#clock.now();
    const cached = this.#cached;
    if (cached && this.left(cached) >= YOUNG * (cached.expiresAt - cached.issuedAt)) return cached;
    const fresh = this.#refresh();
    const patience = this.#patience(cached);
    if (cached && patience <= 0) return cached;
    try {
      return await this.#within(fresh, patience);
    } catch (error) {
      if (this.#cached && this.left(this.#cached) >= LEAST_MS) return this.#cached;
      throw error;
    }
  }

  /**
   * Gets a token by this fetch, once.
   * @throws what it throws
   */
  async start(fetch: () => Promise<T>): Promise<CachedToken<T>> {
    const wallAhead = this.#clock.wallTime() - this.#clock.now();
    const token = { ...(await fetch()), wallAhead };
    this.#cached = token;
    this.fetched++;
    this.#trouble = '';
    void this.#keepReserve(token);
    return token;
  }

  /** How long a client waits: less if others have waited for this refresh, and no longer than the cached token is of use. */
  #patience(cached: CachedToken<T> | undefined): number {
    const left = cached ? this.left(cached) : 0;
    if (left < LEAST_MS) return LONG_PATIENCE_MS;
    const since = this.#clock.now() - this.#refreshingSince;
    if (left >= GOOD_MS) return SHORT_PATIENCE_MS - since;
    return Math.min(LONG_PATIENCE_MS - since, left - LEAST_MS - TIMER_MS);
  }

  /**
   * Milliseconds of life that the token has left. `now()` may stand still while the machine sleeps, and the wall
   * clock may be set, so the later of the two counts. A fetch too many harms nobody.
   */
  left({ expiresAt, wallAhead }: CachedToken<T>): number {
    return expiresAt - Math.max(this.#clock.now(), this.#clock.wallTime() - wallAhead);
  }

  async #within(token: Promise<CachedToken<T>>, patience: number): Promise<CachedToken<T>> {
    const late = this.#clock.sleep(patience).then(() => {
      throw new Error(`no token within ${patience / 1000} s${this.#trouble && `: ${this.#trouble}`}`);
    });
    return await Promise.race([token, late]);
  }

  #refresh(): Promise<CachedToken<T>> {
    if (this.#next) return this.#next;
    this.#refreshingSince = this.#clock.now();
    return this.#expect(this.#attempt(0));
  }

  /** Keeps the promise; nobody need wait for it. */
  #expect(next: Promise<CachedToken<T>>): Promise<CachedToken<T>> {
    next.catch(() => {});
    this.#next = next;
    return next;
  }

  async #attempt(failures: number): Promise<CachedToken<T>> {
    try {
      const token = await this.start(this.#fetch);
      this.#next = undefined;
      return token;
    } catch (error) {
      this.#expect(this.#afterPause(error, failures));
      throw error;
    }
  }

  async #afterPause(error: unknown, failures: number): Promise<CachedToken<T>> {
    await this.#clock.sleep(this.#pauseAfter(error, failures));
    if (this.#isWanted()) return this.#attempt(failures + 1);
    this.#next = undefined;
    throw error;
  }

  #pauseAfter(error: unknown, failures: number): number {
    const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
    // A timer of more than 24 days would fire at once.
    const asked = error instanceof ActionError ? Math.min(error.waitMs, REST_AFTER_MS) : 0;
    return asked + FIRST_BACKOFF_MS + this.#clock.random() * ceiling;
  }

  /** Refreshes without being asked before less is left than an outage may last. */
  async #keepReserve(token: CachedToken<T>): Promise<void> {
    const life = this.left(token);
    // A token too short to use is not worth keeping, and there would be no end of fetching it.
    if (life < LEAST_MS) return;
    await this.#clock.sleep(Math.max(life - RESERVE_MS, life * (1 - YOUNG)));
    if (this.#cached === token && this.#isWanted()) void this.#refresh();
  }

  #isWanted(): boolean {
    return this.#clock.now() - this.#askedAt < REST_AFTER_MS;
  }
}

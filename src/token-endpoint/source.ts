/** A token with its life: milliseconds since the epoch. */
export interface Lease {
  readonly token: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A token is handed out only with at least this part of its life left. */
const LEAST_LIFE = 0.8;

/** One kind of token, always fresh: cached while it is young, one refresh in flight however many ask. */
export class TokenSource {
  readonly #fetch: () => Promise<Lease>;
  readonly #now: () => number;
  #cached: Lease | undefined;
  #inFlight: Promise<Lease> | undefined;
  /** Refreshes that succeeded, and those that failed. */
  fetched = 0;
  failed = 0;

  /**
   * @param fetch gets a new token, with retries of its own
   * @param now milliseconds since the epoch
   */
  constructor(fetch: () => Promise<Lease>, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /**
   * A token with at least 80 % of its life left, or one that was fetched just now.
   * @throws what `fetch` throws; the next call tries anew
   */
  async current(): Promise<Lease> {
    if (this.#cached && this.#isYoung(this.#cached)) return this.#cached;
    this.#inFlight ??= this.#refresh().finally(() => {
      this.#inFlight = undefined;
    });
    return this.#inFlight;
  }

  #isYoung({ issuedAt, expiresAt }: Lease): boolean {
    const left = expiresAt - this.#now();
    return left > 0 && left >= LEAST_LIFE * (expiresAt - issuedAt);
  }

  async #refresh(): Promise<Lease> {
    try {
      this.#cached = await this.#fetch();
      this.fetched++;
      return this.#cached;
    } catch (error) {
      this.failed++;
      throw error;
    }
  }
}

import { type Gate, openGate } from './gate.ts';
import type { Credentials, Outcome, Run } from './job.ts';

/** Seconds that an ID token lives: enough for clients that try again 5 s after a 503. */
export const LIFETIME = 40;
/** Seconds after its first token: when the next request gets a 503, and when the token endpoint is gone. */
const FAIL_AT = 1.2 * LIFETIME;
const GONE_AT = 2.8 * LIFETIME;
/** Long enough to start, to see the last token end and the client give up. */
const SECONDS = 90 + GONE_AT + LIFETIME + 30;

export interface Story {
  readonly outcome: Outcome;
  /** Tokens asked for, the 503 among them. */
  readonly statuses: readonly number[];
  readonly goneAt: number;
  readonly lastExpiry: number;
}

/**
 * A client over several tokens, with one 503 on the way, until some time after the token endpoint has
 * gone.
 */
export async function throughOutages(
  run: Run,
  login: Credentials,
  job: { readonly name: string; readonly bootstrap: string },
  whenGone: () => void = () => {},
): Promise<Story> {
  const gate = await openGate(login.url);
  let goneAt = 0;
  const timers: NodeJS.Timeout[] = [];
  const leave = () => {
    goneAt = Date.now();
    whenGone();
    void gate.close();
  };
  void gate.begun.then(() => {
    timers.push(setTimeout(gate.failNext, FAIL_AT * 1000), setTimeout(leave, GONE_AT * 1000));
  });
  try {
    const outcome = await run({ ...job, seconds: SECONDS, login: { ...login, url: gate.url } });
    return { outcome, statuses: gate.statuses, goneAt, lastExpiry: gate.lastExpiry() };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    await closed(gate);
  }
}

/** Closing twice is no fault: a client may fail before the time. */
const closed = (gate: Gate) => gate.close().catch(() => {});

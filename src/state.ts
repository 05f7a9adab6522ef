import { createHash } from 'node:crypto';
import type { Env } from './inputs.ts';

/**
 * What main leaves for post, written and read side by side; never a token.
 * The runner hands a state NAME back as the variable `STATE_NAME`.
 */
const ROLE = 'confluent-cloud-auth-role';
const VARIABLE = 'confluent-cloud-auth-variable';
const DIGEST = 'confluent-cloud-auth-sha256';

const PORT = 'confluent-cloud-auth-port';
const STOP_KEY = 'confluent-cloud-auth-stop-key';

export type SaveState = (name: string, value: string) => void;

export interface Exported {
  readonly variable: string;
  /** SHA-256 of the value that was exported. */
  readonly digest: string;
}

/** Says that main has begun: whatever comes of it, the next run of this bundle in this step is post. */
export function saveRole(save: SaveState): void {
  save(ROLE, 'post');
}

/** Whether this process is post. */
export function isPost(env: Env): boolean {
  return env[`STATE_${ROLE}`] === 'post';
}

export function saveExported(save: SaveState, variable: string, value: string): void {
  save(VARIABLE, variable);
  save(DIGEST, digestOf(value));
}

/** What main exported; undefined if it failed or exported nothing. */
export function readExported(env: Env): Exported | undefined {
  const variable = env[`STATE_${VARIABLE}`] ?? '';
  const digest = env[`STATE_${DIGEST}`] ?? '';
  return variable === '' || digest === '' ? undefined : { variable, digest };
}

/**
 * Where post finds the token endpoint, and the key that ends it. The key gives no token: it is all that
 * a reader of the runner's state could do with it.
 */
export interface EndpointHandle {
  readonly port: number;
  readonly stopKey: string;
}

export function saveEndpoint(save: SaveState, { port, stopKey }: EndpointHandle): void {
  save(PORT, String(port));
  save(STOP_KEY, stopKey);
}

/** The token endpoint that main started; undefined if there is none. */
export function readEndpoint(env: Env): EndpointHandle | undefined {
  const port = Number(env[`STATE_${PORT}`] ?? '');
  const stopKey = env[`STATE_${STOP_KEY}`] ?? '';
  return Number.isInteger(port) && port > 0 && port < 65_536 && stopKey !== ''
    ? { port, stopKey }
    : undefined;
}

/** Whether the variable still holds what main exported. */
export function stillHolds(env: Env, exported: Exported): boolean {
  return digestOf(env[exported.variable] ?? '') === exported.digest;
}

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

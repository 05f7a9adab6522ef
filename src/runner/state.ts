import { hash } from 'node:crypto';
import type { Env } from '../tokens.ts';
import { parseVariableName } from './inputs.ts';

/**
 * What main leaves for post, written and read side by side; never a token.
 * The runner hands a state NAME back as the variable `STATE_NAME`.
 */
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

export function saveExported(save: SaveState, variable: string, value: string): void {
  save(VARIABLE, variable);
  save(DIGEST, digestOf(value));
}

/**
 * What main exported; undefined if it failed or exported nothing. An earlier step can set `STATE_*` as
 * well, so the name is held to the rule of the input once more.
 */
export function readExported(env: Env): Exported | undefined {
  const variable = parseVariableName(env[`STATE_${VARIABLE}`] ?? '');
  const digest = env[`STATE_${DIGEST}`] ?? '';
  return !variable || digest === '' ? undefined : { variable, digest };
}

/**
 * Where post finds the token endpoint, and the key that ends it. The key gives no token: it is all that
 * a reader of the runner's state could do with it.
 */
export interface TokenEndpointHandle {
  readonly port: number;
  readonly stopKey: string;
}

export function saveTokenEndpoint(save: SaveState, { port, stopKey }: TokenEndpointHandle): void {
  save(PORT, String(port));
  save(STOP_KEY, stopKey);
}

/** The token endpoint that main started; undefined if there is none. */
export function readTokenEndpoint(env: Env): TokenEndpointHandle | undefined {
  const port = Number(env[`STATE_${PORT}`]);
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
  return hash('sha256', value);
}

import { createHash } from 'node:crypto';
import type { Env } from './inputs.ts';

/**
 * What main leaves for post, written and read side by side; never a token.
 * The runner hands a state NAME back as the variable `STATE_NAME`.
 */
const ROLE = 'confluent-cloud-auth-role';
const VARIABLE = 'confluent-cloud-auth-variable';
const DIGEST = 'confluent-cloud-auth-sha256';

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

/** Whether the variable still holds what main exported. */
export function stillHolds(env: Env, exported: Exported): boolean {
  return digestOf(env[exported.variable] ?? '') === exported.digest;
}

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

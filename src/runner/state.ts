import { hash } from 'node:crypto';
import type { Env } from '../tokens.ts';

/**
 * What main leaves for post; never a token. The runner hands a state NAME back as the variable `STATE_NAME`.
 */
const VARIABLE = 'confluent-cloud-auth-variable';
const DIGEST = 'confluent-cloud-auth-sha256';

const PORT = 'confluent-cloud-auth-port';
const STOP_KEY = 'confluent-cloud-auth-stop-key';

export type SaveState = (name: string, value: string) => void;

export function saveExported(save: SaveState, variable: string, value: string): void {
  save(VARIABLE, variable);
  save(DIGEST, digestOf(value));
}

/**
 * The variable that main exported, if it still holds the same. An earlier step can set `STATE_*` as well, so the
 * name is checked once more.
 */
export function readExported(env: Env): string | undefined {
  const variable = parseVariableName(env[`STATE_${VARIABLE}`] ?? '');
  return variable && digestOf(env[variable] ?? '') === env[`STATE_${DIGEST}`] ? variable : undefined;
}

/** The key gives no token: to end the token endpoint is all that a reader of the runner's state could do with it. */
export function saveTokenEndpoint(save: SaveState, port: number, stopKey: string): void {
  save(PORT, String(port));
  save(STOP_KEY, stopKey);
}

/** Where the token endpoint that main started is, and the key that ends it; undefined if there is none. */
export function readTokenEndpoint(env: Env): { port: number; stopKey: string } | undefined {
  const port = Number(env[`STATE_${PORT}`]);
  const stopKey = env[`STATE_${STOP_KEY}`] ?? '';
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
  return isPort && stopKey !== '' ? { port, stopKey } : undefined;
}

function digestOf(value: string): string {
  return hash('sha256', value);
}

/** Variables that a job depends on; `*` stands for any rest of a name. */
export const OF_THE_JOB: readonly string[] = [
  ...['PATH', 'HOME', 'SHELL', 'ENV', 'BASH_ENV', 'IFS', 'CI', 'NODE_OPTIONS', 'SYSTEMROOT', 'COMSPEC'],
  ...['PATHEXT', 'WINDIR', 'TEMP', 'TMP', 'USERPROFILE'],
  ...['LD_*', 'DYLD_*', 'GITHUB_*', 'RUNNER_*', 'ACTIONS_*', 'INPUT_*', 'STATE_*'],
];

/**
 * The name of an environment variable that the action may write, or empty text for none; undefined for
 * any other. Compared without case: Windows would take `Path` for `PATH`.
 */
export function parseVariableName(text: string): string | undefined {
  const isName = text === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
  const name = text.toUpperCase();
  const isOfTheJob = OF_THE_JOB.some((one) =>
    one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one,
  );
  return isName && !isOfTheJob ? text : undefined;
}

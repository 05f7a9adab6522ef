import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { parse } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { ActionError } from '../errors.ts';
import { parseObject } from '../json.ts';
import type { Redactor, Secret } from '../secret.ts';
import type { Env, IdTokenAccess, Inputs, TokenEndpoint } from '../tokens.ts';
import { ADDRESS, ID_TOKEN_PATH, SERVE } from './address.ts';
import { PUBLISHED, type TokenEndpointConfig } from './protocol.ts';

const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
/** Starting a process takes a tenth of a second; a busy runner may take a hundred times as long. */
const START_TIMEOUT_MS = 15_000;

/**
 * Starts the token endpoint of this job with fresh credentials.
 * @param access how to ask GitHub for ID tokens
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @throws ActionError TOKEN_ENDPOINT
 */
export async function openTokenEndpoint(
  inputs: Inputs,
  { requestUrl, requestToken }: IdTokenAccess,
  { env, program, redactor }: { env: Env; program: string; redactor: Redactor },
  timeLeftMs: number,
): Promise<TokenEndpoint> {
  const clientSecret = newSecret(redactor);
  const stopKey = newSecret(redactor);
  const credentials = { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() };
  const config = { inputs, credentials, stopKey: stopKey.reveal(), requestUrl, requestToken };
  const started = await startProcess(config, program, env, Math.min(START_TIMEOUT_MS, timeLeftMs));
  return {
    ...started,
    url: `http://${ADDRESS}:${started.port}${ID_TOKEN_PATH}`,
    clientId: CLIENT_ID,
    clientSecret,
    stopKey,
  };
}

function newSecret(redactor: Redactor): Secret {
  return redactor.protect(randomBytes(SECRET_BYTES).toString('base64url'));
}

/**
 * It does little for hours: V8 is to keep little memory in reserve for it. One of its two optimizing compilers
 * is enough, and the other's work would take a sixth of the process's memory.
 */
const SMALL = ['--max-semi-space-size=1', '--no-maglev'];

/**
 * What the token endpoint's process keeps of the environment: the way to the remotes, and the mark by which
 * a runner ends what a job has left behind.
 */
const KEPT =
  /^(PATH|SYSTEMROOT|TEMP|TMP|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|RES_OPTIONS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$/;

/**
 * Starts the token endpoint as a process of its own that outlives this one, and waits until it listens.
 * @param program the bundle
 * @param timeoutMs how long to wait
 * @throws ActionError TOKEN_ENDPOINT
 */
export async function startProcess(
  config: TokenEndpointConfig,
  program: string,
  env: Env,
  timeoutMs: number,
): Promise<Pick<TokenEndpoint, 'port' | 'confirm' | 'kill'>> {
  const child = spawn(process.execPath, [...SMALL, program, SERVE], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name.toUpperCase()))),
    // No folder of the job may be held busy.
    cwd: parse(process.execPath).root,
  });
  // Where spawn fails for want of file handles, the event comes after the exception that tells of it.
  child.on('error', () => {});
  try {
    const port = await firstWords(child, JSON.stringify(config), timeoutMs);
    child.unref();
    return { port, confirm: () => lastWord(child.stdin), kill: () => child.kill('SIGKILL') };
  } catch (error) {
    child.kill('SIGKILL');
    throw couldNotStart(config.inputs.tokenEndpointPort, error);
  }
}

/** The token endpoint says one line on its output, `{"port": N}` or `{"error": "CODE"}`, and nothing after it. */
async function firstWords(child: ChildProcess, config: string, timeoutMs: number): Promise<number> {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('no pipes');
  const spawned = once(child, 'spawn');
  // A process that dies early breaks the pipe; its closed output tells as much.
  stdin.on('error', () => {});
  await spawned;
  stdin.write(`${config}\n`);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  let line = '';
  for await (line of createInterface({ input: stdout })) break;
  clearTimeout(timer);
  stdout.destroy();
  const said = parseObject(line);
  if (typeof said?.port === 'number') return said.port;
  if (late) throw new Error(`${TOO_LATE} ${(timeoutMs / 1000).toFixed(1)} s`);
  throw new Error(typeof said?.error === 'string' ? said.error : 'it ended before it was ready');
}

const TOO_LATE = 'it was not ready within';

function couldNotStart(port: number, cause: unknown): ActionError {
  const why = cause instanceof Error ? cause.message : 'unknown';
  const taken = port !== 0 && /EADDRINUSE|EACCES/.test(why);
  const remedy = taken
    ? `Port ${port} is not free: choose another token-endpoint-port, or 0 for any free one.`
    : why.startsWith(TOO_LATE)
      ? 'Raise timeout-seconds, or give the runner more room: it is very busy.'
      : 'Run the job again; if it fails again, report it with the debug log.';
  return new ActionError('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}

/** Resolves when the pipe has taken it, or is broken: a process that has died has nothing to be told. */
function lastWord(stdin: Writable): Promise<void> {
  return new Promise((resolve) => {
    stdin.once('close', resolve);
    stdin.end(`${PUBLISHED}\n`, () => resolve());
  });
}

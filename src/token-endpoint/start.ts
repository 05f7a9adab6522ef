import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { delimiter, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionError, orRaise } from '../errors.ts';
import type { Redactor, Secret } from '../secret.ts';
import type { Context, Env, Inputs, TokenEndpoint } from '../tokens.ts';
import { ADDRESS, ID_TOKEN_PATH, SERVE } from './address.ts';
import { isWorker, linesOf, PUBLISHED, readReport, type TokenEndpointConfig } from './protocol.ts';

const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
const CONFIRM_TIMEOUT_MS = 5_000;
/** Maximum of what is kept of its standard error, in characters; far less is shown. */
const MOST_STDERR = 8_000;

/** A debugger would be open to every user of the machine. NODE_OPTIONS and SIGUSR1 can start one. */
const NO_DEBUGGER = ['--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--disable-sigusr1'];

/**
 * What the token endpoint's process keeps of the environment: what Node and OpenSSL need to reach and to trust the
 * remotes, the mark by which a runner ends what a job left, and folders that a script in NODE_OPTIONS may need.
 */
const KEPT =
  /^(PATH|SYSTEMROOT|TEMP|TMP|TMPDIR|HOME|USERPROFILE|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|RES_OPTIONS|(HTTPS?|NO)_PROXY|(NODE|SSL|OPENSSL|LD|DYLD|NIX)_.+)$/;

/** Names of secrets, such as NODE_AUTH_TOKEN, and of what weakens the process. */
const LEFT_OUT = /(TOKEN|SECRET|KEY|PASSWORD|PASSPHRASE)$|^NODE_TLS_REJECT_UNAUTHORIZED$/;

/**
 * Starts the token endpoint of this job with fresh credentials, as a process that lives longer than this one. It
 * does not wait: main has its own calls to make. Nothing here is unref'd: the step ends by `process.exit`.
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @returns `ready` resolves when it listens and has fetched an ID token; it rejects with an ActionError,
 *   TOKEN_ENDPOINT or why there was no ID token. `kill` ends it at once
 */
export function startTokenEndpoint(
  inputs: Inputs,
  { requestUrl, requestToken, proxy }: Context,
  { env, program, redactor }: { env: Env; program: string; redactor: Redactor },
  timeLeftMs: number,
): { ready: Promise<TokenEndpoint>; kill(): void } {
  const clientSecret = newSecret(redactor);
  const stopKey = newSecret(redactor);
  const config = {
    inputs,
    credentials: { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() },
    stopKey: stopKey.reveal(),
    requestUrl,
    requestToken,
    proxy,
    timeLeftMs,
    workerPid: isWorker(process.ppid) ? process.ppid : undefined,
  };
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawnEndpoint(program, env);
    const port = await portOf(child, config, redactor);
    const url = `http://${ADDRESS}:${port}${ID_TOKEN_PATH}`;
    const stdin = child.stdin as Writable;
    return { url, port, clientId: CLIENT_ID, clientSecret, stopKey, confirm: () => confirm(stdin) };
  };
  const kill = () => void child?.kill('SIGKILL');
  const ready = start().catch((error: unknown) => {
    kill();
    throw notSpawned(error);
  });
  // Main may fail before it waits for this.
  ready.catch(() => {});
  return { ready, kill };
}

/** A secret in hex: a client may take a value that begins with `-` for an option. */
function newSecret(redactor: Redactor): Secret {
  return redactor.protect(randomBytes(SECRET_BYTES).toString('hex'));
}

function spawnEndpoint(program: string, env: Env): ChildProcess {
  const options = NO_DEBUGGER.filter((option) => process.allowedNodeEnvironmentFlags.has(option));
  const child = spawn(process.execPath, [...options, program, SERVE], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    env: environmentOf(env),
  });
  // On Windows and macOS the system refuses to kill a process that is just ending.
  child.on('error', () => {});
  return child;
}

function environmentOf(env: Env): Env {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    // Windows knows no case.
    const upper = name.toUpperCase();
    if (value === undefined || !KEPT.test(upper) || LEFT_OUT.test(upper)) continue;
    kept[name] = upper === 'SSL_CERT_DIR' ? absolute(value) : value;
  }
  return kept;
}

/** OpenSSL looks into these folders for each certificate; by then the process has another working directory. */
function absolute(folders: string): string {
  return folders
    .split(delimiter)
    .map((folder) => folder && resolve(folder))
    .join(delimiter);
}

async function portOf(child: ChildProcess, config: TokenEndpointConfig, redactor: Redactor): Promise<number> {
  await once(child, 'spawn');
  const [stdin, , stderr, reports] = child.stdio as unknown as [Writable, null, Readable, Readable];
  const ending = endingOf(child, stderr, redactor);
  // If the process ends early, this fails; the missing report says so as well.
  stdin.on('error', () => {});
  stdin.write(`${JSON.stringify(config)}\n`);
  const timer = setTimeout(() => child.kill('SIGKILL'), config.timeLeftMs);
  const line = await linesOf(reports).next();
  clearTimeout(timer);
  const report = readReport(line.value, redactor);
  if (typeof report === 'number') return report;
  if (report) throw report;
  if (child.killed) throw tooSlow(config);
  // Bounded: something that the process has started may hold its pipes open.
  throw notStarted(await Promise.race([ending, sleep(1_000, 'it sent no report')]));
}

function tooSlow({ inputs, timeLeftMs }: TokenEndpointConfig): ActionError {
  const limits = "limits of processes starve it (ulimit -u, the container's pids limit)";
  const remedy = `Give the runner more room, it is very busy or ${limits}${orRaise(inputs.timeoutSeconds)}`;
  return notStarted(`it was not ready within ${(timeLeftMs / 1000).toFixed(1)} s`, remedy);
}

/** How the process ended, and what it said on its standard error, without the source that Node shows before an error. */
async function endingOf(child: ChildProcess, stderr: Readable, redactor: Redactor): Promise<string> {
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, MOST_STDERR);
  });
  // events.once would not do: an error of `kill` would end it.
  const [code, signal] = await new Promise<unknown[]>((resolve) => {
    child.once('close', (...ended) => resolve(ended));
  });
  const start = Math.max(0, said.search(/^\w*Error\b/m));
  const words = said.slice(start).replace(/\s+/g, ' ');
  return `it ended before it was ready (${signal ?? `exit code ${code}`})${words && `: ${redactor.clean(words)}`}`;
}

const CHECK =
  "Check NODE_OPTIONS of this job, and the limits of the runner (ulimit -u, ulimit -n, the container's pids limit).";

function notStarted(why: string, remedy = CHECK, cause?: unknown): ActionError {
  return new ActionError('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}

/** Turns a failed spawn into an ActionError; an error without a code is our bug. */
function notSpawned(cause: unknown): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (cause instanceof ActionError || code === undefined) return cause;
  const remedy =
    code === 'ERR_ACCESS_DENIED'
      ? "NODE_OPTIONS of this job turns on Node's permission model (--permission): take it out for this step, or add --allow-child-process."
      : CHECK;
  return notStarted(`its process could not be created (${code})`, remedy, cause);
}

/** Resolves when the pipe has the line, or cannot take it: a process that has died or hangs needs none. */
async function confirm(stdin: Writable): Promise<void> {
  stdin.end(`${PUBLISHED}\n`);
  const signal = AbortSignal.timeout(CONFIRM_TIMEOUT_MS);
  await finished(stdin, { signal }).catch(() => {});
}

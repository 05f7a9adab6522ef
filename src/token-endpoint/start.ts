import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { delimiter, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionError, orRaise } from '../errors.ts';
import type { Redactor, Secret } from '../secret.ts';
import type { Context, Env, Inputs, TokenEndpoint } from '../tokens.ts';
import { ADDRESS, ID_TOKEN_PATH, SERVE } from './address.ts';
import { isWorker, linesOf, PUBLISHED, readReport, type TokenEndpointConfig } from './protocol.ts';

const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
const CONFIRM_TIMEOUT_MS = 5_000;
/** Characters of its standard error that are kept, far more than are shown. */
const MOST_STDERR = 8_000;

/** No debugger, which is open to every user of the machine: whatever NODE_OPTIONS says, and not by SIGUSR1. */
const NO_DEBUGGER = ['--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--disable-sigusr1'];

/**
 * What the token endpoint's process keeps of the environment: all by which Node and OpenSSL find the remotes and
 * trust them, the mark by which a runner ends what a job has left behind, and the folders that scripts ask for
 * which a job loads into each Node.
 */
const KEPT =
  /^(PATH|SYSTEMROOT|TEMP|TMP|TMPDIR|HOME|USERPROFILE|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|RES_OPTIONS|(HTTPS?|NO)_PROXY|(NODE|SSL|OPENSSL|LD|DYLD|NIX)_.+)$/;

/** Secrets that a job may have under such a name (NODE_AUTH_TOKEN), and what weakens the process. */
const LEFT_OUT = /(TOKEN|SECRET|KEY|PASSWORD|PASSPHRASE)$|^NODE_TLS_REJECT_UNAUTHORIZED$/;

/**
 * Starts the token endpoint of this job with fresh credentials. Does not wait: main has its own calls to make.
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @returns `ready` resolves when it listens and has fetched an ID token; it rejects with an ActionError,
 *   TOKEN_ENDPOINT or why there was no ID token. `kill` ends it at once, for a step that fails
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
  const { port, confirm, kill } = startProcess(config, program, env, redactor);
  const ready = port.then((number) => {
    const url = `http://${ADDRESS}:${number}${ID_TOKEN_PATH}`;
    return { url, port: number, clientId: CLIENT_ID, clientSecret, stopKey, confirm };
  });
  // Main may fail before it waits for this.
  ready.catch(() => {});
  return { ready, kill };
}

/** In hex: a client may take a value that begins with `-` for an option. */
function newSecret(redactor: Redactor): Secret {
  return redactor.protect(randomBytes(SECRET_BYTES).toString('hex'));
}

/**
 * Starts the token endpoint as a process of its own that outlives this one.
 * @returns its port, once it has reported; how to confirm that it is published, and to end it
 */
export function startProcess(config: TokenEndpointConfig, program: string, env: Env, redactor: Redactor) {
  let child: ChildProcess | undefined;
  const kill = () => void child?.kill('SIGKILL');
  const start = async () => {
    const options = NO_DEBUGGER.filter((option) => process.allowedNodeEnvironmentFlags.has(option));
    child = spawn(process.execPath, [...options, program, SERVE], {
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      env: environmentOf(env),
    });
    // On Windows and macOS the system refuses to kill a process that is just ending.
    child.on('error', () => {});
    return await portOf(child, config, redactor);
  };
  const port = start().catch((error: unknown) => {
    kill();
    throw notSpawned(error);
  });
  return { port, confirm: () => confirm(child?.stdin as Writable), kill };
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

/** OpenSSL looks into these folders for each certificate, also when the process has left this one. */
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
  // If the process ends early, writing fails; that it sends no report says as much.
  stdin.on('error', () => {});
  stdin.write(`${JSON.stringify(config)}\n`);
  const timer = setTimeout(() => child.kill('SIGKILL'), config.timeLeftMs);
  const report = readReport((await linesOf(reports).next()).value, redactor);
  clearTimeout(timer);
  if (typeof report === 'number') {
    child.unref();
    for (const pipe of [stderr, reports]) pipe.destroy();
    return report;
  }
  if (!report && child.killed) {
    const limits = "limits of processes starve it (ulimit -u, the container's pids limit)";
    const remedy = `Give the runner more room, it is very busy or ${limits}${orRaise(config.inputs.timeoutSeconds)}`;
    throw notStarted(`it was not ready within ${(config.timeLeftMs / 1000).toFixed(1)} s`, remedy);
  }
  // Bounded: something that it has started may hold its pipes open.
  const why = await Promise.race([ending, sleep(1_000, 'it sent no report')]);
  throw report ?? notStarted(why);
}

/** How the process ended, with what it said on its standard error, but for the source that Node shows before an error. */
async function endingOf(child: ChildProcess, stderr: Readable, redactor: Redactor): Promise<string> {
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, MOST_STDERR);
  });
  // Not events.once, which an error of `kill` would end.
  const [code, signal] = await new Promise<unknown[]>((resolve) => {
    child.once('close', (...ended) => resolve(ended));
  });
  const words = said.slice(Math.max(0, said.search(/^\w*Error\b/m))).replace(/\s+/g, ' ');
  return `it ended before it was ready (${signal ?? `exit code ${code}`})${words && `: ${redactor.clean(words)}`}`;
}

const CHECK =
  "Check NODE_OPTIONS of this job, and the limits of the runner (ulimit -u, ulimit -n, the container's pids limit).";

function notStarted(why: string, remedy = CHECK, cause?: unknown): ActionError {
  return new ActionError('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}

/** What the system, or Node, has refused; an error without a code is a fault of ours. */
function notSpawned(cause: unknown): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (cause instanceof ActionError || code === undefined) return cause;
  const remedy =
    code === 'ERR_ACCESS_DENIED'
      ? "NODE_OPTIONS of this job turns on Node's permission model (--permission): take it out for this step, or add --allow-child-process."
      : CHECK;
  return notStarted(`its process could not be created (${code})`, remedy, cause);
}

/** Resolves when the pipe has taken it, is broken or full: a process that has died or hangs needs no message. */
async function confirm(stdin: Writable): Promise<void> {
  const sent = new Promise<void>((done) => {
    stdin.once('close', done).end(`${PUBLISHED}\n`, () => done());
  });
  await Promise.race([sent, sleep(CONFIRM_TIMEOUT_MS, undefined, { ref: false })]);
}

import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { parse } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Clock } from '../clock.ts';
import { ActionError } from '../errors.ts';
import { isWorker, listenToMain, REPORT_FD, reportOf } from './protocol.ts';
import { serveTokens } from './wiring.ts';

/** The token endpoint ends by itself after this time; a job of GitHub's own runners ends earlier. */
const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;
const WATCH_WORKER_MS = 5_000;

/** The token endpoint's process. It reports its port, or why it does not work. */
export async function runTokenEndpoint(clock: Clock): Promise<void> {
  const exit = () => process.exit();
  try {
    const { config, published } = await listenToMain(process.stdin);
    published.catch(exit);
    // The process began at 0.
    const listener = await serveTokens(config, clock, published, 0, exit);
    // A retry needs this file of dist later, and the folder of this action may be deleted while the job runs.
    await import(/* webpackChunkName: "trouble" */ '../http/wording.ts');
    setTimeout(exit, LONGEST_LIFE_MS);
    endWith(config.workerPid);
    detach();
    report(listener.port);
  } catch (error) {
    report(whyNotStarted(error));
    exit();
  }
}

function report(outcome: number | ActionError): void {
  writeSync(REPORT_FD, `${reportOf(outcome)}\n`);
  closeSync(REPORT_FD);
}

/** Gives up what belongs to the step. */
function detach(): void {
  // This reads the certificates: their paths may be relative to the working directory, which must not stay in use.
  createSecureContext();
  process.chdir(parse(process.execPath).root);
  // Nobody reads its standard error any more: a write would end the process.
  process.stderr.on('error', () => {});
  if (process.platform === 'win32') return;
  closeSync(2);
  // It gets the lowest free number, which is 2.
  openSync(devNull, 'w');
}

/** A runner that is killed does not end what a job has left behind. */
function endWith(workerPid: number | undefined): void {
  if (workerPid === undefined) return;
  setInterval(() => isWorker(workerPid) === false && process.exit(), WATCH_WORKER_MS).unref();
}

function whyNotStarted(error: unknown): ActionError {
  if (error instanceof ActionError) {
    return new ActionError(error.code, `The token endpoint got no ID token. ${error.message}`, error.remedy);
  }
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  const remedy =
    port && /EADDRINUSE|EACCES/.test(code ?? '')
      ? `Port ${port} is not free: choose another token-endpoint-port, or 0 for any free one. A job that was killed may have left its token endpoint there; docs/running.md says how to find and end it.`
      : 'Run the job again; if it fails again, report it with the debug log.';
  return new ActionError('TOKEN_ENDPOINT', `The token endpoint did not start: ${code ?? message}.`, remedy);
}

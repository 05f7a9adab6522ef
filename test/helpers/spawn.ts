import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly exitedBy: 'exit' | 'signal' | 'timeout';
  /** From start to the end of the process itself. */
  readonly ms: number;
  /** Something that the step left behind still holds its output pipes; a runner would wait for it. */
  readonly pipesHeld: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams by whole lines, in the order in which the lines were complete. */
  readonly transcript: string;
}

export interface Spawned {
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly timeoutMs: number;
}

/** How long the pipes may stay open after the process has gone. */
const GRACE_MS = 4_000;

/** Runs a command to its end, or to the end of its time; never rejects for what the command does. */
export async function run(command: string, args: string[], options: Spawned): Promise<Exit> {
  const { env, cwd, timeoutMs } = options;
  const started = performance.now();
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const stdout = listen(child.stdout, lines);
  const stderr = listen(child.stderr, lines);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  const closed = new Promise<false>((resolve) => child.once('close', () => resolve(false)));
  const [code, signal] = (await once(child, 'exit').finally(() => clearTimeout(timer))) as [
    code: number | null,
    signal: NodeJS.Signals | null,
  ];
  const ms = performance.now() - started;
  const pipesHeld = await orAfterGrace(closed);
  child.stdout.destroy();
  child.stderr.destroy();
  const exitedBy = timedOut ? 'timeout' : signal === null ? 'exit' : 'signal';
  const streams = { stdout: stdout.end(), stderr: stderr.end(), transcript: lines.join('\n') };
  return { code, signal, exitedBy, pipesHeld, ms, ...streams };
}

async function orAfterGrace(closed: Promise<false>): Promise<boolean> {
  // In two parts: while this process was busy with something else, it could not see the pipes close.
  for (let part = 0; part < 2; part++) {
    const isOpen = await Promise.race([closed, sleep(GRACE_MS / 2, true, { ref: false })]);
    if (!isOpen) return false;
  }
  return true;
}

/** Windows ends lines in two ways: @actions/core as the system does, Node as everywhere. */
const lineEnd = process.platform === 'win32' ? /\r?\n/ : '\n';

/** Cuts a stream into lines, so that two streams never meet within one. */
function listen(stream: Readable, lines: string[]) {
  let all = '';
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    all += chunk;
    const parts = (rest + chunk).split(lineEnd);
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const end = () => {
    if (rest !== '') lines.push(rest);
    rest = '';
    return all;
  };
  return { end };
}

/**
 * Processes that carry this RUNNER_TRACKING_ID: those a runner ends when the job is over.
 * None on Windows, which shows no process the environment of another one.
 */
export function processesOf(trackingId: string): number[] {
  const wanted = `RUNNER_TRACKING_ID=${trackingId}`;
  if (process.platform === 'win32') return [];
  return process.platform === 'linux' ? throughProc(wanted) : throughPs(wanted);
}

function throughProc(wanted: string): number[] {
  const mine = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(wanted);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && mine(pid))
    .map(Number);
}

/** As GitHub's runner asks on macOS: `e` adds the environment to each command, `ww` cuts no line. */
function throughPs(wanted: string): number[] {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  const lines = execFileSync('ps', ['axeww', '-o', 'pid=,command='], options).split('\n');
  return lines.filter((line) => line.split(' ').includes(wanted)).map((line) => Number.parseInt(line, 10));
}

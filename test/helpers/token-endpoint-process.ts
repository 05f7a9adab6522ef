import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { TestContext } from 'node:test';

export const DIST = join(import.meta.dirname, '../../dist/index.js');

// A test run that is cut off skips its hooks; a token endpoint would then live on for hours.
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export interface Process {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it reported, parsed; empty if it ended without a report. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches into JSON that it knows
  readonly said: any;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** All of its standard error so far. */
  stderr(): string;
  /** Ends its standard input, as the end of main does. */
  hangUp(): void;
}

export interface ServeOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it is told at once that its address is published; true unless given. */
  readonly published?: boolean;
}

/** The endpoint's process without a main before it: the bundle, told this on its standard input. */
export async function startServe(
  t: TestContext,
  config: string,
  { env = {}, published = true }: ServeOptions = {},
): Promise<Process> {
  const { PATH, SystemRoot } = process.env;
  const stdio = ['pipe', 'ignore', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [DIST, 'serve'], {
    env: { PATH, SystemRoot, ...env },
    stdio: [...stdio],
  });
  const [input, , errorOutput, reports] = child.stdio as unknown as [Writable, null, Readable, Readable];
  children.add(child);
  const ended = once(child, 'exit').then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  t.after(() => child.kill('SIGKILL') && ended);
  let errors = '';
  errorOutput.on('data', (chunk) => {
    errors += chunk;
  });
  input.on('error', () => {});
  input.write(`${config}\n`);
  if (published) input.end('published\n');
  // To its end: the process reports once, and holds the pipe no longer.
  let report = '';
  for await (const chunk of reports.setEncoding('utf8')) report += chunk;
  const { pid } = child as { pid: number };
  const hangUp = () => input.destroy();
  return { child, pid, said: JSON.parse(report || '{}'), ended, stderr: () => errors, hangUp };
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

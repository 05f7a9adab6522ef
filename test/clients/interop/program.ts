import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Beside PATH and HOME the whole environment: proxies and JVM options of the machine stay out. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Program {
  /** Gives it a line on stdin. */
  write(line: string): void;
  /** Ends its stdin. */
  end(): void;
  /** Both streams so far, in order of arrival. */
  readonly lines: readonly string[];
  /** Waits for a line that matches, past or to come. */
  line(pattern: RegExp, seconds: number): Promise<void>;
  /** Waits for the end; null when a signal ended it. */
  exit(seconds: number): Promise<number | null>;
  /** Asks it to end, then makes it. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts a child process, to be read by lines and awaited with a bound; it does not outlive ours. */
export function start({ file, args, env, cwd }: Command): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(file, args, { env: { PATH, HOME, ...env }, stdio: 'pipe', cwd, detached: true });
  // A program that has ended takes no more; the test learns of its end elsewhere.
  child.stdin.on('error', () => {});
  const lines: string[] = [];
  const hearers = new Set<() => void>();
  const hear = (line: string) => {
    lines.push(line);
    for (const hearer of hearers) hearer();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', hear);
  }
  const closed = endOf(child);

  async function bounded<T>(work: Promise<T>, seconds: number, missing: string): Promise<T> {
    const late = Promise.withResolvers<never>();
    const expire = () => late.reject(failure(`${missing} within ${seconds} s`));
    const timer = setTimeout(expire, seconds * 1000);
    return await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
  }

  function failure(what: string): Error {
    return new Error(`${file}: ${what}; its last lines:\n${lines.slice(-40).join('\n')}`);
  }

  async function line(pattern: RegExp, seconds: number): Promise<void> {
    const found = Promise.withResolvers<void>();
    let seen = 0;
    const look = () => {
      for (; seen < lines.length; seen++) if (pattern.test(lines[seen] ?? '')) found.resolve();
    };
    hearers.add(look);
    look();
    const ended = closed.then((code) => {
      throw failure(`ended with ${code} before ${pattern}`);
    });
    const work = Promise.race([found.promise, ended]);
    await bounded(work, seconds, `no line matched ${pattern}`).finally(() => hearers.delete(look));
  }

  const exit = (seconds: number) => bounded(closed, seconds, 'did not end');

  async function stop(): Promise<void> {
    kill(child, 'SIGTERM');
    await exit(20).catch(() => {
      kill(child, 'SIGKILL');
      return exit(5);
    });
  }

  const write = (text: string) => void child.stdin.write(`${text}\n`);
  return { write, end: () => void child.stdin.end(), lines, line, exit, stop };
}

/** Runs a program to its end and returns its lines; any exit code but 0 is an error. */
export async function run(command: Command, seconds: number): Promise<readonly string[]> {
  const program = start(command);
  program.end();
  const code = await program.exit(seconds).finally(program.stop);
  if (code === 0) return program.lines;
  const said = program.lines.join('\n');
  throw new Error(`${command.file} ${command.args.join(' ')} ended with ${code}:\n${said}`);
}

function endOf(child: ChildProcess): Promise<number | null> {
  if (running.size === 0) process.once('exit', killAll).once('SIGTERM', quit).once('SIGINT', quit);
  running.add(child);
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const forget = () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', killAll).off('SIGTERM', quit).off('SIGINT', quit);
  };
  closed.then(forget, forget);
  return closed;
}

function killAll(): void {
  for (const child of running) kill(child, 'SIGKILL');
}

/** With all that it has started: a shell would leave its commands behind. */
function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}

function quit(): void {
  process.exit(1);
}

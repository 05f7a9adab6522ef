import { appendFileSync, closeSync, openSync, type Stats, statSync, truncateSync } from 'node:fs';
import * as core from '@actions/core';
import { ActionError } from '../errors.ts';
import type { Env } from '../tokens.ts';

/** The files through which a step speaks to the runner. */
const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'] as const;

/** The one writer to the runner. Every line that is given here must be clean already. */
export interface Runner {
  /** Hides a value in the log from now on. */
  mask(value: string): void;
  info(line: string): void;
  /** A warning annotation. */
  warning(line: string): void;
  debug(line: string): void;
  group(title: string, lines: readonly string[]): void;
  /** One error annotation and a failed step. */
  fail(line: string): void;
  saveState(name: string, value: string): void;
  exportVariable(name: string, value: string): void;
  /** Adds text to the job summary, if there is one. */
  summarise(title: string, lines: readonly string[]): void;
  /** Checks that outputs, environment and state can be written. */
  checkFiles(): void;
  /** Runs writes to outputs, environment and state: all happen, or none. */
  allOrNothing(write: () => void): void;
  setOutput(name: string, value: string): void;
}

/** The runner of GitHub Actions, through @actions/core. */
export function githubRunner(env: Env): Runner {
  return {
    mask: core.setSecret,
    info: core.info,
    debug: core.debug,
    group,
    warning: core.warning,
    fail: core.setFailed,
    saveState: core.saveState,
    exportVariable: core.exportVariable,
    setOutput: core.setOutput,
    summarise: (title, lines) => summarise(env, title, lines),
    checkFiles: () => void openFiles(env),
    allOrNothing: (write) => allOrNothing(env, write),
  };
}

function group(title: string, lines: readonly string[]): void {
  core.startGroup(title);
  for (const line of lines) core.info(line);
  core.endGroup();
}

/**
 * A code block, so that nothing in it is taken for Markdown; its fence is longer than any run of backticks in it.
 * A summary that cannot be written must not hide the failure.
 */
function summarise(env: Env, title: string, lines: readonly string[]): void {
  const file = env.GITHUB_STEP_SUMMARY ?? '';
  const body = lines.join('\n');
  const runs = body.match(/`+/g) ?? [];
  const longest = Math.max(2, ...runs.map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  try {
    if (!statSync(file).isFile()) throw new Error('not a file');
    // Not core.summary: to load it would take each run more time than all else here.
    appendFileSync(file, `### ${title}\n\n${fence}text\n${body}\n${fence}\n`);
  } catch {
    core.debug('The job summary cannot be written; the log has the same.');
  }
}

/**
 * The command files and their sizes. Each is opened for append: permission bits say nothing of what root may do.
 * @throws ActionError RUNNER_FILES. Without a file @actions/core would print outputs to the log.
 */
function openFiles(env: Env): { path: string; size: number }[] {
  return FILES.map((name) => {
    const path = env[name] ?? '';
    let file: Stats | undefined;
    try {
      file = statSync(path);
      // To open a named pipe would hold the step until somebody reads it.
      if (!file.isFile()) throw Object.assign(new Error(path), { code: 'not a file' });
      closeSync(openSync(path, 'a'));
      return { path, size: file.size };
    } catch (error) {
      throw unwritable(name, error, file?.uid);
    }
  });
}

/**
 * A job may be cancelled at any moment. A signal takes effect after the writes.
 * @throws ActionError RUNNER_FILES, with the files as they were before
 */
function allOrNothing(env: Env, write: () => void): void {
  const before = openFiles(env);
  const release = holdSignals();
  try {
    write();
  } catch (error) {
    for (const { path, size } of before) restore(path, size);
    throw unwritable(FILES.join(', '), error);
  } finally {
    release();
  }
}

/** Signals of a cancelled job end this process only after the function that is returned has been called. */
function holdSignals(): () => void {
  const raise = (signal: NodeJS.Signals) => {
    remove();
    process.kill(process.pid, signal);
  };
  const remove = () => {
    for (const signal of SIGNALS) process.off(signal, raise);
  };
  for (const signal of SIGNALS) process.on(signal, raise);
  // Node delivers a signal in the next turn of the event loop; the second one comes after it.
  return () => void setImmediate(() => setImmediate(remove));
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A file that cannot be cut has taken nothing in; the others must be cut all the same. */
function restore(path: string, size: number): void {
  try {
    truncateSync(path, size);
  } catch {
    // The step fails all the same, with the error of the write.
  }
}

function unwritable(names: string, cause: unknown, owner?: number): ActionError {
  const { code = '' } = cause as NodeJS.ErrnoException;
  const message = `The runner's command files cannot be written: ${names}${code && ` (${code})`}.`;
  return new ActionError('RUNNER_FILES', message, remedyFor(code, owner), cause);
}

function remedyFor(code: string, owner: number | undefined): string {
  if (code === 'ERR_ACCESS_DENIED')
    return "NODE_OPTIONS of this job turns on Node's permission model (--permission): take it out for this step, or add --allow-fs-read=* and --allow-fs-write=*.";
  if (code === 'ENOSPC') return 'Free space on the disk of the runner.';
  // Windows has no such users.
  const isOwner = owner === (process.getuid?.() ?? owner);
  if (/EACCES|EPERM/.test(code) && !isOwner)
    return `In a container: job, set options: --user ${owner ?? 'UID'}, the user to whom these files belong, or no --user.`;
  return 'Let no step and no env: block of the job change or remove them.';
}

import { appendFileSync, existsSync, statSync, truncateSync } from 'node:fs';
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
  /** Adds text to the job summary; a runner without one is passed over. */
  summarise(title: string, lines: readonly string[]): void;
  /** Runs writes to outputs, environment and state: all of them happen, or none. */
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
    allOrNothing: (write) => allOrNothing(env, write),
  };
}

function group(title: string, lines: readonly string[]): void {
  core.startGroup(title);
  for (const line of lines) core.info(line);
  core.endGroup();
}

/**
 * A code block, so that nothing in the lines is taken for Markdown; its fence is longer than any run
 * of backticks in them. A summary that cannot be written must not hide what it would have said.
 */
function summarise(env: Env, title: string, lines: readonly string[]): void {
  const file = env.GITHUB_STEP_SUMMARY ?? '';
  if (!existsSync(file)) return;
  const body = lines.join('\n');
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  try {
    if (!isFile(file)) throw new Error('not a file');
    // Not core.summary: its module, and what it loads of Node, would cost each run more than all else here.
    appendFileSync(file, `### ${title}\n\n${fence}text\n${body}\n${fence}\n`);
  } catch {
    core.debug('The job summary cannot be written; the log has the same.');
  }
}

/**
 * @throws ActionError RUNNER_FILES, with the files as they were before. Without this check
 * @actions/core would print outputs to the log when a file is not named.
 */
function allOrNothing(env: Env, write: () => void): void {
  const before = FILES.map((name) => ({ name, path: env[name] ?? '' })).map(({ name, path }) => {
    if (!isFile(path)) throw unwritable(name, undefined);
    return { path, size: statSync(path).size };
  });
  try {
    write();
  } catch (error) {
    for (const { path, size } of before) restore(path, size);
    throw unwritable(FILES.join(', '), error);
  }
}

/** A file that cannot be cut has taken nothing in either, and must not keep the others from being cut. */
function restore(path: string, size: number): void {
  try {
    truncateSync(path, size);
  } catch {
    // The step fails all the same, with the error of the write.
  }
}

/** A named pipe in its place would hold the step until somebody reads it. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function unwritable(names: string, cause: unknown): ActionError {
  return new ActionError(
    'RUNNER_FILES',
    `The runner's command files cannot be written: ${names}.`,
    'Use a runner of v2.327.1 or later, with room on its disk.',
    cause,
  );
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files through which a step speaks to the runner, and the variable that names each. */
const variables = {
  output: 'GITHUB_OUTPUT',
  env: 'GITHUB_ENV',
  state: 'GITHUB_STATE',
  summary: 'GITHUB_STEP_SUMMARY',
  path: 'GITHUB_PATH',
} as const;

export type FileName = keyof typeof variables;
export type FileContents = Record<FileName, string>;

const names = Object.keys(variables) as FileName[];

/** Lays out empty files for one step; returns the variables that point at them. */
export function freshFiles(directory: string): Record<string, string> {
  mkdirSync(directory);
  const env: Record<string, string> = {};
  for (const name of names) {
    env[variables[name]] = join(directory, name);
    writeFileSync(join(directory, name), '');
  }
  return env;
}

export function readFiles(directory: string): FileContents {
  const read = (name: FileName) => [name, readFileSync(join(directory, name), 'utf8')];
  return Object.fromEntries(names.map(read)) as FileContents;
}

/**
 * Reads `NAME=value` and `NAME<<DELIMITER` entries as the runner does, and throws where it would
 * fail the step: no name, no delimiter, an end that never comes, a line that is neither.
 */
export function parseFileCommand(text: string): Record<string, string> {
  const entries: Record<string, string> = {};
  // Elsewhere a carriage return is part of the value.
  const lines = text.split(process.platform === 'win32' ? /\r?\n/ : '\n');
  // What follows the last line break is not a line, unless there is something in it.
  if (lines.at(-1) === '') lines.pop();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name = '', mark, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (mark === undefined || name === '') throw new Error(`not a file command: ${line}`);
    if (mark === '=') {
      entries[name] = rest;
      continue;
    }
    if (rest === '') throw new Error(`no delimiter: ${line}`);
    const end = lines.indexOf(rest, at + 1);
    if (end < 0) throw new Error(`the delimiter never comes: ${line}`);
    entries[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return entries;
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './program.ts';

/** What the tests download and compile, out of git's sight. */
export const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/interop');

let queue: Promise<unknown> = Promise.resolve();

/**
 * Makes a folder once for each state of these files; what was half made is made anew. One after the
 * other: tests that run at the same time may need the same one.
 *
 * @param more what the folder depends on beside the files
 */
export function once(
  name: string,
  files: readonly string[],
  make: (folder: string) => Promise<void>,
  more = '',
): Promise<string> {
  const made = queue.then(async () => {
    const folder = join(cache, `${name}-${await fingerprint(files, more)}`);
    const complete = join(folder, 'complete');
    if (existsSync(complete)) return folder;
    await rm(folder, { recursive: true, force: true });
    await make(folder);
    await writeFile(complete, '');
    return folder;
  });
  queue = made.catch(() => {});
  return made;
}

async function fingerprint(files: readonly string[], more: string): Promise<string> {
  const hash = createHash('sha256').update(more);
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

/** Throws when the machine lacks a tool. */
export async function requireTool(file: string, flag: string, name: string): Promise<void> {
  await run({ file, args: [flag], env: inherited() }, 60).catch((cause) => {
    throw new Error(`test:interop needs ${name}: "${file} ${flag}" failed`, { cause });
  });
}

/** Downloads go by the machine's own settings for proxies, mirrors and certificates. */
export function inherited(): Record<string, string> {
  const all = Object.entries(process.env);
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

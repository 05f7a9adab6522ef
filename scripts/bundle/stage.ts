import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { transpile } from './transpile.ts';
import { withoutUnused } from './unused.ts';

/** The packages of the bundle, and what bundles them. */
const DEPENDENCIES = ['@actions/core', '@actions/http-client', 'tunnel'];
const STAGED = [...DEPENDENCIES, '@vercel/ncc'];

/**
 * A copy of all that has a part in the bundle. The numbers of modules come from their paths and from
 * that of the loader, so that a checkout whose node_modules is a link would get another bundle than one
 * where it is a folder.
 * @param root of the project
 * @param absent what is left out of the bundle, as it is imported
 * @returns the folder
 */
export async function makeStage(root: string, absent: readonly string[]): Promise<string> {
  const stage = await realpath(await mkdtemp(join(tmpdir(), 'build-')));
  const modules = join(root, 'node_modules');
  const copy = (from: string, to: string) =>
    cp(from, join(stage, to), { recursive: true, dereference: true });
  for (const part of ['src', 'package.json']) await copy(join(root, part), part);
  await toJavaScript(join(stage, 'src'));
  for (const name of STAGED) await copy(join(modules, name), join('node_modules', name));
  await leaveOut(stage, absent);
  return stage;
}

/** Our sources without types. What the bundler is to read in a comment is kept, with its file's other comments. */
async function toJavaScript(folder: string): Promise<void> {
  for (const name of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'))) {
    const path = join(folder, name);
    const source = await readFile(path, 'utf8');
    await writeFile(path.replace(/ts$/, 'js'), transpile(source, !source.includes('webpackMode')));
    await rm(path);
  }
}

/**
 * Comments, ours and theirs, would be a quarter of what every job downloads. They can be read in `src`
 * and in the packages; the code stays as it is written, but for functions that nothing calls.
 */
async function leaveOut(stage: string, absent: readonly string[]): Promise<void> {
  const ours = await codeOf([join(stage, 'src')]);
  const packages = await codeOf(DEPENDENCIES.map((name) => join(stage, 'node_modules', name, 'lib')));
  for (const [path, code] of packages)
    if (absent.includes(`./${basename(path)}`)) packages.delete(path);
    else packages.set(path, transpile(code, true));
  for (const [path, code] of withoutUnused(packages, [...ours.values()])) await writeFile(path, code);
}

/** The code of each file in these folders, by its path. */
async function codeOf(folders: readonly string[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const name of await readdir(folder, { recursive: true }))
      if (name.endsWith('.js')) files.set(join(folder, name), await readFile(join(folder, name), 'utf8'));
  return files;
}

import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface NccResult {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
}
type Ncc = (entry: string, options: Record<string, unknown>) => Promise<NccResult>;

const root = join(import.meta.dirname, '..');
/** Where the bundle goes: `dist`, or the folder given as argument (the contract test compares the two). */
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

/**
 * What the toolkit imports for functions that nothing here calls; a module of Node stands in for each
 * and is never looked at (`node:path`, since it is loaded anyway; `node:http` would load Node's own copy of undici).
 * - `@actions/http-client` imports undici for `getAgentDispatcher()` alone. It would be nine tenths of
 *   the bundle and most of its start-up time. Proxies go through `tunnel`, which is bundled
 *   (test/proxy.test.ts).
 * - `@actions/core` imports `@actions/exec` for `platform.getDetails()` alone: a quarter of the rest.
 */
const externals = { undici: 'node:path', '@actions/exec': 'node:path' };

/** The packages of the bundle, and what bundles them. */
const STAGED = ['@actions/core', '@actions/http-client', 'tunnel', '@vercel/ncc'];

const stage = await makeStage();
process.chdir(stage);
const ncc = createRequire(join(stage, 'package.json'))('@vercel/ncc') as Ncc;
const { code, assets } = await ncc(join(stage, 'src', 'index.ts'), {
  cache: false,
  quiet: true,
  minify: false,
  sourceMap: false,
  license: 'licenses.txt',
  target: 'es2022',
  externals,
});
process.chdir(root);
await rm(stage, { recursive: true });

await rm(dist, { recursive: true, force: true });
await write('index.js', code);
for (const [name, { source }] of Object.entries(assets)) await write(name, source);

async function write(name: string, content: string | Buffer): Promise<void> {
  const path = join(dist, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/**
 * A copy of all that has a part in the bundle. The numbers of modules come from their paths and from
 * that of the loader, so that a checkout whose node_modules is a link would get another bundle than one
 * where it is a folder.
 */
async function makeStage(): Promise<string> {
  const stage = await realpath(await mkdtemp(join(tmpdir(), 'build-')));
  const modules = join(root, 'node_modules');
  const copy = (from: string, to: string) =>
    cp(from, join(stage, to), { recursive: true, dereference: true });
  for (const part of ['src', 'tsconfig.json', 'package.json']) await copy(join(root, part), part);
  for (const name of STAGED) await copy(join(modules, name), join('node_modules', name));
  for (const name of ['typescript', '@types', 'undici-types']) {
    await symlink(join(modules, name), join(stage, 'node_modules', name), 'junction');
  }
  return stage;
}

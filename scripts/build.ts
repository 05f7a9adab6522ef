import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

type Assets = Readonly<Record<string, { readonly source: string | Buffer }>>;
type Ncc = (entry: string, options: object) => Promise<{ readonly code: string; readonly assets: Assets }>;

const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc;
const root = join(import.meta.dirname, '..');
/** Where the bundle goes: `dist`, or the folder given as argument (a test compares the two). */
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

/**
 * What the toolkit imports for functions that nothing here calls; a module of Node stands in for each
 * and is never looked at.
 * - `@actions/http-client` imports undici for `getAgentDispatcher()` alone. It would be nine tenths of
 *   the bundle and most of its start-up time. Proxies go through `tunnel` (test/action/proxy.test.ts).
 * - `@actions/core` imports its own parts for ID tokens, paths, the platform (with `@actions/exec`) and
 *   job summaries: half of the rest. Its part for ID tokens follows redirects with the request
 *   token, so it is good to have it out of reach.
 * - `tunnel` imports assert and calls nothing of it.
 */
const UNUSED = ['undici', 'assert', './oidc-utils.js', './path-utils.js', './platform.js', './summary.js'];
const externals = Object.fromEntries(UNUSED.map((name) => [name, 'node:path']));

async function build(): Promise<void> {
  // The numbers of modules in the bundle come from their paths, and a link leads to other ones.
  if ((await lstat(join(root, 'node_modules'))).isSymbolicLink())
    throw new Error('node_modules is a link: run npm ci here, or dist would differ from that of others.');
  // Main comes last: its licences are those of all packages.
  const files = { ...(await bundle('index.post.ts', 'post.js')), ...(await bundle('index.ts', 'index.js')) };
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  for (const [name, { source }] of Object.entries(files)) await writeFile(join(dist, name), source);
  await writeFile(join(dist, 'package.json'), '{\n  "type": "commonjs"\n}\n');
}

async function bundle(entry: string, name: string): Promise<Assets> {
  const options = {
    cache: false,
    quiet: true,
    esm: false,
    minify: false,
    license: 'licenses.txt',
    externals,
  };
  const { code, assets } = await ncc(join(root, 'src', entry), options);
  const missing = /eval\("require"\)\("(.*)"\)/.exec(code)?.[1];
  if (missing !== undefined) throw new Error(`The bundler does not find the package ${missing}.`);
  return { ...assets, [name]: { source: code } };
}

// The message alone: with the error, Node prints the whole program of the bundler.
build().catch(({ message }: Error) => {
  console.error(message);
  process.exitCode = 1;
});

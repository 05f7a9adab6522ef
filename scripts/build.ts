import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

interface NccResult {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
}
type Ncc = (entry: string, options: Record<string, unknown>) => Promise<NccResult>;

const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc;
const root = join(import.meta.dirname, '..');
/** Where the bundle goes: `dist`, or the folder given as argument (a test compares the two). */
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

/** Post first: the licences of main are those of all packages. */
const ENTRIES = { 'post.js': 'index.post.ts', 'index.js': 'index.ts' };

/**
 * What the toolkit imports for functions that nothing here calls; a module of Node stands in for each
 * and is never looked at.
 * - `@actions/http-client` imports undici for `getAgentDispatcher()` alone. It would be nine tenths of
 *   the bundle and most of its start-up time. Proxies go through `tunnel`, which is bundled
 *   (test/e2e/proxy.test.ts).
 * - `@actions/core` imports its own parts for ID tokens, paths, the platform (with `@actions/exec`) and
 *   job summaries: half of the rest. Its part for ID tokens follows redirects with the request
 *   token, so it is good to have it out of reach.
 * - `tunnel` imports assert and calls nothing of it.
 */
const UNUSED = ['undici', 'assert', './oidc-utils.js', './path-utils.js', './platform.js', './summary.js'];

// The numbers of modules in the bundle come from their paths, and a link leads to other ones.
if ((await lstat(join(root, 'node_modules'))).isSymbolicLink())
  throw new Error('node_modules is a link: run npm ci here, or dist would differ from that of others.');

await rm(dist, { recursive: true, force: true });
for (const [name, entry] of Object.entries(ENTRIES)) {
  const { code, assets } = await ncc(join(root, 'src', entry), {
    cache: false,
    quiet: true,
    esm: false,
    minify: false,
    sourceMap: false,
    license: 'licenses.txt',
    externals: Object.fromEntries(UNUSED.map((name) => [name, 'node:path'])),
  });
  await write(name, code);
  for (const [asset, { source }] of Object.entries(assets)) await write(asset, source);
}
await write('package.json', '{\n  "type": "commonjs"\n}\n');

async function write(name: string, content: string | Buffer): Promise<void> {
  const path = join(dist, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

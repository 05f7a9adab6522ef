import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { calledByMain } from './bundle/called.ts';
import { eager } from './bundle/eager.ts';
import { quick } from './bundle/quick.ts';
import { makeStage } from './bundle/stage.ts';

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
 *   (test/e2e/proxy.test.ts).
 * - `@actions/core` imports its own parts for ID tokens, paths, the platform (with `@actions/exec`) and
 *   job summaries: half of the rest. Its part for ID tokens follows redirects with the request
 *   token, so it is good to have it out of reach.
 * - `tunnel` imports assert and calls nothing of it.
 */
const UNUSED = ['undici', 'assert', './oidc-utils.js', './path-utils.js', './platform.js', './summary.js'];

/** The bundles, by the entry they are made of. */
const BUNDLES = [
  { name: 'index.js', entry: 'index.ts' },
  { name: 'post.js', entry: 'index.post.ts' },
];

const stage = await makeStage(root, UNUSED);
process.chdir(stage);
const ncc = createRequire(join(stage, 'package.json'))('@vercel/ncc') as Ncc;
const bundles = [];
for (const { name, entry } of BUNDLES) bundles.push({ name, ...(await bundle(entry)) });
process.chdir(root);
await rm(stage, { recursive: true });

await rm(dist, { recursive: true, force: true });
for (const { name, code } of bundles) await write(name, quick(code));
const assets = Object.entries(
  Object.assign({}, ...bundles.toReversed().map((bundle) => bundle.assets)) as NccResult['assets'],
);
for (const [name, { source }] of assets)
  await write(name, name.endsWith('.js') ? quick(String(source)) : source);
const main = join(dist, 'index.js');
await writeFile(main, eager(await readFile(main, 'utf8'), await calledByMain(main)));

function bundle(entry: string): Promise<NccResult> {
  return ncc(join(stage, 'src', entry.replace(/ts$/, 'js')), {
    cache: false,
    quiet: true,
    minify: false,
    sourceMap: false,
    license: 'licenses.txt',
    externals: Object.fromEntries(UNUSED.map((name) => [name, 'node:path'])),
  });
}

async function write(name: string, content: string | Buffer): Promise<void> {
  const path = join(dist, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

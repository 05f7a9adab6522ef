import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface NccResult {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
}
type Ncc = (entry: string, options: Record<string, unknown>) => Promise<NccResult>;

const require = createRequire(import.meta.url);
const ncc = require('@vercel/ncc') as Ncc;
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/**
 * `@actions/http-client` imports undici for `getAgentDispatcher()` alone, which nothing here calls.
 * undici would be nine tenths of the bundle and most of its start-up time, so a module of Node stands
 * in for it: its `ProxyAgent` is never looked at. Proxies go through `tunnel`, which is bundled
 * (test/proxy.test.ts).
 */
const externals = { undici: 'node:http' };

const { code, assets } = await ncc(join(root, 'src', 'index.ts'), {
  cache: false,
  quiet: true,
  minify: false,
  sourceMap: false,
  license: 'licenses.txt',
  target: 'es2022',
  externals,
});

await rm(dist, { recursive: true, force: true });
await write('index.js', code);
for (const [name, { source }] of Object.entries(assets)) await write(name, source);

async function write(name: string, content: string | Buffer): Promise<void> {
  const path = join(dist, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

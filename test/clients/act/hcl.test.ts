/** Every piece of HCL that users copy, against the schema of Confluent's provider. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { required, snippetsOf } from './configuration.ts';
import { type Folder, openFolder } from './terraform.ts';

const root = resolve(import.meta.dirname, '../../..');
const folders = [...new Set(globSync('examples/**/*.tf', { cwd: root }).map(dirname))].sort();
const documents = globSync(['*.md', 'docs/*.md'], { cwd: root }).sort();
const snippets = documents.flatMap((document) =>
  snippetsOf(document).map((text, index) => ({ name: `${document}, HCL ${index + 1}`, text })),
);
// A provider block that nothing uses is not looked at.
const used = 'data "confluent_organization" "used" {}\n';

describe('HCL that users copy', { timeout: 600_000 }, () => {
  test('there is some in both places', () => {
    assert.deepEqual(folders, ['examples/terraform', 'examples/terraform/deploy']);
    assert.ok(snippets.length > 0);
  });

  for (const from of folders) {
    test(`${from} is valid and formatted`, async (t) => {
      const folder = await openFolder(t, {}, from);
      assert.deepEqual(await faults(folder), []);
      await folder.succeed(['fmt', '-check', '-diff']);
    });
  }

  for (const { name, text } of snippets) {
    test(`${name} is valid and formatted`, async (t) => {
      const own = /required_providers/.test(text);
      const rest = own ? used : required + used;
      const folder = await openFolder(t, { 'main.tf': text, 'rest.tf': rest });
      assert.deepEqual(await faults(folder), []);
      await folder.succeed(['fmt', '-check', '-diff']);
    });
  }

  test('an attribute that the provider does not have is noticed', async (t) => {
    const text = 'provider "confluent" {\n  oauth {\n    identity_pool = "pool-a"\n  }\n}\n';
    const found = await faults(await openFolder(t, { 'main.tf': text, 'rest.tf': required + used }));
    assert.ok(
      found.some((fault) => fault.includes('"identity_pool" is not expected')),
      found.join('\n'),
    );
  });
});

async function faults(folder: Folder): Promise<string[]> {
  const { stdout } = await folder.run(['validate', '-json']);
  const { valid, diagnostics } = JSON.parse(stdout);
  const found = diagnostics.map(
    ({ summary, detail }: { summary: string; detail?: string }) => `${summary}: ${detail ?? ''}`,
  );
  assert.equal(valid, found.length === 0);
  return found;
}

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';

// The schemas of GitHub's own validator are imported as bundlers allow it, without the attribute.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

interface Workflow {
  readonly defaults?: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly { readonly run?: string }[] }>>;
}

const root = resolve(import.meta.dirname, '..', '..');
const find = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
const ours = find('.github/workflows/*.yml');
const workflows = [...ours, ...find('examples/*.yml'), ...find('test/clients/act/workflows/*.yml')];
const actions = ['action.yml', ...find('test/{clients/act/stubs,repository/ci}/*/action.yml')];
const text = (file: string) => readFileSync(join(root, file), 'utf8');

async function complaints(file: string, content: string): Promise<string[]> {
  const document = TextDocument.create(`file:///${file}`, 'yaml', 1, content);
  const found = await validate(document);
  return found.map(({ message, range }) => `${file}:${range.start.line + 1}: ${message}`);
}

describe('workflows and action files', () => {
  for (const file of [...workflows, ...actions]) {
    test(`${file} is valid`, async () => assert.deepEqual(await complaints(file, text(file)), []));
  }

  // By names of their own: the validator remembers what it has parsed by name.
  test('the validator would see a mistake', async () => {
    const wrong = text('.github/workflows/ci.yml')
      .replace('runs-on:', 'run-on:')
      .replace('github.', 'githb.');
    assert.notDeepEqual(await complaints('wrong/.github/workflows/ci.yml', wrong), []);
    const action = text('action.yml').replace('node24', 'node25x');
    assert.notDeepEqual(await complaints('wrong/action.yml', action), []);
  });

  test('one commit and version for an action, wherever it is used', () => {
    const pins = workflows.flatMap(
      (file) => text(file).match(/[\w-]+\/[\w./-]+@[0-9a-f]{40} # v[\d.]+/g) ?? [],
    );
    const byName = Map.groupBy(pins, (pin) => pin.split('@')[0]?.split('/').slice(0, 2).join('/'));
    for (const [name, uses] of byName) {
      assert.equal(new Set(uses.map((use) => use.split('@')[1])).size, 1, name);
    }
  });

  for (const file of ours) {
    const { defaults, jobs } = parse(text(file)) as Workflow;
    test(`${file} stops where a command of a pipe fails`, () => {
      const runs = Object.values(jobs).some(({ steps = [] }) => steps.some(({ run }) => run !== undefined));
      // GitHub sets pipefail for bash that is asked for, and not for bash that is there by default.
      assert.deepEqual(defaults, runs ? { run: { shell: 'bash' } } : undefined);
    });

    test(`${file} runs only scripts that package.json has`, () => {
      const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
      for (const [, name = ''] of text(file).matchAll(/npm run ([\w:-]+)/g)) assert.ok(name in scripts, name);
    });
  }

  test('.node-version is the Node of the action', () => {
    const { runs } = parse(text('action.yml')) as { runs: { using: string } };
    assert.equal(`node${text('.node-version').trim()}`, runs.using);
  });

  test('an action of this repository is given only inputs that it has', () => {
    const all = [...ours, ...actions, ...find('test/clients/act/workflows/*.yml')].map((file) =>
      parse(text(file)),
    );
    const uses = all.flatMap(usesOf).filter(({ uses }) => /^\.\/(?!\.github)/.test(uses));
    assert.ok(uses.length > 10);
    for (const { uses: folder, with: given = {} } of uses) {
      const { inputs } = parse(text(join(folder, 'action.yml'))) as { inputs?: Record<string, unknown> };
      for (const name of Object.keys(given)) assert.ok(name in (inputs ?? {}), `${folder}: ${name}`);
    }
  });
});

/** Every step with `uses:` in a parsed file. */
function usesOf(node: unknown): { uses: string; with?: Record<string, unknown> }[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'uses' in node ? [node as { uses: string }] : [];
  return [...own, ...Object.values(node).flatMap(usesOf)];
}

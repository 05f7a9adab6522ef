import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { type Snippet, snippetsOf } from '../support/snippets.ts';

// The schemas of GitHub's own validator are imported as bundlers allow it, without the attribute.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

const root = resolve(import.meta.dirname, '../..');
const snippets = globSync(['README.md', 'docs/*.md'], { cwd: root })
  .sort()
  .flatMap((file) => snippetsOf(file.replaceAll('\\', '/')))
  .filter(({ language, code }) => language === 'yaml' && code.includes('uses:'));

/** The file that a reader would make of a snippet: steps go into a job, and a job needs a trigger. */
function wholeFile(code: string): string {
  if (/^runs:/m.test(code)) return code;
  const steps = `jobs:\n  any:\n    runs-on: ubuntu-latest\n    steps:\n${code.replace(/^ *(?=\S)/, '      ')}`;
  const workflow = /^jobs:/m.test(code) ? code : steps;
  return /^on:/m.test(workflow) ? workflow : `on: push\n${workflow}`;
}

async function complaints({ file, heading, code }: Snippet, index: number): Promise<string[]> {
  const folder = `file:///${file}-${heading.replaceAll(/\W/g, '-')}-${index}`;
  const name = /^runs:/m.test(code) ? 'action.yml' : '.github/workflows/any.yml';
  const found = await validate(TextDocument.create(`${folder}/${name}`, 'yaml', 1, wholeFile(code)));
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

describe('YAML of the documents', () => {
  test('there is some', () => assert.ok(snippets.length > 8, `${snippets.length}`));

  for (const [index, snippet] of snippets.entries()) {
    test(`${snippet.file}, "${snippet.heading}", number ${index} of all, is valid`, async () => {
      assert.deepEqual(await complaints(snippet, index), []);
    });
  }

  test('a mistake would be seen', async () => {
    const [first] = snippets as [Snippet];
    const wrong = { ...first, code: first.code.replace('runs-on', 'run-on') };
    assert.notDeepEqual(await complaints(wrong, -1), []);
  });
});

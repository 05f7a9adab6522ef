import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { type Snippet, snippetsIn, snippetsOf } from '../helpers/snippets.ts';
import { CLAIMS, type Claim, NOT_RUN } from './claims.ts';

const root = resolve(import.meta.dirname, '../..');
const documents = globSync(['README.md', 'docs/*.md'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file !== 'docs/architecture.md')
  .sort();
const key = ({ file, heading, language }: Omit<Claim, 'by' | 'count'>) =>
  `${file} | ${heading} | ${language}`;

/** validity.test.ts reads all YAML for GitHub, so that only scripts in it are left to run; test/clients/act runs all HCL. */
function mustBeRun({ language, code }: Snippet): boolean {
  if (language === 'hcl') return false;
  return language !== 'yaml' || /\brun: \||^contexts:/m.test(code);
}

/** How many snippets there are of each kind. */
function counted(snippets: readonly Snippet[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of snippets.filter(mustBeRun)) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
}

describe('snippets of the documents', () => {
  test('each is run by a test or is known as one that is not', () => {
    const claims = [...CLAIMS, ...NOT_RUN].map((claim) => [key(claim), claim.count]);
    const claimed = Object.fromEntries(claims);
    assert.equal(Object.keys(claimed).length, claims.length, 'one is claimed twice');
    const found = counted(documents.flatMap(snippetsOf));
    for (const name of Object.keys(found)) assert.ok(name in claimed, `nobody runs ${name}`);
    for (const [name, count] of Object.entries(found)) assert.equal(count, claimed[name], name);
    const all = new Set(documents.flatMap(snippetsOf).map(key));
    for (const name of Object.keys(claimed)) assert.ok(all.has(name), `there is no ${name}`);
  });

  test('a new one would be noticed, whatever its language', () => {
    const file = 'docs/rest.md';
    const before = counted(snippetsOf(file));
    const more =
      '\n## More\n\n```ruby\nputs 1\n```\n\n```\nno language\n```\n\n```yaml\n- run: |\n    a\n```\n';
    const after = counted(snippetsIn(readFileSync(resolve(root, file), 'utf8') + more, file));
    assert.equal(Object.keys(after).length, Object.keys(before).length + 3);
  });

  for (const { file, heading, language, by } of CLAIMS) {
    test(`${by} takes the ${language} under "${heading}" out of ${file}`, () => {
      const source = readFileSync(resolve(root, by), 'utf8');
      assert.match(source, /\b(snippet|snippetsOf|samplesOf)\(/);
      assert.ok(source.includes(heading.replaceAll("'", "\\'")) || source.includes(heading), 'the heading');
      assert.ok(source.includes(`'${language}'`) || language === 'yaml', 'the language');
    });
  }
});

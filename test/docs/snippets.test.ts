import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { type Snippet, snippetsIn, snippetsOf } from '../support/snippets.ts';
import { CLAIMS, type Claim, NOT_RUN, TERRAFORM } from './claims.ts';

const documents = ['docs/clients.md', 'docs/setup.md'];
const key = ({ file, heading, language }: Omit<Claim, 'by' | 'count'>) =>
  `${file} | ${heading} | ${language}`;

/** How many snippets there are of each kind, but for those of Terraform. */
function counted(snippets: readonly Snippet[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of snippets) {
    if (one.section === TERRAFORM) continue;
    counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  }
  return counts;
}

describe('snippets of the documents', () => {
  test('each is run by a test or is known as one that is not', () => {
    const claimed = Object.fromEntries([...CLAIMS, ...NOT_RUN].map((claim) => [key(claim), claim.count]));
    assert.equal(Object.keys(claimed).length, CLAIMS.length + NOT_RUN.length, 'one is claimed twice');
    assert.deepEqual(counted(documents.flatMap(snippetsOf)), claimed);
  });

  test('a new one would be noticed, whatever its language', () => {
    const before = counted(snippetsOf('docs/clients.md'));
    const more = '\n## Schema Registry\n\n```ruby\nputs 1\n```\n\n```\nno language\n```\n';
    const text = readFileSync(resolve(import.meta.dirname, '../../docs/clients.md'), 'utf8');
    const after = counted(snippetsIn(text + more, 'docs/clients.md'));
    assert.equal(Object.keys(after).length, Object.keys(before).length + 2);
  });

  for (const { file, heading, language, by } of CLAIMS) {
    test(`${by} takes the ${language} under "${heading}" out of ${file}`, () => {
      const source = readFileSync(resolve(import.meta.dirname, '../..', by), 'utf8');
      assert.match(source, /\bsnippet\(/);
      assert.ok(source.includes(heading.replaceAll("'", "\\'")) || source.includes(heading), 'the heading');
      assert.ok(source.includes(`'${language}'`), 'the language');
    });
  }
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { type Snippet, snippetsOf } from '../helpers/snippets.ts';

const root = resolve(import.meta.dirname, '../..');
const documents = globSync(['README.md', 'docs/*.md'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file !== 'docs/architecture.md');
const tests = globSync('test/clients/**/*.ts', { cwd: root }).map((file) =>
  readFileSync(resolve(root, file), 'utf8'),
);

/** What no test runs, and why not. */
const NOT_RUN: ReadonlySet<string> = new Set([
  // These are on Confluent's own Maven repository only; docs/tested.md says what was tried by hand.
  'docs/schema-registry.md | Maven | xml',
  'docs/schema-registry.md | Gradle | groovy',
  // The registry of .NET packages is not one that these tests use. Tried by hand, too.
  'docs/librdkafka.md | .NET | csharp',
  'docs/schema-registry.md | .NET | csharp',
  // Commands for contributors; test/repository/ci/fresh.test.ts runs the first.
  'README.md | Development | sh',
  // Needs an organisation of Confluent Cloud; test/clients/act runs the module itself.
  'docs/setup.md | Terraform | sh',
]);

/** Where a heading has more than one block in a language: how many of them the test takes. */
const SEVERAL: Readonly<Record<string, number>> = {
  'README.md | Quick start | sh': 4,
  'README.md | Development | sh': 2,
  'docs/kafka-java.md | Command line tools | bash': 2,
  'docs/librdkafka.md | kafkajs | js': 2,
  'docs/librdkafka.md | aiokafka, kafka-python | python': 2,
  'docs/schema-registry.md | JavaScript | js': 2,
};

/** yaml.test.ts reads all YAML for GitHub, filters.test.ts all filters, and test/clients/act runs all HCL. */
function mustBeRun({ language, code }: Snippet): boolean {
  if (language === 'hcl' || code.startsWith('claims.aud ==')) return false;
  return language !== 'yaml' || /\brun: \||^contexts:/m.test(code);
}

const nameOf = ({ file, heading, language }: Snippet) => `${file} | ${heading} | ${language}`;

/** Whether a test takes it out of its document: it names the document, the heading and the language. */
function isTaken({ file, heading, language }: Snippet): boolean {
  const isNamed = (source: string, word: string) =>
    source.includes(`'${word}'`) || source.includes(`"${word}"`);
  return tests.some((source) => [file, heading, language].every((word) => isNamed(source, word)));
}

test('each snippet of the documents is run by a test, or is known as one that is not', () => {
  const byName = Map.groupBy(documents.flatMap(snippetsOf).filter(mustBeRun), nameOf);
  for (const [name, snippets] of byName) {
    assert.ok(NOT_RUN.has(name) || snippets.every(isTaken), `nobody runs ${name}`);
    assert.equal(snippets.length, SEVERAL[name] ?? 1, name);
  }
  for (const name of [...NOT_RUN, ...Object.keys(SEVERAL)])
    assert.ok(byName.has(name), `there is no ${name}`);
});

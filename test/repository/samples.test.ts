/** What readers copy from the documents and the examples is accepted by the filter that docs/setup.md gives. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { filterFor, type Sample, samplesIn, samplesOf } from '../helpers/samples.ts';
import { snippet } from '../helpers/snippets.ts';
import { matches } from '../servers/cel.ts';
import type { Claims } from '../servers/github.ts';

const setup = 'docs/setup.md';
const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const files = globSync(['README.md', 'docs/*.md', 'examples/*.yml'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const samples = files.flatMap(samplesOf);

/** The filter under a heading of docs/setup.md; for one GitHub environment, that of the job. */
function filterOf(heading: string, environment: string | undefined): string {
  const filter = snippet(setup, heading, 'text');
  return environment === undefined ? filter : filter.replace('"production"', `"${environment}"`);
}

function refusedRuns({ filter, runs }: Sample): string[] {
  const isRefused = (claims: Claims) =>
    !matches(filterOf(filterFor(claims.event_name as string, filter), claims.environment), claims);
  return runs.filter(({ claims }) => claims.some(isRefused)).map(({ name }) => name);
}

describe('workflows to copy', () => {
  for (const sample of samples) {
    test(`${sample.name}: each run is accepted by ${sample.filter}, and a whole job may request an ID token`, () => {
      assert.ok(sample.runs.length > 0);
      assert.deepEqual(refusedRuns(sample), []);
      const isPart = sample.name.endsWith('of the reader');
      assert.equal(sample.job.permissions?.['id-token'], isPart ? undefined : 'write');
    });
  }

  test('every place that shows the action is among them', () => {
    const shown = files.filter((file) => /uses: OWNER\/confluent-cloud-auth@v1/.test(read(file)));
    assert.deepEqual([...new Set(samples.map(({ name }) => name.split(',')[0]))], shown);
    assert.ok(shown.includes('README.md') && shown.includes('docs/clients.md') && shown.length > 7);
    const text = '```yaml\njob:\n  steps:\n    - uses: OWNER/confluent-cloud-auth@v1\n```\n';
    assert.throws(() => samplesIn(text, 'any.md'), /1 uses of the action, but 0 in jobs/);
  });

  test('one that runs elsewhere would be noticed', () => {
    const otherAudience = '          audience: https://other.example\n          endpoint:';
    const changes: [string, string, string][] = [
      ['README.md', 'branches: [main]', 'branches: [develop]'],
      ['README.md', 'branches: [main]', 'tags: [v1]'],
      ['README.md', 'push:\n    branches: [main]\n', 'push:\n'],
      ['examples/rest.yml', 'workflow_dispatch:', 'pull_request:'],
      ['examples/matrix.yml', '    environment: $', '    # $'],
      ['examples/schema-registry-check.yml', '# Filter: "Pull requests"', '#'],
      ['examples/terraform-pull-request.yml', '(push)', ''],
      ['examples/rest.yml', '          endpoint:', otherAudience],
    ];
    for (const [file, from, to] of changes) {
      const found = samplesIn(read(file).replace(from, to), file).flatMap(refusedRuns);
      assert.notDeepEqual(found, [], `${file} with ${to}`);
    }
  });

  for (const file of files.filter((one) => one.startsWith('examples/'))) {
    test(`${file} says which filter, role and repository variables it needs`, () => {
      const text = read(file);
      assert.ok(snippet(setup, /^# Filter: "([^"]+)"/m.exec(text)?.[1] ?? '', 'text'));
      const variables = /^# Repository variables?: ((?:.|\n# )+)/m.exec(text)?.[1] ?? '';
      // One that has a default need not be set.
      for (const [, name = ''] of text.matchAll(/vars\.(\w+) \}\}/g)) {
        assert.ok(variables.includes(name), `${name} is not among the repository variables`);
      }
      const role = /^# Role: (\w+)/m.exec(text)?.[1] ?? '';
      assert.match(read(setup), new RegExp(`^\\|[^|]*\`${basename(file)}\`[^|]*\\| ${role} \\|`, 'm'));
    });
  }
});

/** What readers copy from the documents and the examples is accepted by the filter that docs/setup.md gives. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { claimsOf, PUSH, type Run } from '../helpers/siblings.ts';
import { snippet, snippetsOf } from '../helpers/snippets.ts';
import { matches } from '../servers/cel.ts';

const ACTION = 'OWNER/confluent-cloud-auth@v1';
const setup = 'docs/setup.md';
const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const files = globSync(['README.md', 'docs/*.md', 'examples/*.yml'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .sort();

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] } };
  readonly steps?: readonly Step[];
}

interface Limits {
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  readonly types?: readonly string[];
}

/** A job that uses the action. */
interface Sample {
  readonly name: string;
  /** The headings in docs/setup.md of the filters that its pools need; one that is for an event says so. */
  readonly filter: string;
  readonly job: Job;
  /** Each way in which the job can be started. */
  readonly runs: readonly Run[];
}

/** Every use of the action in a document, or in a workflow file. */
function samplesOf(file: string): Sample[] {
  const parts = file.endsWith('.md')
    ? snippetsOf(file).map(({ heading, code }) => ({ name: `${file}, "${heading}"`, code }))
    : [{ name: file, code: read(file) }];
  return parts.filter(({ code }) => code.includes(`uses: ${ACTION}`)).flatMap(samplesIn);
}

function samplesIn({ name, code }: { name: string; code: string }): Sample[] {
  const filter = /^\s*# Filter: (.+)/m.exec(code)?.[1] ?? '"The branch main"';
  const parsed = parse(code);
  // Steps alone, and those of a composite action, are for a job of the reader, which is to run on pushes to main.
  const steps = Array.isArray(parsed) ? parsed : parsed.runs?.steps;
  const jobs: Record<string, Job> = steps ? { 'of the reader': { steps } } : parsed.jobs;
  const samples = Object.entries(jobs).map(([id, job]) => ({
    name: `${name}, job ${id}`,
    filter,
    job,
    runs: runsOf(parsed.on ?? { push: { branches: ['main'] } }, job),
  }));
  const used = samples.filter(({ runs }) => runs.length > 0);
  assert.notEqual(used.length, 0, `${name}: the action is not used in a job`);
  return used;
}

/** Every run of a job, in both forms of `sub`, for each step with the action. */
function runsOf(on: Readonly<Record<string, Limits | null>>, job: Job): Run[] {
  const steps = (job.steps ?? []).filter(({ uses }) => uses === ACTION);
  const places = Object.entries(on).flatMap(([event, limits]) => placesOf(event, limits ?? {}));
  return steps.flatMap((step) =>
    environmentsOf(job).flatMap((environment) =>
      places.flatMap((place) => {
        const audience = String(step.with?.audience ?? PUSH.audience);
        const run = { ...PUSH, ...place, environment, audience };
        return [run, { ...run, form: 'immutable' as const }];
      }),
    ),
  );
}

function placesOf(event: string, { branches, tags, types }: Limits): Pick<Run, 'event' | 'ref'>[] {
  const at = (ref: string) => ({ event, ref });
  if (event === 'workflow_dispatch') return [at('refs/heads/main')];
  // The claims of a called workflow are those of its caller.
  if (event === 'workflow_call') return [{ event: 'push', ref: 'refs/heads/main' }];
  // A merged pull request has the ref of its base branch; whether it was merged, the job must look at.
  if (event === 'pull_request' && types?.join() !== 'closed') return [at('refs/pull/7/merge')];
  assert.match(event, /^(push|pull_request)$/, 'an event whose refs are known');
  if (!branches && !tags) return ['refs/heads/main', 'refs/heads/other', 'refs/tags/v1'].map(at);
  const refs = [
    ...(branches ?? []).map((name) => `refs/heads/${name}`),
    ...(tags ?? []).map((name) => `refs/tags/${name}`),
  ];
  return refs.map((ref) => at(ref.replaceAll('*', '1')));
}

function environmentsOf({ environment, strategy }: Job): (string | undefined)[] {
  const axis = /^\$\{\{ matrix\.(\w+) \}\}$/.exec(environment ?? '')?.[1];
  return axis === undefined ? [environment] : (strategy?.matrix.include ?? []).map((row) => row[axis]);
}

function refusedRuns({ filter, runs }: Sample): Run[] {
  return runs.filter((run) => {
    const ofEvent = new RegExp(`"([^"]+)" \\(${run.event}\\)`).exec(filter);
    const heading = (ofEvent ?? /"([^"]+)"/.exec(filter))?.[1] ?? '';
    const text = snippet(setup, heading, 'text').replace('"production"', `"${run.environment}"`);
    return !matches(text, claimsOf(run));
  });
}

describe('workflows to copy', () => {
  const samples = files.flatMap(samplesOf);
  for (const sample of samples) {
    test(`${sample.name}: each run is accepted by ${sample.filter}, and a whole job may request an ID token`, () => {
      assert.deepEqual(refusedRuns(sample), []);
      const isPart = sample.name.endsWith('of the reader');
      assert.equal(sample.job.permissions?.['id-token'], isPart ? undefined : 'write');
    });
  }

  test('every place that shows the action is among them', () => {
    const shown = files.filter((file) => read(file).includes(`uses: ${ACTION}`));
    assert.deepEqual([...new Set(samples.map(({ name }) => name.split(',')[0]))], shown);
    assert.ok(shown.includes('README.md') && shown.includes('docs/clients.md') && shown.length > 7);
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

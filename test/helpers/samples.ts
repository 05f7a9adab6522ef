import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { snippetsIn } from './snippets.ts';
import { type Job, jobsOf, type Run, runsOf, type Step, type Workflow } from './workflow-runs.ts';

/** A use of the action in a workflow that a reader may copy. */
export interface Sample {
  /** Such as `README.md, "Confluent Cloud auth", job list`. */
  readonly name: string;
  /** The headings in docs/setup.md of the filters that its pools need; one that is for an event says so. */
  readonly filter: string;
  readonly job: Job;
  /** Each way in which the job can be started, and in which it uses the action. */
  readonly runs: readonly Run[];
}

/** The filter of a workflow that names none. */
export const ORDINARY = 'The branch main';

/** The heading of the filter for an event, out of `"A" (pull_request) for this; "B" (push) for that`. */
export function filterFor(event: string, filter: string): string {
  const own = new RegExp(`"([^"]+)" \\(${event}\\)`).exec(filter);
  return (own ?? /"([^"]+)"/.exec(filter))?.[1] ?? ORDINARY;
}

const root = resolve(import.meta.dirname, '../..');
const action = 'OWNER/confluent-cloud-auth@';
const defaults = parse(readFileSync(resolve(root, 'action.yml'), 'utf8')).inputs;

/** Every use of the action in a document or a workflow file. */
export function samplesOf(file: string): Sample[] {
  return samplesIn(readFileSync(resolve(root, file), 'utf8'), file);
}

/**
 * The same for a text at hand, as Markdown or as a workflow by the name of the file.
 * Throws when the text uses the action at a place that is not understood.
 */
export function samplesIn(text: string, file: string): Sample[] {
  const parts = file.endsWith('.md')
    ? snippetsIn(text, file).map(({ heading, code }) => ({ name: `${file}, "${heading}"`, code }))
    : [{ name: file, code: text }];
  return parts.flatMap(({ name, code }) => {
    const used = code.split(`uses: ${action}`).length - 1;
    const found = used === 0 ? [] : samplesInCode(code, name);
    const seen = found.reduce((sum, { job }) => sum + stepsOf(job).length, 0);
    if (seen !== used) throw new Error(`${name}: ${used} uses of the action, but ${seen} in jobs`);
    return found;
  });
}

function samplesInCode(code: string, name: string): Sample[] {
  const filter = /^\s*# Filter: (.+)/m.exec(code)?.[1] ?? `"${ORDINARY}"`;
  const workflow = parse(code) as Workflow | Step[];
  return Object.entries(jobsOf(workflow))
    .filter(([, job]) => stepsOf(job).length > 0)
    .map(([id, job]) => ({
      name: `${name}, job ${id}`,
      filter,
      job,
      runs: stepsOf(job).flatMap((step) => runsOf(workflow, job, audienceOf(step))),
    }));
}

function stepsOf(job: Job): Step[] {
  return (job.steps ?? []).filter(({ uses }) => uses?.startsWith(action));
}

function audienceOf(step: Step): string {
  return String(step.with?.audience ?? defaults.audience.default);
}

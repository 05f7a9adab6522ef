import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';

export const root = join(import.meta.dirname, '..', '..');

interface Step {
  readonly name?: string;
  readonly run?: string;
}

/** The `run:` of a step of our workflows. */
export function scriptOf(workflow: string, job: string, step: string): string {
  const text = readFileSync(join(root, '.github', 'workflows', workflow), 'utf8');
  const { jobs } = parse(text) as { jobs: Record<string, { steps: Step[] }> };
  return jobs[job]?.steps.find(({ name }) => name === step)?.run ?? assert.fail(`no step: ${step}`);
}

interface Setting {
  /** The program `gh`, as a script of bash: it prints what gh prints after its `--jq`. */
  readonly gh?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a script as GitHub does with `shell: bash`; `calls` has the arguments of each call of gh. */
export function run(t: TestContext, script: string, { gh = 'exit 1', env = {}, cwd }: Setting) {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  writeFileSync(join(folder, 'gh'), `#!/usr/bin/env bash\necho "$*" >> '${calls}'\n${gh}\n`);
  chmodSync(join(folder, 'gh'), 0o755);
  writeFileSync(join(folder, 'script'), script);
  const set = {
    PATH: [folder, process.env.PATH].join(delimiter),
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_REF_NAME: 'v1.10.0',
    GITHUB_SHA: 'abc',
    ...env,
  };
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', join(folder, 'script')];
  const { status, stdout, stderr } = spawnSync('bash', args, {
    env: set,
    cwd: cwd ?? folder,
    encoding: 'utf8',
  });
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { status, stdout, stderr, calls: file('calls'), file, folder };
}

/** Of tests that say Linux in their name: the tools of other systems differ, and no workflow uses them there. */
export const skip = process.platform !== 'linux' && 'the workflows run their scripts on Linux only';

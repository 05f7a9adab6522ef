import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';
import { type Runner, type StepResult, startRunner } from '../../helpers/runner.ts';
import { at } from '../../helpers/snippets.ts';
import { type ConfluentApi, startConfluentApi } from '../../servers/confluent-api.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';

interface Step {
  readonly run: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly github: FakeGitHub;
  readonly confluent: ConfluentApi;
  readonly runner: Runner;
  readonly main: StepResult;
  /** Runs the one step of a document's YAML as the runner does, with other addresses. */
  step(yaml: string, addresses: Readonly<Record<string, string>>): Promise<StepResult>;
  /** Runs a text with the shell of `run:`, which is `bash -e` unless the step names bash. */
  bash(code: string, env?: Readonly<Record<string, string>>, shell?: string): Promise<StepResult>;
}

/** A job after the step of the action, with pool-abc1, which takes every token. */
export async function startJob(t: TestContext, inputs: Readonly<Record<string, string>> = {}): Promise<Job> {
  const github = await startGitHub();
  const pools = { 'pool-abc1': { filter: 'true' } };
  const confluent = await startConfluentApi({ issuer: github.issuer, pools });
  const runner = startRunner({ env: github.env });
  const given = { 'identity-pool-id': 'pool-abc1', endpoint: confluent.sts.url, ...inputs };
  const main = await runner.main(given);
  t.after(async () => {
    await runner.post(main);
    runner.close();
    await Promise.all([github.close(), confluent.close()]);
  });
  assert.equal(main.code, 0, main.transcript);

  const evaluated = (text: string) =>
    text.replace(/\$\{\{ steps\.confluent\.outputs\.([\w-]+) \}\}/g, (_, name) => {
      const output = main.outputs[name];
      assert.ok(output, `no output ${name}`);
      return output;
    });

  async function bash(code: string, env: Readonly<Record<string, string>> = {}, shell?: string) {
    const file = join(runner.directory, 'script.sh');
    writeFileSync(file, code);
    const options = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    const own = { no_proxy: '127.0.0.1', RUNNER_TEMP: join(runner.directory, 'temp'), ...env };
    return await runner.step('bash', [...options, file], { env: own, timeoutMs: 120_000 });
  }

  return {
    github,
    confluent,
    runner,
    main,
    bash,
    async step(yaml, addresses) {
      const [{ run, shell, env = {} }] = parse(yaml) as [Step];
      const values = Object.entries(env).map(([name, text]) => [name, evaluated(text)]);
      return await bash(at(run, addresses), Object.fromEntries(values), shell);
    },
  };
}

/** A folder for the PATH with one program in it, which is this script of bash. */
export function program(folder: string, name: string, script: string): string {
  writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return `${folder}${delimiter}${process.env.PATH}`;
}

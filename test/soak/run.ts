import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trust } from '../fakes/certificate.ts';
import { type Env, type Runner, type RunnerOptions, type StepResult, startRunner } from '../fakes/runner.ts';
import { sweep } from '../fakes/secrets.ts';
import { assertNothingLeft, errorOf } from '../support/inspect.ts';
import { until } from '../support/token-endpoint.ts';
import { checkMain, checkPost, checkStep, secretsOf } from './check.ts';
import { realise } from './environment.ts';
import { inputsOf } from './inputs.ts';
import type { Lane, Remotes } from './lane.ts';
import { drawPlan, type Plan } from './plan.ts';
import { visitAll } from './visits.ts';

export interface Outcome {
  readonly seed: number;
  readonly plan: Plan;
  /** `granted`, or the code of the error. */
  readonly end: string;
  /** What should not have been; undefined for a run in which all is as it should be. */
  readonly fault?: string;
}

/** What a step may take beyond `timeout-seconds`: machines are busy, a hang is far longer. */
const GRACE_MS = 15_000;

/** One run: main and then post, each in a process of its own, as the runner starts them. */
export async function runOnce(seed: number, lane: Lane, program: RunnerOptions): Promise<Outcome> {
  const plan = drawPlan(seed);
  const remotes = await (plan.tls === 'none' ? lane.plain() : lane.secure());
  remotes.behave(plan.github, plan.sts);
  const runner = startRunner({ ...program, env: remotes.github.env, event: plan.event });
  let end = 'no end';
  try {
    const env = environmentOf(plan, remotes, runner);
    const timeoutMs = plan.timeoutSeconds * 1000 + GRACE_MS;
    const main = await runner.main(inputs(plan, remotes), { env, timeoutMs });
    end = main.code === 0 ? 'granted' : (/\[(\w+)\]$/.exec(errorOf(main))?.[1] ?? 'no error');
    await checkJob(main, plan, remotes, runner, env);
    return { seed, plan, end };
  } catch (error) {
    return { seed, plan, end, fault: wordsOf(error) };
  } finally {
    runner.close();
  }
}

function inputs(plan: Plan, { sts }: Remotes): Record<string, string> {
  const more = {
    'timeout-seconds': String(plan.timeoutSeconds),
    'token-endpoint': String(plan.visits !== undefined),
  };
  // The drawn value of token-endpoint would contradict the visits, unless it is to be refused.
  const drawn = plan.inputs.filter(({ name, bad }) => bad || name !== 'token-endpoint');
  return inputsOf(drawn, sts.url, more);
}

function environmentOf(plan: Plan, { tls }: Remotes, runner: Runner): Env {
  const env = realise(plan.surroundings, runner.directory);
  if (plan.tls !== 'known' || !tls) return env;
  return { ...env, ...trust(runner.directory, tls) };
}

/** Every secret of the job so far that somebody was handed. */
function knownTo(main: StepResult, remotes: Remotes): string[] {
  const secret = main.code === 0 ? main.outputs['token-endpoint-client-secret'] : undefined;
  return [...secretsOf(remotes), ...(secret ? [secret] : [])];
}

async function checkJob(
  main: StepResult,
  plan: Plan,
  remotes: Remotes,
  runner: Runner,
  env: Env,
): Promise<void> {
  const requestToken = remotes.github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;
  checkStep(main, plan, knownTo(main, remotes), requestToken);
  checkMain(main, plan, remotes);
  const hasEndpoint = main.code === 0 && plan.visits !== undefined;
  if (!hasEndpoint) await assertNothingLeft(runner);
  const heard = hasEndpoint ? await visitAll(main, plan.visits ?? [], remotes) : '';

  if (main.code === 1 && plan.post === undefined) return;
  // With a state that is not main's, post could not find the endpoint, and need not.
  const forged = hasEndpoint ? {} : (plan.post ?? {});
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('STATE_'));
  const post = await runner.post(main, {
    env: { ...Object.fromEntries(kept), ...forged },
    timeoutMs: GRACE_MS,
  });
  const known = knownTo(main, remotes);
  checkStep(post, plan, known, requestToken);
  checkPost(post, main, Object.keys(forged).length > 0);
  await until(() => runner.leftBehind().length === 0, 'the end of all processes of the job');
  const texts = { heard, files: filesOf(runner) };
  assert.deepEqual(sweep([...known, requestToken], texts), [], 'left behind for others to read');
}

/** All files of the job but those where tokens belong. */
function filesOf({ directory }: Runner): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/step-\d+.(output|env)$/.test(path));
  return files.map((path) => readFileSync(path, 'utf8')).join('\n');
}

/** Beginning and end: in between an assertion may quote a whole log. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length > 1_200 ? `${text.slice(0, 400)} ... ${text.slice(-800)}` : text;
}

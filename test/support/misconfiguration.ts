import { type Reply, type SeenRequest, send } from '../fakes/http.ts';
import type { Env, StepResult } from '../fakes/runner.ts';
import { type Job, type JobOptions, startJob } from './job.ts';

/** The issuer of github.com, which the fakes stand in for. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/** What a proxy's URL in one of the misconfigurations holds. */
export const PROXY_PASSWORD = 'hunter2-hunter2';

/** Something that is set up in a wrong way, and what the log must say of it. */
export interface Misconfiguration {
  readonly name: string;
  /** The code of the error. */
  readonly code: string;
  /** One line of the log has all of these words. */
  readonly line: string;
  readonly job?: JobOptions;
  /** Only what differs from a step that works; it may depend on where the fakes are. */
  readonly inputs?: Record<string, string> | ((job: Job) => Record<string, string>);
  readonly env?: Env | ((job: Job) => Env);
  /** Prepares the fakes; unless told, Confluent's refusals are made terse. */
  readonly prepare?: ((job: Job) => void) | undefined;
  /** Words of the remedy in the error, and what they change, taken literally: the step is green then. */
  readonly remedy?: Partial<Misconfiguration> & {
    readonly says: string;
    /** What the log says next, where it is not green. */
    readonly next?: string;
  };
}

/**
 * The fake's own decision, but told as tersely as Confluent may: a refusal for whatever reason is a 401
 * without a word.
 */
export const terse: Reply = async (_request, response, { normal }) => {
  const answer = await normal();
  send(response, answer.status < 400 ? answer : { status: 401, headers: {}, body: '' });
};

/** What came of it: the step, and what Confluent was asked. */
export interface Outcome {
  readonly result: StepResult;
  readonly asked: readonly SeenRequest[];
  /** What no log may show. */
  readonly secrets: string[];
}

/** Makes the misconfiguration against fakes of its own; the built dist/ runs as the runner runs it. */
export async function misconfigure(given: Misconfiguration): Promise<Outcome> {
  const endings: (() => unknown)[] = [];
  const after = (ending: unknown) => void endings.push(ending as () => unknown);
  try {
    const job = await startJob({ after }, { issuer: GITHUB_ISSUER, ...given.job });
    if (given.prepare) given.prepare(job);
    else job.sts.next(terse);
    const own = typeof given.inputs === 'function' ? given.inputs(job) : given.inputs;
    const inputs = { 'identity-pool-id': 'pool-a', endpoint: job.sts.url, ...own };
    const env = typeof given.env === 'function' ? given.env(job) : given.env;
    const result = await job.runner.main(inputs, env ? { env } : {});
    const requestToken = job.github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;
    const secrets = [...job.github.issued, ...job.sts.issued, requestToken, PROXY_PASSWORD];
    return { result, asked: job.sts.tokenRequests(), secrets };
  } finally {
    for (const ending of endings) await ending();
  }
}

/** The lines of the log as a person sees them, without those that are there in debug logs only. */
export function linesOf({ masked }: StepResult): string[] {
  return masked
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('##[debug]'));
}

/** Whether the log says what it must. */
export function isTold({ line }: Misconfiguration, result: StepResult): boolean {
  return linesOf(result).some((shown) => shown.includes(line));
}

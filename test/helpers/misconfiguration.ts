import { LOOPBACK, makeCertificate, trust } from '../servers/certificate.ts';
import { GITHUB_ISSUER, immutableSub } from '../servers/github.ts';
import { type Answer, type Reply, send, status } from '../servers/http.ts';
import { startProxy } from '../servers/proxy.ts';
import { type Job, type JobOptions, startJob } from './job.ts';
import type { Env, StepResult } from './runner.ts';

/** What a proxy's URL in one of the misconfigurations holds. */
export const PROXY_PASSWORD = 'hunter2-hunter2';

/** Something that is set up in a wrong way, and what the log must say of it. */
export interface Misconfiguration {
  readonly name: string;
  /** The code of the error. */
  readonly code: string;
  /** One line of the log has all of these words. */
  readonly line: string;
  /** And so has another for each of these. */
  readonly also?: readonly string[];
  /** What the log says beside the claims, but for what every run has: see test/unit/confluent/conditions.test.ts. */
  readonly conditions?: readonly string[];
  /** Words of the likely cause; unless told, the annotation must name none. */
  readonly cause?: string;
  /** What the log must not say. */
  readonly lacks?: RegExp;
  /** Whether the repository has the immutable form of `sub`. */
  readonly isNew?: boolean;
  readonly job?: JobOptions;
  /** Only what differs from a step that works; it may depend on where the fakes are. */
  readonly inputs?: Record<string, string> | ((job: Job) => Record<string, string>);
  readonly env?: Env | ((job: Job) => Env);
  /** What Confluent answers. */
  readonly answer?: Answer;
  /** Prepares the fakes in place of that; unless told, Confluent's refusals are made terse. */
  readonly prepare?: ((job: Job) => void) | undefined;
  /** Words of the remedy in the error, where it leaves the step that works; else also what it leaves, taken literally. */
  readonly remedy?: string | Remedy;
}

/** Where the log says nothing next, the step is green. */
type Remedy = Partial<Misconfiguration> & { readonly says: string; readonly next?: string };

/** The step that works, from which each of the others differs. */
export const ORDINARY: Misconfiguration = { name: '', code: '', line: '', prepare: () => {} };

/**
 * The fake's own decision, but told as tersely as Confluent may: a refusal for whatever reason is a 401
 * without a word.
 */
export const terse: Reply = async (_request, response, { normal }) => {
  const answer = await normal();
  send(response, answer.status < 400 ? answer : { status: 401, headers: {}, body: '' });
};

/** What the proxy takes for Confluent: the default endpoint, and one that is not. */
const CONFLUENT = ['api.confluent.cloud', 'pkc-1.example'];
/** Of both fakes. */
const CERTIFICATE = makeCertificate([...LOOPBACK, ...CONFLUENT]);

/**
 * Makes the misconfiguration against fakes of its own; the built dist/ runs as the runner runs it. The default
 * endpoint is behind a proxy on loopback: an endpoint that is not the default would say things of its own.
 * @returns the step, and what no log may show
 */
export async function misconfigure(given: Misconfiguration) {
  const endings: (() => unknown)[] = [];
  const after = (ending: unknown) => void endings.push(ending as () => unknown);
  try {
    const job = await startJob({ after }, { issuer: GITHUB_ISSUER, tls: CERTIFICATE, ...given.job });
    const proxy = await startProxy({
      routes: Object.fromEntries(CONFLUENT.map((host) => [`${host}:443`, job.sts.port])),
    });
    after(proxy.close);
    const { claims } = job.github;
    if (given.isNew) job.github.claims = { ...claims, sub: immutableSub(claims) };
    if (given.prepare) given.prepare(job);
    else job.sts.next(given.answer ? status(given.answer.status, given.answer) : terse);
    const own = typeof given.inputs === 'function' ? given.inputs(job) : given.inputs;
    const trusted = trust(job.runner.directory, CERTIFICATE);
    const more = typeof given.env === 'function' ? given.env(job) : given.env;
    const env = { https_proxy: `http://${proxy.host}`, ...trusted, ...more };
    const result = await job.runner.main({ 'identity-pool-id': 'pool-a', ...own }, { env });
    const requestToken = job.github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;
    const secrets = [...job.github.issued, ...job.sts.issued, requestToken, PROXY_PASSWORD];
    return { result, secrets };
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

/** What is wrong with the log; none, if it says what it must and names no cause that was not made. */
export function faultsOf(
  { line, also = [], cause, lacks }: Misconfiguration,
  error: string,
  lines: readonly string[],
): string[] {
  const [, named] = /Likely cause: (.*)$/s.exec(error) ?? [];
  const faults = [line, ...also]
    .filter((words) => !lines.some((shown) => shown.includes(words)))
    .map((words) => `no line says ${words}`);
  if (cause === undefined ? named !== undefined : !named?.startsWith(cause))
    faults.push(`the cause should be ${cause ?? 'none'}, and is ${named ?? 'none'}`);
  if (lacks?.test(lines.join('\n'))) faults.push(`the log says ${lacks}`);
  return faults;
}

import type { TestContext } from 'node:test';
import { type Claims, type FakeGitHub, startGitHub } from '../servers/github.ts';
import type { Tls } from '../servers/http.ts';
import { type FakeSts, startSts } from '../servers/sts.ts';
import { assertNothingLeft, inspect } from './inspect.ts';
import { type Runner, type RunnerOptions, type StepOptions, type StepResult, startRunner } from './runner.ts';

/** Scenarios of one file that run at the same time: more would starve those with a short timeout. */
export const together = { concurrency: 4 };

export interface JobOptions {
  readonly claims?: Claims;
  /** The `iss` of GitHub's tokens; the address of the fake unless told. */
  readonly issuer?: string;
  /** The issuer that Confluent's identity provider has; that of the tokens unless told. */
  readonly trusted?: string;
  /** The longest lifetime in seconds that Confluent grants. */
  readonly cap?: number;
  /** Filters by pool id; unless told, `pool-a` and `pool-b` take every token. */
  readonly pools?: Readonly<Record<string, string>>;
  readonly env?: RunnerOptions['env'];
  readonly event?: unknown;
  /** Both remotes on https. */
  readonly tls?: Tls;
}

export interface Job {
  readonly github: FakeGitHub;
  readonly sts: FakeSts;
  readonly runner: Runner;
  /** What no step may let out, beside the tokens that were issued and the request token. */
  readonly secrets: string[];
  /** The main stage against the two fakes, looked through by `inspect`. */
  main(inputs?: Record<string, string>, options?: StepOptions): Promise<StepResult>;
  post(main?: StepResult, options?: StepOptions): Promise<StepResult>;
}

/** A job of its own with both remotes; all is closed when the test is over. */
export async function startJob(t: Pick<TestContext, 'after'>, options: JobOptions = {}): Promise<Job> {
  const { claims, tls, cap } = options;
  const github = await startGitHub({ claims, tls, issuer: options.issuer });
  const filters = Object.entries(options.pools ?? { 'pool-a': 'true', 'pool-b': 'true' });
  const pools = Object.fromEntries(filters.map(([id, filter]) => [id, { filter }]));
  const issuer = options.trusted ?? github.issuer;
  const sts = await startSts({ issuer, issuerAt: github.url, pools, tls, ca: tls?.cert, cap });
  const runner = startRunner({ env: { ...github.env, ...options.env }, event: options.event });
  t.after(async () => {
    await Promise.all([github.close(), sts.close()]);
    runner.close();
  });
  const secrets: string[] = [];
  const inspected = async (result: StepResult) => {
    const requestToken = github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;
    inspect(result, [...github.issued, ...sts.issued, ...secrets], requestToken);
    await assertNothingLeft(runner);
    return result;
  };
  return {
    github,
    sts,
    runner,
    secrets,
    async main(inputs = {}, more) {
      const given = { 'identity-pool-id': 'pool-a', endpoint: sts.url, ...inputs };
      return inspected(await runner.main(given, more));
    },
    post: async (main, more) => inspected(await runner.post(main, more)),
  };
}

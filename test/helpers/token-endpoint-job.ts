import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  type Env,
  type Runner,
  type StepOptions,
  type StepResult,
  startRunner,
  withoutMasks,
} from './runner.ts';
import { sweep } from './secrets.ts';
import {
  type Ask,
  ask,
  basic,
  HANG_MS,
  type Remotes,
  type Reply,
  startRemotes,
  until,
} from './token-endpoint.ts';

export interface EndpointJob extends Remotes {
  readonly runner: Runner;
  /** The main stage, with an endpoint unless told. */
  main(inputs?: Record<string, string>, options?: StepOptions): Promise<StepResult>;
  /** The post stage, which must be green whatever there is. */
  post(main?: StepResult, options?: StepOptions): Promise<StepResult>;
  /** Waits until nothing of the job runs any more; at once where there is no /proc. */
  nothingLeft(): Promise<void>;
}

/** For suites of whole jobs: more of them at once would only wait for each other. */
export const fewTogether = { concurrency: 4, timeout: 3 * HANG_MS };

/** A job on a runner, with both remotes; all is ended when the test is over. */
export async function startEndpointJob(t: TestContext, env: Env = {}, node?: string): Promise<EndpointJob> {
  const remotes = await startRemotes(t);
  const runner = startRunner({ env: { ...remotes.github.env, ...env }, node });
  t.after(() => runner.close());
  const main: EndpointJob['main'] = (inputs, options) => {
    const usual = { 'identity-pool-id': 'pool-a', endpoint: remotes.sts.url, 'token-endpoint': 'true' };
    return runner.main({ ...usual, ...inputs }, options);
  };
  const post: EndpointJob['post'] = async (of, options) => {
    const result = await runner.post(of, options);
    assert.deepEqual([result.code, result.exitedBy, result.stderr], [0, 'exit', ''], result.transcript);
    assert.deepEqual(
      result.commands.filter(({ name }) => /error|warning/.test(name)),
      [],
    );
    return result;
  };
  const nothingLeft = () => until(() => runner.leftBehind().length === 0, 'the end of all processes');
  return { ...remotes, runner, main, post, nothingLeft };
}

export interface Published {
  readonly url: string;
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stopKey: string;
  /** One request with the credentials that were published. */
  ask(options?: Ask): Promise<Reply>;
}

/** The endpoint that a main stage has published. */
export function endpointOf({ outputs, state, transcript }: StepResult): Published {
  const url = outputs['token-endpoint-url'] ?? '';
  const port = Number(/^http:\/\/127\.0\.0\.1:(\d+)\/oauth2\/token$/.exec(url)?.[1]);
  assert.ok(port >= 1024, `no endpoint: ${transcript}`);
  const clientId = outputs['token-endpoint-client-id'] ?? '';
  const clientSecret = outputs['token-endpoint-client-secret'] ?? '';
  const stopKey = state['confluent-cloud-auth-stop-key'] ?? '';
  const own = { authorization: basic(clientId, clientSecret) };
  const good = (options: Ask = {}) => ask(port, { ...options, headers: { ...own, ...options.headers } });
  return { url, port, clientId, clientSecret, stopKey, ask: good };
}

/** Nothing of these secrets in the logs of the steps, nor in a file of the job. */
export function assertNoLeak(runner: Runner, secrets: string[], steps: StepResult[]): void {
  const logs = steps.map((step, n) => [`log ${n}`, withoutMasks(step.transcript)]);
  const files = readdirSync(runner.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // Outputs and environment are where the secrets belong.
    .filter((path) => !/step-\d+.(output|env)$/.test(path))
    .map((path) => [path, readFileSync(path, 'utf8')]);
  assert.ok(files.length > 0);
  assert.deepEqual(sweep(secrets, Object.fromEntries([...logs, ...files])), []);
}

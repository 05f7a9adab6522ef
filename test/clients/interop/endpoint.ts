import assert from 'node:assert/strict';
import { startRunner } from '../../helpers/runner.ts';
import type { FakeGitHub } from '../../servers/github.ts';
import { startSts } from '../../servers/sts.ts';

export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ends it by the post step, and says what that has told. */
  stop(): Promise<Counts>;
}

export interface Counts {
  readonly served: number;
  readonly fetched: number;
  readonly refused: number;
}

/** The action's own endpoint for an audience: main starts it, post ends it. */
export async function startTokenEndpoint(github: FakeGitHub, audience: string): Promise<TokenEndpoint> {
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-a': { filter: 'true' } } });
  const job = startRunner({ env: github.env });
  const inputs = { 'identity-pool-id': 'pool-a', audience, endpoint: sts.url };
  const main = await job.main({ ...inputs, 'token-endpoint': 'true' });
  assert.equal(main.code, 0, main.transcript);
  const output = (name: string) => main.outputs[`token-endpoint-${name}`] ?? '';

  let counts: Promise<Counts> | undefined;
  const stop = async () => {
    const post = await job.post(main);
    job.close();
    await sts.close();
    assert.equal(post.code, 0, post.transcript);
    return countsOf(post.masked);
  };
  return {
    url: output('url'),
    clientId: output('client-id'),
    clientSecret: output('client-secret'),
    stop: () => (counts ??= stop()),
  };
}

function countsOf(log: string): Counts {
  const line = /(\d+)\D+served\D+(\d+)\D+fetched\D+(\d+)\D+refused/.exec(log);
  assert.ok(line, log);
  return { served: Number(line[1]), fetched: Number(line[2]), refused: Number(line[3]) };
}

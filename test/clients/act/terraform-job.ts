import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startRunner } from '../../helpers/runner.ts';
import { sweep } from '../../helpers/secrets.ts';
import { type ConfluentApi, startConfluentApi } from '../../servers/confluent-api.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';

/** Lives of tokens, in seconds; GitHub's and Confluent's own unless told. */
export interface Lives {
  readonly idToken?: number;
  readonly accessToken?: number;
}

export interface Remotes {
  readonly github: FakeGitHub;
  readonly confluent: ConfluentApi;
}

/** Both remotes; `pool-a` and `pool-b` take every token. */
export async function startRemotes(t: TestContext, lives: Lives = {}): Promise<Remotes> {
  const github = await startGitHub({ lifetime: lives.idToken });
  const pools = { 'pool-a': { filter: 'true' }, 'pool-b': { filter: 'true' } };
  const confluent = await startConfluentApi({ issuer: github.issuer, pools, cap: lives.accessToken });
  t.after(() => Promise.all([github.close(), confluent.close()]));
  return { github, confluent };
}

export interface Job {
  /** The variables of docs/terraform.md and examples/terraform/deploy with this job's values. */
  readonly variables: Record<string, string>;
  /** Where tokens, or the secret of the endpoint, are in these texts. */
  findings(texts: Record<string, string>): ReturnType<typeof sweep>;
}

/** A job whose step has started the token endpoint, which ends with the test. */
export async function startJob(
  t: TestContext,
  { github, confluent }: Remotes,
  pool: string,
  inputs: Record<string, string> = {},
): Promise<Job> {
  const runner = startRunner({ env: github.env });
  const given = { 'identity-pool-id': pool, endpoint: confluent.sts.url, 'token-endpoint': 'true' };
  const main = await runner.main({ ...given, ...inputs });
  t.after(async () => {
    const post = await runner.post(main);
    runner.close();
    assert.equal(post.code, 0, post.transcript);
  });
  assert.equal(main.code, 0, main.transcript);
  const output = (name: string) => main.outputs[`token-endpoint-${name}`] as string;
  const secret = output('client-secret');
  return {
    variables: {
      TF_VAR_confluent_endpoint: confluent.sts.url,
      TF_VAR_identity_pool_id: pool,
      TF_VAR_token_url: output('url'),
      TF_VAR_client_id: output('client-id'),
      TF_VAR_client_secret: secret,
    },
    findings: (texts) => sweep([secret, ...github.issued, ...confluent.sts.issued], texts),
  };
}

import assert from 'node:assert/strict';
import { type ConfluentApi, startConfluentApi } from '../../servers/confluent-api.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import type { FakeSts } from '../../servers/sts.ts';
import { type ActOptions, type ActRun, installAct, makeWorkspace, runAct, type Workspace } from './act.ts';

const OURS = 'claims.aud == "https://api.confluent.cloud" && claims.repository_id == "456789"';
const NOT_OURS = 'claims.repository_id == "1"';

/** act, a workspace with the action and its examples, and the fakes as its remotes. */
export interface Scene {
  readonly github: FakeGitHub;
  readonly confluent: ConfluentApi;
  /** That of `confluent`. */
  readonly sts: FakeSts;
  readonly workspace: Workspace;
  /** Runs a workflow with the fakes as its remotes, and sweeps the log for every token there was. */
  job(options: ActOptions): Promise<ActRun>;
  close(): Promise<void>;
}

/** Pools of the fake: three that admit the job's repository, and `pool-of-others`. */
export async function startScene(): Promise<Scene> {
  installAct();
  const github = await startGitHub();
  const pools = { 'pool-ours': OURS, 'pool-stg11': OURS, 'pool-prd22': OURS, 'pool-of-others': NOT_OURS };
  const filters = Object.entries(pools).map(([id, filter]) => [id, { filter }]);
  const confluent = await startConfluentApi({ issuer: github.issuer, pools: Object.fromEntries(filters) });
  const { sts } = confluent;
  const workspace = makeWorkspace();
  const job = async (options: ActOptions) => {
    const run = await runAct(workspace, {
      ...options,
      env: { ...github.env, ...options.env },
      vars: { CONFLUENT_ENDPOINT: sts.url, CONFLUENT_IDENTITY_POOL_ID: 'pool-ours', ...options.vars },
    });
    for (const token of [...github.issued, ...sts.issued]) {
      assert.ok(!run.log.includes(token), `a token is in the log:\n${run.log}`);
    }
    return run;
  };
  const close = async () => {
    workspace.close();
    await Promise.all([github.close(), confluent.close()]);
  };
  return { github, confluent, sts, workspace, job, close };
}

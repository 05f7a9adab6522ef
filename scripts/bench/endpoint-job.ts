import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeCertificate, trust } from '../../test/fakes/certificate.ts';
import { startGitHub } from '../../test/fakes/github.ts';
import { type Runner, startRunner } from '../../test/fakes/runner.ts';
import { startSts } from '../../test/fakes/sts.ts';
import type { Paced } from './paced.ts';

interface Side {
  readonly pid: number;
  /** A request that it answers with a token. */
  readonly request: Paced;
}

/** Both servers, running and unused. */
export interface Both {
  readonly ours: Side;
  readonly bare: Side;
  stop(): Promise<void>;
}

export interface Job {
  start(): Promise<Both>;
  close(): Promise<void>;
}

/** A job whose steps start the token endpoint. Its remotes are on TLS, as the real ones. */
export async function openJob(): Promise<Job> {
  const tls = makeCertificate();
  const github = await startGitHub({ tls });
  const pools = { 'pool-abc1': { filter: 'true' } };
  const sts = await startSts({ issuer: github.issuer, pools, tls, ca: tls.cert });
  const runner = startRunner({ env: github.env });
  const env = trust(runner.directory, tls);
  const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url, 'token-endpoint': 'true' };
  const start = async () => {
    const { outputs, code, transcript } = await runner.main(inputs, { env });
    if (code !== 0) throw new Error(`ended with exit code ${code}:\n${transcript}`);
    return beside(runner, outputs);
  };
  const close = async () => {
    runner.close();
    await Promise.all([github.close(), sts.close()]);
  };
  return { start, close };
}

async function beside(runner: Runner, outputs: Readonly<Record<string, string>>): Promise<Both> {
  const [pid] = runner.leftBehind();
  if (pid === undefined) throw new Error('no process of the token endpoint is seen; this needs Linux');
  const request = requestOf(outputs);
  // A reply as long as that of the token endpoint, which must not be asked yet: this address gives ID tokens.
  const { 'subject-token': access_token } = outputs;
  const bare = await startBareServer(JSON.stringify({ access_token, token_type: 'Bearer', expires_in: 299 }));
  const stop = async () => {
    bare.child.kill();
    await runner.post();
  };
  return {
    ours: { pid, request },
    bare: { pid: bare.child.pid as number, request: { ...request, url: bare.url } },
    stop,
  };
}

function requestOf(outputs: Readonly<Record<string, string>>): Paced {
  const credentials = `${outputs['token-endpoint-client-id']}:${outputs['token-endpoint-client-secret']}`;
  const headers = {
    authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const url = outputs['token-endpoint-url'] as string;
  return { url, method: 'POST', headers, body: 'grant_type=client_credentials' };
}

async function startBareServer(body: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.cjs'), body], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${port}/oauth2/token`, child };
}

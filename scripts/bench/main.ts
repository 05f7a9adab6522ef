import { join } from 'node:path';
import { makeCertificate, trust } from '../../test/fakes/certificate.ts';
import { startGitHub } from '../../test/fakes/github.ts';
import type { Tls } from '../../test/fakes/http.ts';
import { type Env, type Runner, type StepResult, startRunner } from '../../test/fakes/runner.ts';
import { startSts } from '../../test/fakes/sts.ts';
import { type Relay, startRelay } from './relay.ts';
import { type Pair, type Row, row } from './table.ts';

interface Network {
  readonly name: string;
  readonly tls?: Tls;
  /** Milliseconds. */
  readonly roundTrip: number;
  /** The bare scripts to compare with, and the bar of each. */
  readonly scripts: Readonly<Record<string, string>>;
}

const tls = makeCertificate();
const NETWORKS: readonly Network[] = [
  { name: 'plain HTTP, 0 ms', roundTrip: 0, scripts: { 'bare.cjs': '' } },
  { name: 'TLS, 0 ms', roundTrip: 0, tls, scripts: { 'bare.cjs': '1.20', 'bare.mjs': '' } },
  { name: 'TLS, 20 ms', roundTrip: 20, tls, scripts: { 'bare.cjs': '' } },
  { name: 'TLS, 60 ms', roundTrip: 60, tls, scripts: { 'bare.cjs': '0.85' } },
];

/**
 * Main, as a runner starts it, beside a bare script that makes the same two calls one after the other:
 * time from the start of the process to its end, for each round trip.
 * @param count pairs for each row
 */
export async function benchMain(count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const network of NETWORKS) rows.push(...(await benchNetwork(network, count)));
  return rows;
}

async function benchNetwork({ name, tls, roundTrip, scripts }: Network, count: number): Promise<Row[]> {
  const github = await startGitHub({ tls });
  const pools = { 'pool-abc1': { filter: 'true' } };
  const sts = await startSts({ issuer: github.issuer, pools, tls, ca: tls?.cert });
  const [toGitHub, toSts] = await Promise.all([away(github, roundTrip), away(sts, roundTrip)]);
  const asked = github.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '';
  const env = { ...github.env, ACTIONS_ID_TOKEN_REQUEST_URL: asked.replace(github.url, toGitHub.url) };
  const runner = startRunner({ env });
  const job = { runner, stsUrl: toSts.url, env: tls ? trust(runner.directory, tls) : {} };
  const rows: Row[] = [];
  for (const [script, bar] of Object.entries(scripts)) {
    const pairs = await measure(job, script, count);
    rows.push(row(`main, ${name}, beside \`${script}\``, pairs, (ms) => `${ms.toFixed(0)} ms`, bar));
  }
  runner.close();
  for (const relay of [toGitHub, toSts]) relay.close();
  await Promise.all([github.close(), sts.close()]);
  return rows;
}

/** The address under which a server is a round trip away. */
async function away(server: { url: string; port: number }, roundTrip: number) {
  const near: Relay = { port: server.port, close: () => {} };
  const { port, close } = roundTrip > 0 ? await startRelay(server.port, roundTrip) : near;
  return { url: server.url.replace(`:${server.port}`, `:${port}`), close };
}

interface Job {
  readonly runner: Runner;
  readonly stsUrl: string;
  readonly env: Env;
}

async function measure({ runner, stsUrl, env }: Job, script: string, count: number): Promise<Pair[]> {
  const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: stsUrl };
  const path = join(import.meta.dirname, script);
  const ours = async () => timeOf(await runner.main(inputs, { env }));
  const bare = async () =>
    timeOf(await runner.step(process.execPath, [path], { env: { ...env, STS_URL: stsUrl } }));
  await ours();
  await bare();
  const pairs: Pair[] = [];
  while (pairs.length < count) pairs.push({ ours: await ours(), bare: await bare() });
  return pairs;
}

function timeOf({ code, ms, transcript }: StepResult): number {
  if (code !== 0) throw new Error(`ended with exit code ${code}:\n${transcript}`);
  return ms;
}

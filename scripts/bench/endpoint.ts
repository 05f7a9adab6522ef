import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { type Both, openJob } from './endpoint-job.ts';
import { type Paced, p99, pace } from './paced.ts';
import { type Pair, type Row, row } from './table.ts';

const SECONDS = 3;
const CONNECTIONS = 20;
const RATE = 1_000;
const REST_MS = 5_000;

interface Round {
  readonly atStart: Pair;
  readonly requests: Pair;
  readonly latency: Pair;
  readonly afterLoad: Pair;
}

/**
 * The token endpoint, as main starts it, beside a bare server that answers the same bytes. Both are
 * started anew for each round.
 */
export async function benchEndpoint(count: number): Promise<Row[]> {
  const job = await openJob();
  const rounds: Round[] = [];
  while (rounds.length < count) rounds.push(await benchRound(await job.start()));
  await job.close();
  const of = (name: keyof Round) => rounds.map((round) => round[name]);
  return [
    row('token endpoint, requests per second', of('requests'), (figure) => figure.toFixed(0), 'aim 0.7'),
    row(`token endpoint, 99 % of ${RATE} requests per second within`, of('latency'), ms, '2 ms'),
    row('token endpoint, memory at rest, just started', of('atStart'), mb, '1.1'),
    row(`token endpoint, memory at rest, ${REST_MS / 1000} s after load`, of('afterLoad'), mb, '1.1'),
  ];
}

const ms = (figure: number) => `${figure.toFixed(2)} ms`;
const mb = (figure: number) => `${(figure / 1024).toFixed(1)} MiB`;

async function benchRound(both: Both): Promise<Round> {
  const { ours, bare, stop } = both;
  const atStart = await pair(both, ({ pid }) => resident(pid));
  // Gets the token, and both programs compiled.
  await pair(both, ({ request }) => load(request, 1));
  const requests = await pair(both, ({ request }) => load(request, SECONDS));
  const latency = await pair(both, ({ request }) => slowest(request));
  await sleep(REST_MS);
  const afterLoad = { ours: resident(ours.pid), bare: resident(bare.pid) };
  await stop();
  return { atStart, requests, latency, afterLoad };
}

/** One after the other, so that they do not share the processors. */
async function pair(
  { ours, bare }: Both,
  figure: (side: Both['ours']) => number | Promise<number>,
): Promise<Pair> {
  return { ours: await figure(ours), bare: await figure(bare) };
}

async function slowest(request: Paced): Promise<number> {
  return p99(await pace(request, RATE, SECONDS, CONNECTIONS));
}

/** Requests per second of connections that always have one under way. */
async function load(request: Paced, duration: number): Promise<number> {
  const options = { ...request, method: 'POST' as const, connections: CONNECTIONS, duration };
  const { non2xx, errors, requests } = await autocannon(options);
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refused, ${errors} failed`);
  return requests.average;
}

/** Kilobytes. */
function resident(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]));
}

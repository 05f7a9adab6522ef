import { execFileSync } from 'node:child_process';
import { type Both, openJob } from './endpoint-job.ts';
import { p99, pace } from './paced.ts';
import { type Pair, type Row, row } from './table.ts';

const SECONDS = 3;
const CONNECTIONS = 20;
const RATE = 300;

interface Round {
  readonly memory: Pair;
  readonly latency: Pair;
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
    row(`token endpoint, 99 % of ${RATE} requests per second within`, of('latency'), ms, '10 ms'),
    row('token endpoint, memory after its first token', of('memory'), mb, '1.25'),
  ];
}

const ms = (figure: number) => `${figure.toFixed(2)} ms`;
const mb = (figure: number) => `${(figure / 1024).toFixed(1)} MiB`;

async function benchRound(both: Both): Promise<Round> {
  const memory = await pair(both, async ({ pid, request }) => {
    await pace(request, 1, 1, 1);
    return resident(pid);
  });
  // First a second in which both programs get compiled.
  await pair(both, async ({ request }) => p99(await pace(request, RATE, 1, CONNECTIONS)));
  const latency = await pair(both, async ({ request }) =>
    p99(await pace(request, RATE, SECONDS, CONNECTIONS)),
  );
  await both.stop();
  return { memory, latency };
}

/** One after the other, so that they do not share the processors. */
async function pair({ ours, bare }: Both, figure: (side: Both['ours']) => Promise<number>): Promise<Pair> {
  return { ours: await figure(ours), bare: await figure(bare) };
}

/** Kilobytes. */
function resident(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]));
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { startGitHub } from '../../test/fakes/github.ts';
import { startRunner } from '../../test/fakes/runner.ts';
import { startSts } from '../../test/fakes/sts.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 20;

/** The token endpoint beside a bare server that answers the same bytes, in turn. Gates nothing. */
export async function benchEndpoint(): Promise<void> {
  const github = await startGitHub();
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });
  const runner = startRunner({ env: github.env });
  const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url, 'token-endpoint': 'true' };
  const { outputs } = await runner.main(inputs);
  const credentials = `${outputs['token-endpoint-client-id']}:${outputs['token-endpoint-client-secret']}`;
  const request = {
    method: 'POST' as const,
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  };
  const url = outputs['token-endpoint-url'] as string;
  const bytes = await (await fetch(url, request)).text();
  const bare = await startBareServer(bytes);

  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      endpoint: await load({ ...request, url }),
      bare: await load({ ...request, url: bare.url }),
    });
  }
  const [pid] = runner.leftBehind();
  console.log(`token endpoint beside a bare server of the same bytes, ${ROUNDS} rounds of ${SECONDS} s:`);
  report('requests/s', rounds, ({ requests }) => requests.average);
  report('p99 in ms', rounds, ({ latency }) => latency.p99);
  console.log(`  memory     ${rss(pid)} kB resident against ${rss(bare.child.pid)} kB`);

  bare.child.kill();
  await runner.post();
  runner.close();
  await Promise.all([github.close(), sts.close()]);
}

async function startBareServer(body: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.cjs'), body], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${port}/oauth2/token`, child };
}

async function load(options: autocannon.Options): Promise<autocannon.Result> {
  const result = await autocannon({ ...options, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return result;
}

type Round = { endpoint: autocannon.Result; bare: autocannon.Result };

function report(name: string, rounds: readonly Round[], figure: (result: autocannon.Result) => number): void {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
  const mine = median(rounds.map((round) => figure(round.endpoint)));
  const other = median(rounds.map((round) => figure(round.bare)));
  const ratios = rounds.map((round) => figure(round.endpoint) / figure(round.bare));
  // Latency is told in whole milliseconds, so a bare server's may be 0.
  const ratio = ratios.every(Number.isFinite) ? `, median ratio ${median(ratios).toFixed(2)}` : '';
  console.log(`  ${name.padEnd(10)} ${mine.toFixed(1)} against ${other.toFixed(1)}${ratio}`);
}

function rss(pid: number | undefined): string {
  return pid === undefined
    ? 'unknown'
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])
        .toString()
        .trim();
}

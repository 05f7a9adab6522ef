import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type StepResult, startRunner } from '../test/helpers/runner.ts';
import { makeCertificate, trust } from '../test/servers/certificate.ts';
import { startGitHub } from '../test/servers/github.ts';
import { startSts } from '../test/servers/sts.ts';
import { startRelay } from './bench/relay.ts';

/**
 * The table of docs/architecture.md: main beside a bare script that makes the same two calls, each timed from the
 * start of its process to its end, in turn. Gates nothing: even ratios depend on what else the machine does.
 *
 *     npm run bench -- PAIRS
 */
const PAIRS = Number(process.argv[2] ?? 20);
const tls = makeCertificate();
const NETWORKS = [
  { name: 'plain HTTP, 0 ms', tls: undefined, roundTrip: 0, bar: '' },
  { name: 'TLS, 0 ms', tls, roundTrip: 0, bar: '1.20' },
  { name: 'TLS, 60 ms', tls, roundTrip: 60, bar: '0.85' },
];

const before = loadavg()[0]?.toFixed(1);
const rows = [['', 'this action', 'bare', 'median of ratios', 'bar'], Array(5).fill('---')];
for (const network of NETWORKS) rows.push(await measure(network));
rows.push(['download (`git archive HEAD`, gzip -9)', `${download()} bytes`, '', '', '80000 bytes']);
for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
console.log(
  `\nMedians of ${PAIRS} pairs. Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} processors; load average ${before} before, ${loadavg()[0]?.toFixed(1)} after.`,
);

/** A row of the table; the ratio is the median of the pairs' ratios, not the ratio of the medians. */
async function measure({ name, tls, roundTrip, bar }: (typeof NETWORKS)[number]): Promise<string[]> {
  const github = await startGitHub({ tls });
  const pools = { 'pool-abc1': { filter: 'true' } };
  const sts = await startSts({ issuer: github.issuer, pools, tls, ca: tls?.cert });
  const runner = startRunner({ env: github.env });
  const endpoint = await away(sts.url, roundTrip);
  const env = {
    ...(tls && trust(runner.directory, tls)),
    ACTIONS_ID_TOKEN_REQUEST_URL: await away(github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string, roundTrip),
    STS_URL: endpoint,
  };
  const inputs = { 'identity-pool-id': 'pool-abc1', endpoint };
  const script = join(import.meta.dirname, 'bench', 'bare.cjs');
  const pair = async () => ({
    ours: timeOf(await runner.main(inputs, { env })),
    bare: timeOf(await runner.step(process.execPath, [script], { env })),
  });
  // The first one finds cold caches.
  await pair();
  const pairs: Awaited<ReturnType<typeof pair>>[] = [];
  while (pairs.length < PAIRS) pairs.push(await pair());
  runner.close();
  await Promise.all([github.close(), sts.close()]);
  const [ours, bare] = [median(pairs.map(({ ours }) => ours)), median(pairs.map(({ bare }) => bare))];
  const ratio = median(pairs.map(({ ours, bare }) => ours / bare));
  return [`main, ${name}`, `${ours.toFixed(0)} ms`, `${bare.toFixed(0)} ms`, ratio.toFixed(2), bar];
}

/** The URL under which a server is a round trip away. */
async function away(url: string, roundTrip: number): Promise<string> {
  const at = new URL(url);
  const port = roundTrip > 0 ? await startRelay(Number(at.port), roundTrip) : at.port;
  return url.replace(`:${at.port}`, `:${port}`);
}

function timeOf({ code, ms, transcript }: StepResult): number {
  if (code !== 0) throw new Error(`ended with exit code ${code}:\n${transcript}`);
  return ms;
}

/** Of an even number of values, the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return (at((sorted.length - 1) >> 1) + at(sorted.length >> 1)) / 2;
}

function download(): number {
  const root = join(import.meta.dirname, '..');
  const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 1 << 28 });
  return execFileSync('gzip', ['-9'], { input: archive }).length;
}

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { startGitHub } from '../test/fakes/github.ts';
import { startSts } from '../test/fakes/sts.ts';
import { benchEndpoint } from './bench/endpoint.ts';

/** Paired runs, in turn, of the action and of a bare script that makes the same two calls. Gates nothing. */
const RUNS = Number(process.argv[2] ?? 30);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const github = await startGitHub();
const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });

interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

interface Pair {
  readonly action: Cost;
  readonly bare: Cost;
}

const action = await measure('dist/index.js', [join(root, 'dist', 'index.js')]);
for (const script of ['bare.mjs', 'bare.cjs']) {
  const bare = await measure(script, [join(root, 'scripts', 'bench', script)]);
  const pairs: Pair[] = [];
  for (let run = 0; run < RUNS; run++) pairs.push({ action: await action(), bare: await bare() });
  console.log(`dist/index.js as main beside ${script}, ${RUNS} pairs:`);
  report(pairs, 'wall', script === 'bare.mjs' ? 1.15 : undefined);
  report(pairs, 'cpu');
}
await Promise.all([github.close(), sts.close()]);
rmSync(folder, { recursive: true });

const bundle = statSync(join(root, 'dist', 'index.js')).size;
console.log(
  `bundle      ${bundle} bytes (dist/index.js), gzipped ${gzipSync(readFileSync(join(root, 'dist', 'index.js')), { level: 9 }).length}`,
);
const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 1 << 28 });
console.log(
  `download    ${gzipSync(archive, { level: 9 }).length} bytes (git archive HEAD | gzip -9), bar 60000`,
);

await benchEndpoint();

async function measure(name: string, args: readonly string[]): Promise<() => Promise<Cost>> {
  const run = () => runOnce(name, args);
  await run();
  return run;
}

async function runOnce(name: string, args: readonly string[]): Promise<Cost> {
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'].map((file) => [file, join(folder, file)]),
  );
  for (const file of Object.values(files)) writeFileSync(file, '');
  const env = {
    ...files,
    ...github.env,
    STS_URL: sts.url,
    'INPUT_IDENTITY-POOL-ID': 'pool-abc1',
    INPUT_ENDPOINT: sts.url,
  };
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', join(root, 'scripts', 'bench', 'cpu.cjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const cpu = text(child.stdio[3] as NodeJS.ReadableStream);
  child.stdout?.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  const wall = performance.now() - start;
  if (code !== 0) throw new Error(`${name} ended with exit code ${code}`);
  return { wall, cpu: Number(await cpu) / 1000 };
}

function report(pairs: readonly Pair[], figure: keyof Cost, bar?: number): void {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
  const mine = median(pairs.map((pair) => pair.action[figure]));
  const other = median(pairs.map((pair) => pair.bare[figure]));
  const ratio = median(pairs.map((pair) => pair.action[figure] / pair.bare[figure]));
  const goal = bar === undefined ? '' : `, bar ${bar}`;
  console.log(
    `  ${figure.padEnd(9)} ${mine.toFixed(1)} ms against ${other.toFixed(1)} ms, median ratio ${ratio.toFixed(3)}${goal}`,
  );
}

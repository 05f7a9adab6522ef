import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { benchEndpoint } from './bench/endpoint.ts';
import { benchMain } from './bench/main.ts';
import { type Row, table } from './bench/table.ts';

/**
 * The table of docs/architecture.md: the action beside the least that does the same, in turn. Gates
 * nothing: figures depend on the machine, and even ratios on what else it does.
 *
 *     npm run bench -- [pairs of main] [rounds of the token endpoint]
 */
const PAIRS = Number(process.argv[2] ?? 20);
const ROUNDS = Number(process.argv[3] ?? 5);

const before = loadavg();
const rows = [...(await benchMain(PAIRS)), ...(await benchEndpoint(ROUNDS)), download()];
console.log(`${table(rows)}\n`);
console.log(
  `Medians of ${PAIRS} pairs of main and ${ROUNDS} rounds of the token endpoint. Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} processors; load average ${before[0]?.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after.`,
);

function download(): Row {
  const root = join(import.meta.dirname, '..');
  const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 1 << 28 });
  const bytes = gzipSync(archive, { level: 9 }).length;
  return ['download (`git archive HEAD`, gzip -9)', `${bytes} bytes`, '', '', '80000 bytes'];
}

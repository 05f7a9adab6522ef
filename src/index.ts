import { readFileSync, statSync } from 'node:fs';
import type { Clock } from './clock.ts';
import { describe } from './errors.ts';
import { runMain, type Surroundings } from './main.ts';
import { githubRunner } from './runner/publish.ts';
import { Redactor } from './secret.ts';
import { SERVE } from './token-endpoint/address.ts';

// `tunnel` calls `new Buffer()` for the credentials of a proxy; no reader of the log could fix that.
process.noDeprecation = true;

// A name server that never answers would hold the process after its last line: Node waits for a look-up,
// and glibc takes up to half a minute for one. Read by glibc at the first look-up.
process.env.RES_OPTIONS ??= 'timeout:2 attempts:2';

const runner = githubRunner(process.env);

/** The zero of the clock: the start of the process, as near as it matters. */
const START = process.hrtime.bigint() - BigInt(Math.round(process.uptime() * 1e9));

const clock: Clock = {
  // Not Date.now: a clock that is set while the step runs would move its deadline. Nor `performance`,
  // whose first use loads a dozen modules of Node.
  now: () => Number(process.hrtime.bigint() - START) / 1e6,
  wallTime: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

const surroundings: Surroundings = {
  env: process.env,
  clock,
  runner,
  redactor: new Redactor(runner.mask),
  readEvent,
  program: process.argv[1] ?? '',
  startedAt: 0,
};

async function main(): Promise<void> {
  try {
    keepCertificatesChecked();
    await runMain(surroundings);
  } catch (error) {
    explain(error);
    runner.fail(surroundings.redactor.clean(describe(error), 2_000));
  }
  // The empty write comes after all others. A connection that a proxy holds open must not hold up the job.
  process.stdout.write('', () => process.exit());
}

/** A job may have set it for another program; the tokens must not go to a server that is not checked. */
function keepCertificatesChecked(): void {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return;
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  runner.warning(
    'NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job. This action checks certificates all the same. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS to the file with its certificate.',
  );
}

function explain(error: unknown): void {
  const lines = error instanceof Error ? stackOf(error) : [];
  for (const line of lines) runner.debug(surroundings.redactor.clean(line));
}

function stackOf(error: Error): string[] {
  const cause = error.cause instanceof Error ? ['caused by', ...stackOf(error.cause)] : [];
  return [...(error.stack ?? '').split('\n'), ...cause];
}

/** GitHub caps a payload at 25 MB. */
const LARGEST_EVENT = 32 * 1024 * 1024;

/** The payload only helps to word a message, so one that cannot be read is none; so is a named pipe. */
function readEvent(path: string): unknown {
  try {
    const file = statSync(path);
    return file.isFile() && file.size <= LARGEST_EVENT ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

if (process.argv[2] === SERVE) {
  // Most runs need none of it.
  const { runTokenEndpoint } = await import('./token-endpoint/run.ts');
  await runTokenEndpoint(process.stdin, process.stdout, clock, () => process.exit());
} else await main();

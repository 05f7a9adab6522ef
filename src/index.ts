import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from './errors.ts';
import { runMain, type Surroundings } from './main.ts';
import { githubRunner } from './runner/publish.ts';
import { Redactor } from './secret.ts';
import { readConfig, SERVE } from './token-endpoint/process.ts';
import { serveTokens } from './token-endpoint/serve.ts';

// `tunnel` calls `new Buffer()` for the credentials of a proxy; no reader of the log could fix that.
process.noDeprecation = true;

const runner = githubRunner(process.env);

const timing = { sleep: (ms: number) => sleep(ms), random: Math.random };

const surroundings: Surroundings = {
  env: process.env,
  // Not Date.now: a clock that is set while the step runs would move its deadline.
  clock: { ...timing, now: () => performance.timeOrigin + performance.now() },
  runner,
  redactor: new Redactor(runner.mask),
  readEvent,
  program: process.argv[1] ?? '',
  startedAt: performance.timeOrigin,
};

/** The token endpoint ends by itself after this: later than any job of GitHub's own runners. */
const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;

/** The token endpoint: says its port or why it has none, then nothing more to anybody but its clients. */
async function serve(): Promise<void> {
  try {
    const server = await serveTokens(await readConfig(process.stdin), { ...timing, now: Date.now });
    setTimeout(() => process.exit(), LONGEST_LIFE_MS);
    process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
    await server.stopped;
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error ? error.code : 'it could not read its configuration';
    await new Promise<void>((resolve) =>
      process.stdout.write(`${JSON.stringify({ error: code })}\n`, () => resolve()),
    );
  }
  process.exit();
}

async function main(): Promise<void> {
  try {
    await runMain(surroundings);
  } catch (error) {
    explain(error);
    runner.fail(surroundings.redactor.clean(describe(error), 2_000));
  }
  // The empty write comes after all others.
  process.stdout.write('', end);
}

/**
 * A connection that a proxy holds open must not hold up the job. Nor must a look-up that no name server
 * answers: `process.exit()` would wait for it, up to half a minute.
 */
function end(): void {
  const waits = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap');
  // Only where the step has failed anyway: to be killed is to fail.
  if (waits && process.exitCode === 1) process.kill(process.pid, 'SIGKILL');
  else process.exit();
}

function explain(error: unknown): void {
  const lines = error instanceof Error ? stackOf(error) : [];
  for (const line of lines) runner.debug(surroundings.redactor.clean(line));
}

function stackOf(error: Error): string[] {
  const cause = error.cause instanceof Error ? ['caused by', ...stackOf(error.cause)] : [];
  return [...(error.stack ?? '').split('\n'), ...cause];
}

/** The payload only helps to word a message, so one that cannot be read is none. */
function readEvent(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

if (process.argv[2] === SERVE) await serve();
else await main();

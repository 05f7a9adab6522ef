// First: Node then reads its root certificates on another thread while the rest is loaded.
import 'node:https';
import type { Clock } from './clock.ts';
import { describe } from './errors.ts';
import { runMain } from './main.ts';
import { staleWarning } from './runner/inputs.ts';
import { githubRunner, type Runner } from './runner/runner.ts';
import { Redactor } from './secret.ts';

/** The main stage as a step of a job: whatever goes wrong is one error annotation, and the process ends. */
export async function runStep(clock: Clock): Promise<void> {
  const { env } = process;
  const runner = githubRunner(env);
  const redactor = new Redactor(runner.mask);
  const program = process.argv[1] ?? '';
  const fail = (error: unknown) => {
    runner.fail(redactor.clean(describe(error), 2_000));
    const warning = staleWarning(env);
    if (warning) runner.warning(warning);
  };
  // With a wait that never ends, Node would end the process as if all were well: a green step without outputs.
  const unfinished = () => fail(new Error('the step ended before it was done'));
  process.once('exit', unfinished);
  try {
    keepCertificatesChecked(env, runner);
    await runMain({ env, clock, runner, redactor, program, startedAt: 0 });
  } catch (error) {
    const lines = error instanceof Error ? stackOf(error) : [];
    for (const line of lines) runner.debug(redactor.clean(line));
    fail(error);
  }
  process.off('exit', unfinished);
  // The empty write comes after all others. An open connection must not hold up the job.
  process.stdout.write('', () => process.exit());
}

/**
 * A job may have set it for another program; the tokens must not go to a server that is not checked. Node reads
 * the variable at each connection.
 */
function keepCertificatesChecked(env: NodeJS.ProcessEnv, runner: Runner): void {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return;
  delete env.NODE_TLS_REJECT_UNAUTHORIZED;
  runner.warning(
    'NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job. This action checks certificates all the same. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS to the file with its certificate.',
  );
}

function stackOf(error: Error): string[] {
  const cause = error.cause instanceof Error ? ['caused by', ...stackOf(error.cause)] : [];
  return [...(error.stack ?? '').split('\n'), ...cause];
}

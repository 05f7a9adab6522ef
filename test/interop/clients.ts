import { join } from 'node:path';
import { type Command, start } from './program.ts';
import { jvm, type Toolchain } from './toolchain.ts';

export interface Job {
  /** Name of the topic and the consumer group, start of the client ids. */
  readonly name: string;
  readonly bootstrap: string;
  readonly seconds: number;
  /** Where and as whom to fetch tokens; or the one token to keep. */
  readonly login: Credentials | { readonly token: string };
}

export interface Credentials {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Outcome {
  /** 0; 2 when the client could not authenticate; 1 for any other failure. */
  readonly code: number | null;
  readonly produced: number;
  readonly consumed: number;
  readonly output: string;
}

export async function runJava(tools: Toolchain, job: Job): Promise<Outcome> {
  const { file, args } = jvm(tools, 'url' in job.login ? job.login.url : '');
  return await runJob({ file, args: [...args, join(import.meta.dirname, 'RoundTrip.java')] }, job);
}

export async function runPython({ python }: Toolchain, job: Job): Promise<Outcome> {
  const args = ['-B', join(import.meta.dirname, 'round_trip.py')];
  return await runJob({ file: python, args }, job);
}

async function runJob(command: Command, job: Job): Promise<Outcome> {
  const program = start({ ...command, env: environment(job) });
  const code = await program.exit(job.seconds + 60).finally(program.stop);
  const counters = program.lines.findLast((line) => line.startsWith('{"produced"'));
  const none = { produced: Number.NaN, consumed: Number.NaN };
  const output = program.lines.join('\n');
  return { code, ...(counters === undefined ? none : JSON.parse(counters)), output };
}

function environment({ name, bootstrap, seconds, login }: Job): Record<string, string> {
  const common = {
    INTEROP_NAME: name,
    INTEROP_BOOTSTRAP: bootstrap,
    INTEROP_SECONDS: `${seconds}`,
  };
  if ('token' in login) return { ...common, INTEROP_TOKEN: login.token };
  return {
    ...common,
    INTEROP_TOKEN_URL: login.url,
    INTEROP_CLIENT_ID: login.clientId,
    INTEROP_CLIENT_SECRET: login.clientSecret,
  };
}

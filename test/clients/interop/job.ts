import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { snippet } from '../../helpers/snippets.ts';
import { type Command, start } from './program.ts';
import type { Toolchain } from './toolchain.ts';

export interface Job {
  /** Name of the topic and the consumer group, start of the client ids and subjects. */
  readonly name: string;
  /** Address of the broker, or URL of the registry. */
  readonly bootstrap: string;
  readonly seconds: number;
  /** Where and as whom to fetch tokens. */
  readonly login: Credentials;
  /** The one token to keep, in place of the login. */
  readonly token?: string;
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
  /** When the last record was read, in milliseconds since the epoch. */
  readonly last: number;
  /** The longest that a record took to be written and read, in milliseconds. */
  readonly longest: number;
  readonly output: string;
}

/** Runs a client with the documents' own configuration until its time is over or it fails. */
export type Run = (job: Job) => Promise<Outcome>;

/** The same for one that needs the toolchain. */
export type Client = (tools: Toolchain, job: Job) => Promise<Outcome>;

/** Runs a program of ours, which finds its part of the document in the file that INTEROP_SNIPPET names. */
export async function runJob(command: Command, job: Job, file: string, content: string): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'interop-client-'));
  try {
    await writeFile(join(folder, file), content);
    const env = { ...command.env, ...environment(job), INTEROP_SNIPPET: join(folder, file) };
    const program = start({ ...command, env, cwd: folder });
    program.end();
    const code = await program.exit(job.seconds + 90).finally(program.stop);
    const counters = program.lines.findLast((line) => line.startsWith('{"produced"'));
    const none = { produced: Number.NaN, consumed: Number.NaN, last: Number.NaN, longest: Number.NaN };
    const output = program.lines.join('\n');
    return { code, ...(counters === undefined ? none : JSON.parse(counters)), output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Step {
  readonly env: Readonly<Record<string, string | number>>;
}

const workflow = parse(snippet('docs/clients.md', 'The job with the token endpoint', 'yaml')) as {
  jobs: { test: { steps: Step[] } };
};
const [javaStep] = parse(snippet('docs/kafka-java.md', 'Kafka with Java', 'yaml')) as [Step];

/** What the last step of the documents' first workflow has in its environment, and our own variables. */
export function environment({ name, bootstrap, seconds, login, token }: Job): Record<string, string> {
  return {
    ...evaluated(workflow.jobs.test.steps.at(-1), login),
    INTEROP_NAME: name,
    INTEROP_BOOTSTRAP: bootstrap,
    INTEROP_SECONDS: `${seconds}`,
    ...(token !== undefined && { INTEROP_TOKEN: token }),
  };
}

/** What the documents' step for Java programs has in addition. */
export function javaEnvironment({ login }: Job): Record<string, string> {
  return evaluated(javaStep, login);
}

/** The environment of a step of a document as the runner would make it from the outputs of the action. */
export function evaluated(step: Step | undefined, login: Credentials): Record<string, string> {
  const outputs: Record<string, string> = {
    'token-endpoint-url': login.url,
    'token-endpoint-client-id': login.clientId,
    'token-endpoint-client-secret': login.clientSecret,
  };
  const value = (text: string) =>
    text.replace(/\$\{\{ steps\.confluent\.outputs\.([\w-]+) \}\}/g, (_, name) => {
      const output = outputs[name];
      if (output === undefined) throw new Error(`no output ${name}`);
      return output;
    });
  return Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, value(`${text}`)]));
}

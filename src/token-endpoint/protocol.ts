import { readFileSync } from 'node:fs';
import { ActionError, ERROR_CODES } from '../errors.ts';
import { asObject, parseObject } from '../json.ts';
import type { Redactor } from '../secret.ts';
import type { Context, Inputs } from '../tokens.ts';
import type { Credentials } from './form.ts';

/** All that the process of the token endpoint is told. It is the first line on its standard input. */
export interface TokenEndpointConfig extends Pick<Context, 'requestUrl' | 'requestToken' | 'proxy'> {
  readonly inputs: Inputs;
  readonly credentials: Credentials;
  readonly stopKey: string;
  /** Milliseconds from the start of the process; by then it must have shown that it works. */
  readonly timeLeftMs: number;
  /** The process ends when this worker of the runner has ended. Undefined where the worker is not known. */
  readonly workerPid?: number | undefined;
}

/** The last line on its standard input. A main that ends without it takes the process with it. */
export const PUBLISHED = 'published';

/**
 * Descriptor for the start report. Standard output would not do: what a job loads into each Node
 * (`NODE_OPTIONS=--require …`) may print there.
 */
export const REPORT_FD = 3;

/**
 * Listens to main, which speaks as `startTokenEndpoint` and `confirm` do.
 * @returns `published` rejects if main ends before it has published
 * @throws if the first line is no configuration
 */
export async function listenToMain(input: NodeJS.ReadableStream) {
  const lines = linesOf(input);
  const config = JSON.parse((await lines.next()).value ?? '') as TokenEndpointConfig;
  const published = lines.next().then(({ value }) => {
    if (value !== PUBLISHED) throw new Error('main ended before it had published');
  });
  return { config, published };
}

/** Whole lines. Not by `readline`: it ends a line at U+2028 as well, and stays in memory. */
export async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
  return undefined;
}

/** The report of a process that works, with its port, or of one that does not, with the reason. */
export function reportOf(outcome: number | ActionError): string {
  if (typeof outcome === 'number') return JSON.stringify({ port: outcome });
  const { code, message, remedy } = outcome;
  return JSON.stringify({ error: { code, message, remedy } });
}

/** Reads a report; undefined for anything else. The texts may hold what a remote said, so they are cleaned here. */
export function readReport(line: string | undefined, redactor: Redactor): number | ActionError | undefined {
  const report = parseObject(line ?? '');
  if (typeof report?.port === 'number') return report.port;
  const error = asObject(report?.error);
  const code = ERROR_CODES.find((known) => known === error?.code);
  if (!code) return undefined;
  const clean = (text: unknown) => redactor.clean(text, 1_000);
  return new ActionError(code, clean(error?.message), clean(error?.remedy));
}

/**
 * Whether this process is the worker of GitHub's runner, and lives; false on systems other than Linux. Undefined
 * where it cannot be read, for example because no file handles are left.
 */
export function isWorker(pid: number): boolean | undefined {
  try {
    // Z and X: it has ended. Its parent may not have noticed.
    return /^\d+ \(Runner\.Worker\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return /ENOENT|ESRCH/.test((error as NodeJS.ErrnoException).code ?? '') ? false : undefined;
  }
}

import type { Inputs } from '../tokens.ts';
import type { Credentials } from './form.ts';

/** All that the token endpoint's process is told, on its standard input. */
export interface TokenEndpointConfig {
  readonly inputs: Inputs;
  readonly credentials: Credentials;
  readonly stopKey: string;
  readonly requestUrl: string;
  readonly requestToken: string;
}

/** The last word on its standard input. A main that ends without it takes the process with it. */
export const PUBLISHED = 'published';

/** What main says on standard input. */
export interface WordsOfMain {
  readonly config: TokenEndpointConfig;
  /** Rejects if main ends before it has published. */
  readonly published: Promise<void>;
}

/**
 * Listens to main, which speaks as `startProcess` and `confirm` do.
 * @throws if the first line is no configuration
 */
export async function listenToMain(input: NodeJS.ReadableStream): Promise<WordsOfMain> {
  const lines = linesOf(input);
  const config = JSON.parse((await lines.next()).value ?? '') as TokenEndpointConfig;
  const published = lines.next().then(({ value }) => {
    if (value !== PUBLISHED) throw new Error('main ended before it had published');
  });
  published.catch(() => {});
  return { config, published };
}

/** Whole lines. Not `readline`, which ends a line at U+2028 as well and stays in memory for hours. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
  return undefined;
}

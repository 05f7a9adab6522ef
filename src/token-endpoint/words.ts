import { createInterface } from 'node:readline';
import type { Credentials } from './credentials.ts';

/** The inputs that the token endpoint needs. */
export interface TokenEndpointInputs {
  readonly identityPoolId: string;
  readonly audience: string;
  readonly expiresIn: number;
  readonly endpoint: string;
  readonly maxAttempts: number;
  readonly timeoutSeconds: number;
  readonly tokenEndpointPort: number;
}

/** All that the token endpoint's process is told, on its standard input. */
export interface TokenEndpointConfig {
  readonly inputs: TokenEndpointInputs;
  readonly credentials: Credentials;
  readonly stopKey: string;
  readonly requestUrl: string;
  readonly requestToken: string;
}

/** The last word on its standard input. A main that ends without it takes the process with it. */
export const PUBLISHED = 'published';

/** One line for any text: `readline` ends a line at U+2028 and U+2029 too, which JSON does not escape. */
export function asLine(config: TokenEndpointConfig): string {
  const separator = (character: string) => `\\u${character.charCodeAt(0).toString(16)}`;
  return JSON.stringify(config).replace(/[\u2028\u2029]/g, separator);
}

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
  const lines = createInterface({ input })[Symbol.asyncIterator]();
  const config = JSON.parse((await lines.next()).value ?? '') as TokenEndpointConfig;
  const published = lines.next().then(({ value }) => {
    if (value !== PUBLISHED) throw new Error('main ended before it had published');
  });
  published.catch(() => {});
  return { config, published };
}

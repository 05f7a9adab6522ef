import type { Clock } from '../clock.ts';
import { serveTokens } from './serve.ts';
import { listenToMain } from './words.ts';

/** The token endpoint ends by itself after this: later than any job of GitHub's own runners. */
const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;

/**
 * The token endpoint's process: says its port or why it has none, then nothing more to anybody but its
 * clients.
 * @param input what main says, as `startProcess` and `confirm` do
 * @param exit ends the process
 */
export async function runTokenEndpoint(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  clock: Clock,
  exit: () => never,
): Promise<void> {
  try {
    const { config, published } = await listenToMain(input);
    published.catch(exit);
    const server = await serveTokens(config, clock, published);
    setTimeout(exit, LONGEST_LIFE_MS);
    output.write(`${JSON.stringify({ port: server.port })}\n`);
    await server.stopped;
    exit();
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error ? error.code : 'it could not read its configuration';
    output.write(`${JSON.stringify({ error: code })}\n`, () => exit());
  }
}

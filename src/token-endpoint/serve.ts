import type { Clock } from '../clock.ts';
import { exchange } from '../confluent/exchange.ts';
import { requestIdToken } from '../github/id-token.ts';
import { type Bounds, boundsOf } from '../http/retry.ts';
import { Redactor } from '../secret.ts';
import type { AccessToken, IdToken, Inputs } from '../tokens.ts';
import { ACCESS_TOKEN_PATH, ADDRESS, ID_TOKEN_PATH } from './address.ts';
import { type Backend, type Grant, handle } from './handler.ts';
import { listenToMain, type TokenEndpointConfig } from './protocol.ts';
import { type Listener, listen } from './server.ts';
import { type CachedToken, TokenSource } from './source.ts';

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

export interface TokenServer {
  readonly port: number;
  /** Resolves when the token endpoint has been asked to stop and has closed. */
  readonly stopped: Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs the token endpoint in this process.
 * @param published until then requests for tokens wait
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function serveTokens(
  config: TokenEndpointConfig,
  clock: Clock,
  published: Promise<void>,
): Promise<TokenServer> {
  let listener: Listener | undefined;
  let onStopped = () => {};
  const stopped = new Promise<void>((resolve) => {
    onStopped = resolve;
  });
  const close = async () => {
    await listener?.close();
    onStopped();
  };
  // The reply to the request that ends it must go out first.
  const backend = backendOf(config, clock, published, () => setImmediate(close));
  listener = await listen(config.inputs.tokenEndpointPort, (request, trust) =>
    handle(request, { ...backend, host: `${ADDRESS}:${listener?.port}`, onAuthenticated: trust }),
  );
  return { port: listener.port, stopped, close };
}

function backendOf(
  config: TokenEndpointConfig,
  clock: Clock,
  published: Promise<void>,
  onStop: () => void,
): Omit<Backend, 'host' | 'onAuthenticated'> {
  const { idTokens, accessTokens, failed } = sourcesOf(config, clock);
  let served = 0;
  const grantFrom = (source: TokenSource) => async (): Promise<Grant> => {
    await published;
    const { token, expiresAt } = await source.current();
    const seconds = Math.floor((expiresAt - clock.now()) / 1000);
    if (seconds < 1) throw new Error('the token expires within a second');
    served++;
    return { token, seconds };
  };
  return {
    credentials: config.credentials,
    stopKey: config.stopKey,
    tokens: { [ID_TOKEN_PATH]: grantFrom(idTokens), [ACCESS_TOKEN_PATH]: grantFrom(accessTokens) },
    statistics: () => ({ served, fetched: idTokens.fetched + accessTokens.fetched, failed: failed() }),
    onStop,
  };
}

function sourcesOf(config: TokenEndpointConfig, clock: Clock) {
  let newest: IdToken | undefined;
  const idTokens = new TokenSource(async () => {
    newest = await fetchIdToken(config, clock);
    return cachedOf(newest);
  }, clock);
  // One failure of GitHub's must not count again as one of the exchange that waited for it.
  let sharedFailures = 0;
  const subject = async () => {
    await idTokens.current(false).catch((error) => {
      sharedFailures++;
      throw error;
    });
    return newest as IdToken;
  };
  const accessTokens = new TokenSource(
    async () => cachedOf(await fetchAccessToken(config, subject, clock)),
    clock,
  );
  const failed = () => idTokens.failed + accessTokens.failed - sharedFailures;
  return { idTokens, accessTokens, failed };
}

function cachedOf({
  secret,
  issuedAt,
  expiresAt,
}: Omit<AccessToken, 'tokenType' | 'expiresIn'>): CachedToken {
  return { token: secret.reveal(), issuedAt, expiresAt };
}

/** An ID token of GitHub for the token endpoint; errors as of `requestIdToken`. */
export function fetchIdToken(
  { inputs, requestUrl, requestToken }: TokenEndpointConfig,
  clock: Clock,
): Promise<IdToken> {
  return requestIdToken({ requestUrl, requestToken }, inputs.audience, bounds(inputs, clock), mute());
}

/**
 * An access token of Confluent Cloud for the token endpoint.
 * @throws as `exchange` does, and an error that names the status where Confluent refuses
 */
export async function fetchAccessToken(
  { inputs }: TokenEndpointConfig,
  subject: () => Promise<IdToken>,
  clock: Clock,
): Promise<AccessToken> {
  const result = await exchange(inputs, subject, bounds(inputs, clock), mute());
  if ('refused' in result) throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
  return result.granted;
}

/** By time alone: the cached token may bridge what would use up the attempts in seconds. */
function bounds(inputs: Inputs, clock: Clock): Bounds {
  const patient = { ...inputs, maxAttempts: Number.POSITIVE_INFINITY };
  return boundsOf(patient, clock, clock.now(), () => {});
}

/** The token endpoint prints nothing, so there is nothing to mask; a new one each time remembers no old tokens. */
function mute(): Redactor {
  return new Redactor(() => {});
}

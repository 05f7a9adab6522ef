import type { Clock } from '../clock.ts';
import type { IdToken } from '../tokens.ts';
import { ACCESS_TOKEN_PATH, ADDRESS, ID_TOKEN_PATH } from './address.ts';
import { type Backend, handle } from './handler.ts';
import { type Listener, listen } from './listen.ts';
import { type Lease, TokenSource } from './source.ts';
import type { TokenEndpointConfig } from './words.ts';

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
  const { promise: stopped, resolve: onStopped } = Promise.withResolvers<void>();
  let listener: Listener | undefined;
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
  return {
    credentials: config.credentials,
    stopKey: config.stopKey,
    now: clock.now,
    tokens: {
      [ID_TOKEN_PATH]: () => published.then(() => idTokens.current()),
      [ACCESS_TOKEN_PATH]: () => published.then(() => accessTokens.current()),
    },
    statistics: () => ({ served, fetched: idTokens.fetched + accessTokens.fetched, failed: failed() }),
    onServed: () => {
      served++;
    },
    onStop,
  };
}

/** Loaded at the first call: TLS is a tenth of the process's memory, and a job may never ask for a token. */
const remotes = () => import(/* webpackMode: "eager" */ './remotes.ts');

function sourcesOf(config: TokenEndpointConfig, clock: Clock) {
  let newest: IdToken | undefined;
  const idTokens = new TokenSource(async () => {
    newest = await (await remotes()).fetchIdToken(config, clock);
    return lease(newest);
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
    async () => lease(await (await remotes()).fetchAccessToken(config, subject, clock)),
    clock,
  );
  const failed = () => idTokens.failed + accessTokens.failed - sharedFailures;
  return { idTokens, accessTokens, failed };
}

function lease({ secret, issuedAt, expiresAt }: Pick<IdToken, 'secret' | 'issuedAt' | 'expiresAt'>): Lease {
  return { token: secret.reveal(), issuedAt, expiresAt };
}

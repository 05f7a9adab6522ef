import { requestIdToken } from './github.ts';
import { boundsOf, type Clock } from './retry.ts';
import { Redactor } from './secret.ts';
import { exchange } from './sts.ts';
import { type EndpointReply, type EndpointRequest, handle } from './token-endpoint/handler.ts';
import { ADDRESS, type Listener, listen } from './token-endpoint/listen.ts';
import type { EndpointConfig } from './token-endpoint/process.ts';
import { type Lease, TokenSource } from './token-endpoint/source.ts';
import type { IdToken } from './tokens.ts';

/** Where the endpoint serves GitHub ID tokens, for clients that show them to Confluent themselves. */
export const ID_TOKEN_PATH = '/oauth2/token';
/** Where it serves Confluent Cloud access tokens: the path of Confluent's own STS. */
export const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';

export interface EndpointServer {
  readonly port: number;
  /** Resolves when the endpoint has been asked to stop and has closed. */
  readonly stopped: Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs the token endpoint in this process.
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function serveTokens(config: EndpointConfig, clock: Clock): Promise<EndpointServer> {
  const { idTokens, accessTokens, failed } = sourcesOf(config, clock);
  let served = 0;
  const { promise: stopped, resolve: onStopped } = Promise.withResolvers<void>();
  let listener: Listener | undefined;
  const close = async () => {
    await listener?.close();
    onStopped();
  };
  const answer = (request: EndpointRequest): Promise<EndpointReply> =>
    handle(request, {
      host: `${ADDRESS}:${listener?.port}`,
      credentials: config.credentials,
      stopKey: config.stopKey,
      now: clock.now,
      tokens: {
        [ID_TOKEN_PATH]: () => idTokens.current(),
        [ACCESS_TOKEN_PATH]: () => accessTokens.current(),
      },
      statistics: () => ({
        served,
        fetched: idTokens.fetched + accessTokens.fetched,
        failed: failed(),
      }),
      onServed: () => {
        served++;
      },
      // The reply to this very request must go out first.
      onStop: () => setImmediate(close),
    });
  listener = await listen(config.inputs.tokenEndpointPort, answer);
  return { port: listener.port, stopped, close };
}

function sourcesOf({ inputs, requestUrl, requestToken }: EndpointConfig, clock: Clock) {
  const context = { requestUrl, requestToken };
  const bounds = () => boundsOf(inputs, clock, clock.now(), () => {});
  let newest: IdToken | undefined;
  const idTokens = new TokenSource(async () => {
    newest = await requestIdToken(context, inputs.audience, bounds(), mute());
    return lease(newest);
  }, clock.now);
  // One failure of GitHub's must not count again as one of the exchange that waited for it.
  let sharedFailures = 0;
  const youngSubject = async () => {
    await idTokens.current().catch((error) => {
      sharedFailures++;
      throw error;
    });
    return newest as IdToken;
  };
  const accessTokens = new TokenSource(async () => {
    const result = await exchange(inputs, youngSubject, bounds(), mute());
    if ('refused' in result) throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
    return lease(result.granted);
  }, clock.now);
  const failed = () => idTokens.failed + accessTokens.failed - sharedFailures;
  return { idTokens, accessTokens, failed };
}

function lease({ secret, issuedAt, expiresAt }: Pick<IdToken, 'secret' | 'issuedAt' | 'expiresAt'>): Lease {
  return { token: secret.reveal(), issuedAt, expiresAt };
}

/** The endpoint prints nothing, so there is nothing to mask; a new one each time remembers no old tokens. */
function mute(): Redactor {
  return new Redactor(() => {});
}

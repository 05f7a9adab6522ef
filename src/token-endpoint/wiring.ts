import type { Clock } from '../clock.ts';
import { exchange } from '../confluent/exchange.ts';
import { requestIdToken } from '../github/id-token.ts';
import { type Bounds, boundsOf } from '../http/retry.ts';
import { Redactor } from '../secret.ts';
import type { IdToken } from '../tokens.ts';
import { ACCESS_TOKEN_PATH, ADDRESS, ID_TOKEN_PATH } from './address.ts';
import { type Grant, handle, type Statistics } from './handler.ts';
import { type Listener, listen } from './http-server.ts';
import type { TokenEndpointConfig } from './protocol.ts';
import { TokenCache } from './token-cache.ts';

/** Share of the start-up time for the first fetch; the rest is for reporting a failure. */
const FIRST_FETCH = 0.9;

/**
 * Runs the token endpoint in this process. It resolves when an ID token has been fetched, which the first client gets.
 * @param published until then requests for tokens wait
 * @param startedAt the `clock.now()` from which the time for its start counts
 * @param onEnd called when it has been asked to stop and has closed
 * @throws the error of `listen`, such as EADDRINUSE, or that of the fetch
 */
export async function serveTokens(
  config: TokenEndpointConfig,
  clock: Clock,
  published: Promise<void>,
  startedAt: number,
  onEnd: () => void,
): Promise<Listener> {
  const { idTokens, accessTokens, fetchFirst } = cachesOf(config, clock, startedAt);
  const counts = { served: 0, refused: 0, lastCause: '', turnedAway: 0, lastReason: '' };
  const tokensOf = (cache: TokenCache<Token>) => async () => {
    await published;
    return takeToken(cache, counts);
  };
  const backend = {
    credentials: config.credentials,
    stopKey: config.stopKey,
    tokens: new Map([
      [ID_TOKEN_PATH, tokensOf(idTokens)],
      [ACCESS_TOKEN_PATH, tokensOf(accessTokens)],
    ]),
    statistics: () => ({ ...counts, fetched: idTokens.fetched + accessTokens.fetched }),
    onStop: () => listener.close().then(onEnd),
  };
  const listener: Listener = await listen(config.inputs.tokenEndpointPort, async (request) => {
    const reply = await handle(request, { ...backend, host: `${ADDRESS}:${listener.port}` });
    if (reply.reason) {
      counts.turnedAway++;
      counts.lastReason = reply.reason;
    }
    return reply;
  });
  await fetchFirst().catch(async (error) => {
    await listener.close();
    throw error;
  });
  return listener;
}

type Token = Pick<IdToken, 'secret' | 'issuedAt' | 'expiresAt'>;

/** Takes a token from the cache, and counts what comes of it. */
async function takeToken(cache: TokenCache<Token>, counts: Omit<Statistics, 'fetched'>): Promise<Grant> {
  try {
    const token = await cache.current();
    const seconds = Math.floor(cache.left(token) / 1000);
    if (seconds < 1) throw new Error('the token lives for less than a second');
    counts.served++;
    return { token: token.secret.reveal(), seconds };
  } catch (error) {
    counts.refused++;
    counts.lastCause = (error as Error).message;
    throw error;
  }
}

function cachesOf(config: TokenEndpointConfig, clock: Clock, startedAt: number) {
  const { inputs, proxy } = config;
  // This process prints nothing, so nothing is masked; a new one each time remembers no old tokens.
  const mute = () => new Redactor(() => {});
  /** Time alone bounds these: the cached token may bridge an outage that would use up the attempts in seconds. */
  const patient = (note: (trouble: string) => void) => {
    const log = (line: string) => note(line.split(';', 1)[0] as string);
    return { ...boundsOf(inputs, clock, clock.now(), log, proxy), maxAttempts: Number.POSITIVE_INFINITY };
  };
  const fetchIdToken = (bounds: Bounds) => requestIdToken(config, inputs.audience, bounds, mute());
  const idTokens = new TokenCache((note) => fetchIdToken(patient(note)), clock);
  const accessTokens = new TokenCache<Token>(async (note) => {
    const subjectToken = () => idTokens.current(false);
    const result = await exchange(inputs, subjectToken, patient(note), mute());
    if ('granted' in result) return result.granted;
    throw new Error(`Confluent refused the exchange with status ${result.refused.status}`);
  }, clock);
  const first = {
    ...boundsOf(inputs, clock, startedAt, () => {}, proxy),
    deadline: startedAt + config.timeLeftMs * FIRST_FETCH,
  };
  const fetchFirst = () => idTokens.start(() => fetchIdToken(first));
  return { idTokens, accessTokens, fetchFirst };
}

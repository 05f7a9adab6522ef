import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ADDRESS, STOP_PATH } from './address.ts';
import { type Credentials, parseForm, readCredentials } from './form.ts';

/** Maximum size of a request body, in bytes: a token request has a few hundred. */
export const LARGEST_BODY = 16 * 1024;

export interface TokenRequest {
  readonly method: string;
  /** As sent, with the query. */
  readonly target: string;
  /** A header that was sent more than once has its values joined by commas. */
  readonly headers: IncomingHttpHeaders;
  /** Undefined if it was larger than `LARGEST_BODY`. */
  readonly body: string | undefined;
}

export interface TokenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why the request was turned away; undefined if it was not. These words are our own, never the client's. */
  readonly reason?: string;
}

/** What the token endpoint has done, as post reports it. */
export interface Statistics {
  served: number;
  fetched: number;
  /** Requests with good credentials for which there was no token. */
  refused: number;
  /** Why there was none for the last of them; it may hold what a remote said. */
  lastCause: string;
  /** Requests that were wrong: they came from a stranger, or from a client with other settings. */
  turnedAway: number;
  lastReason: string;
}

/** A token for a client, with the whole seconds of life that it has left (RFC 6749, 5.1). */
export interface Grant {
  readonly token: string;
  readonly seconds: number;
}

/** What stands behind the token endpoint. */
export interface Backend {
  /** The `Host` that requests must name, `127.0.0.1:PORT`; `localhost:PORT` is accepted as well. */
  readonly host: string;
  readonly credentials: Credentials;
  /** The bearer token of the request that ends the token endpoint. */
  readonly stopKey: string;
  /** Functions that give a token, by path; they reject where there is none now. */
  readonly tokens: ReadonlyMap<string, () => Promise<Grant>>;
  readonly statistics: () => Statistics;
  readonly onStop: () => void;
}

/**
 * Answers one request: the client credentials grant (RFC 6749, 4.4) on the paths of `tokens`, and the
 * authenticated end of the token endpoint. Never rejects.
 */
export async function handle(request: TokenRequest, backend: Backend): Promise<TokenReply> {
  const path = request.target.split('?', 1)[0] as string;
  const getToken = backend.tokens.get(path);
  if (!isForUs(request, backend.host)) return turnedAway(403, `Host must be ${backend.host}`);
  if (request.headers.origin !== undefined) return turnedAway(403, 'it came from a web page (Origin)');
  if (!getToken && path !== STOP_PATH) return turnedAway(404, 'no such path');
  if (request.method !== 'POST')
    return turnedAway(405, 'the method must be POST', 'invalid_request', { allow: 'POST' });
  if (request.body === undefined) return turnedAway(413, `the body is larger than ${LARGEST_BODY} bytes`);
  if (!getToken) return stop(request, backend);
  return whyNoGrant(request.headers, request.body, backend.credentials) ?? (await grant(getToken));
}

/**
 * A web page that was led here names another host (DNS rebinding). Nobody else can point `localhost` here.
 */
function isForUs({ headers: { host } }: TokenRequest, own: string): boolean {
  return host === own || host?.toLowerCase() === own.replace(ADDRESS, 'localhost');
}

/** The reply to a request that is not the grant, or has wrong credentials; undefined if all is well. */
function whyNoGrant(
  headers: IncomingHttpHeaders,
  body: string,
  { clientId, clientSecret }: Credentials,
): TokenReply | undefined {
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded')
    return turnedAway(415, 'the content type must be application/x-www-form-urlencoded');
  const form = parseForm(body);
  if (!form) return turnedAway(400, 'a parameter is there more than once');
  const presented = readCredentials(headers.authorization, form);
  if (presented === 'doubled') return turnedAway(400, 'more than one method of client authentication');
  if (presented === 'none') return unauthorized('Basic', 'no client credentials');
  // The client id is no secret.
  if (presented.clientId !== clientId) return unauthorized('Basic', 'wrong client id');
  if (!isSame(presented.clientSecret, clientSecret)) return unauthorized('Basic', 'wrong client secret');
  const type = form.get('grant_type');
  if (type === undefined) return turnedAway(400, 'grant_type is missing');
  if (type === 'client_credentials') return undefined;
  return turnedAway(400, 'grant_type must be client_credentials', 'unsupported_grant_type');
}

async function grant(getToken: () => Promise<Grant>): Promise<TokenReply> {
  const granted = await getToken().catch(() => undefined);
  if (!granted) return unavailable();
  return json(200, { access_token: granted.token, token_type: 'Bearer', expires_in: granted.seconds });
}

function stop({ headers }: TokenRequest, { stopKey, statistics, onStop }: Backend): TokenReply {
  const key = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  if (!isSame(key, stopKey)) return unauthorized('Bearer', 'wrong stop key');
  onStop();
  return json(200, statistics());
}

/** Compares digests, which takes the same time for any two texts. */
export function isSame(presented: string, expected: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(presented), digest(expected));
}

/** Seconds: clients must not ask all the time, and must not wait for long. */
const RETRY_AFTER_S = '5';

/**
 * The client is told less than post: it may be a stranger.
 * @param scheme how to send the credentials
 */
function unauthorized(scheme: string, reason: string): TokenReply {
  const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
  const words = 'the client credentials are missing or wrong';
  return { ...turnedAway(401, words, 'invalid_client', challenge), reason };
}

/**
 * There is no token now; the client may ask again. The reply has no body: librdkafka 2.8 to 2.16 would take the
 * next reply for a part of it. It has a content type: without one, Schema Registry's client for JavaScript does
 * not try again.
 */
function unavailable(): TokenReply {
  const headers = { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S };
  return { status: 503, headers, body: '' };
}

/** An error of RFC 6749, 5.2. */
function turnedAway(status: number, reason: string, error = 'invalid_request', headers = {}): TokenReply {
  const reply = json(status, { error, error_description: reason });
  return { ...reply, headers: { ...reply.headers, ...headers }, reason };
}

/** RFC 6749, 5.1 asks for the headers against caches. */
const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };

function json(status: number, object: object): TokenReply {
  const body = JSON.stringify(object);
  const headers = { ...JSON_HEADERS, 'content-length': String(Buffer.byteLength(body)) };
  return { status, headers, body };
}

import { hash, timingSafeEqual } from 'node:crypto';
import { ADDRESS, STOP_PATH } from './address.ts';
import { type Credentials, type Form, parseForm, readCredentials } from './form.ts';

/** Bytes of a request body: a token request has a few hundred. */
export const LARGEST_BODY = 16 * 1024;

export interface TokenRequest {
  readonly method: string;
  /** As sent, with the query. */
  readonly target: string;
  /** Header values as they came, one entry each time the header stood there. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  /** Undefined if it was larger than `LARGEST_BODY`. */
  readonly body: string | undefined;
}

/** What goes back to a client. */
export interface TokenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why the request was turned away, if it was: words of our own, never the client's. */
  readonly reason?: string;
}

/** What the token endpoint has done, as post reports it. */
export interface Statistics {
  served: number;
  fetched: number;
  /** Requests with good credentials for which there was no token. */
  refused: number;
  /** Why there was none for the last of them; may hold what a remote said. */
  lastCause: string;
  /** Requests that were wrong: of a stranger, or of a client with other settings. */
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
  /** The `Host` that requests must name, `127.0.0.1:PORT`; `localhost:PORT` is taken as well. */
  readonly host: string;
  readonly credentials: Credentials;
  /** Bearer of the request that ends the token endpoint. */
  readonly stopKey: string;
  /** The tokens, by path; rejects where there is none now. */
  readonly tokens: Readonly<Record<string, () => Promise<Grant>>>;
  readonly statistics: () => Statistics;
  readonly onStop: () => void;
}

/**
 * Answers one request: the client credentials grant (RFC 6749, 4.4) on the paths of `tokens`, and the
 * authenticated end of the token endpoint. Never rejects.
 */
export async function handle(request: TokenRequest, backend: Backend): Promise<TokenReply> {
  const path = request.target.split('?', 1)[0] as string;
  const token = Object.hasOwn(backend.tokens, path) ? backend.tokens[path] : undefined;
  const isKnown = token !== undefined || path === STOP_PATH;
  const wrong = turnAwayStranger(request, backend) ?? turnAwayRoute(request, isKnown);
  if (wrong) return wrong;
  if (!token) return stop(request, backend);
  const form = readForm(request);
  return 'status' in form ? form : grant(request, form, backend, token);
}

/**
 * A web page that was lured here names another host (DNS rebinding) or has an origin. `localhost` is no
 * name that somebody else could have pointed here.
 */
function turnAwayStranger({ headers }: TokenRequest, { host }: Backend): TokenReply | undefined {
  const hosts = headers.host ?? [];
  const isOurs = hosts[0] === host || hosts[0]?.toLowerCase() === host.replace(ADDRESS, 'localhost');
  if (hosts.length !== 1 || !isOurs) return turnedAway(403, 'invalid_request', `Host must be ${host}`);
  if (headers.origin) return turnedAway(403, 'invalid_request', 'it came from a web page (Origin)');
  return undefined;
}

function turnAwayRoute({ method, body }: TokenRequest, isKnown: boolean): TokenReply | undefined {
  if (!isKnown) return turnedAway(404, 'invalid_request', 'no such path');
  if (method !== 'POST')
    return turnedAway(405, 'invalid_request', 'the method must be POST', { allow: 'POST' });
  if (body === undefined)
    return turnedAway(413, 'invalid_request', `the body is larger than ${LARGEST_BODY} bytes`);
  return undefined;
}

function readForm({ headers, body = '' }: TokenRequest): Form | TokenReply {
  const types = headers['content-type'] ?? [];
  const type = types[0]?.split(';', 1)[0]?.trim().toLowerCase();
  if (types.length !== 1 || type !== 'application/x-www-form-urlencoded') {
    return turnedAway(415, 'invalid_request', 'the content type must be application/x-www-form-urlencoded');
  }
  return parseForm(body) ?? turnedAway(400, 'invalid_request', 'a parameter is there more than once');
}

async function grant(
  { headers }: TokenRequest,
  form: Form,
  backend: Backend,
  token: () => Promise<Grant>,
): Promise<TokenReply> {
  const authorizations = headers.authorization ?? [];
  const presented = authorizations.length > 1 ? 'doubled' : readCredentials(authorizations[0], form);
  if (presented === 'doubled') {
    return turnedAway(400, 'invalid_request', 'more than one method of client authentication');
  }
  const { clientId, clientSecret } = backend.credentials;
  if (presented === 'none') return unauthorized('Basic', 'no client credentials');
  // The client id is no secret.
  if (presented.clientId !== clientId) return unauthorized('Basic', 'wrong client id');
  if (!isSame(presented.clientSecret, clientSecret)) return unauthorized('Basic', 'wrong client secret');
  const type = form.get('grant_type');
  if (type === undefined) return turnedAway(400, 'invalid_request', 'grant_type is missing');
  if (type !== 'client_credentials') {
    return turnedAway(400, 'unsupported_grant_type', 'grant_type must be client_credentials');
  }
  const granted = await token().catch(() => undefined);
  if (!granted) return unavailable();
  return json(200, { access_token: granted.token, token_type: 'Bearer', expires_in: granted.seconds });
}

function stop({ headers }: TokenRequest, { stopKey, statistics, onStop }: Backend): TokenReply {
  const [authorization = '', ...others] = headers.authorization ?? [];
  const key = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
  if (others.length > 0 || !isSame(key, stopKey)) return unauthorized('Bearer', 'wrong stop key');
  onStop();
  return json(200, statistics());
}

/** Constant time for any lengths: digests are compared. */
export function isSame(presented: string, expected: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(presented), digest(expected));
}

/** Long enough that clients do not hammer, short enough for an apply that waits. */
const RETRY_AFTER_S = '5';

/**
 * Tells the client less than post: a stranger may be the one who asks.
 * @param scheme how to send the credentials
 */
function unauthorized(scheme: string, reason: string): TokenReply {
  const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
  const words = 'the client credentials are missing or wrong';
  return { ...turnedAway(401, 'invalid_client', words, challenge), reason };
}

/**
 * There is no token now; the client may ask again. Without a body: librdkafka 2.8 to 2.16 takes that of
 * its next try for a part of this one, and fails. With a content type all the same: without one, Schema
 * Registry's client for JavaScript does not try again.
 */
function unavailable(): TokenReply {
  const headers = { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S };
  return { status: 503, headers, body: '' };
}

/** An error of RFC 6749, 5.2. */
function turnedAway(status: number, error: string, reason: string, headers = {}): TokenReply {
  const reply = json(status, { error, error_description: reason });
  return { ...reply, headers: { ...reply.headers, ...headers }, reason };
}

/** RFC 6749, 5.1 asks for those against caches. */
const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };

function json(status: number, object: object): TokenReply {
  const body = JSON.stringify(object);
  const headers = { ...JSON_HEADERS, 'content-length': String(Buffer.byteLength(body)) };
  return { status, headers, body };
}

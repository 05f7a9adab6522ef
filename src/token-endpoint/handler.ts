import { ADDRESS, STOP_PATH } from './address.ts';
import { areValid, type Credentials, isSame, readCredentials } from './credentials.ts';
import { type Form, parseForm } from './form.ts';
import { fault, grantOf, reply, type TokenReply, unauthorized, unavailable } from './replies.ts';
import type { Lease } from './source.ts';

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

export interface Statistics {
  readonly served: number;
  readonly fetched: number;
  readonly failed: number;
}

/** What stands behind the token endpoint. */
export interface Backend {
  /** The `Host` that requests must name, `127.0.0.1:PORT`; `localhost:PORT` is taken as well. */
  readonly host: string;
  readonly credentials: Credentials;
  /** Bearer of the request that ends the token endpoint. */
  readonly stopKey: string;
  /** Milliseconds of the clock by which leases are counted. */
  readonly now: () => number;
  /** The tokens, by path. */
  readonly tokens: Readonly<Record<string, () => Promise<Lease>>>;
  readonly statistics: () => Statistics;
  /** Called before a token is waited for: the connection of a client must not make room for a stranger's. */
  readonly onAuthenticated: () => void;
  readonly onServed: () => void;
  readonly onStop: () => void;
}

/**
 * Answers one request: the client credentials grant (RFC 6749, 4.4) on the paths of `tokens`, and the
 * authenticated end of the token endpoint. Never rejects.
 */
export async function handle(request: TokenRequest, backend: Backend): Promise<TokenReply> {
  const path = request.target.split('?', 1)[0] as string;
  const token = Object.hasOwn(backend.tokens, path) ? backend.tokens[path] : undefined;
  const refusal =
    refuseStranger(request, backend) ?? refuseRoute(request, token !== undefined || path === STOP_PATH);
  if (refusal) return refusal;
  if (!token) return stop(request, backend);
  const form = readForm(request);
  return 'status' in form ? form : ((await grant(request, form, backend, token)) satisfies TokenReply);
}

/**
 * A web page that was lured here names another host (DNS rebinding) or has an origin. `localhost` is no
 * name that somebody else could have pointed here.
 */
function refuseStranger({ headers }: TokenRequest, { host }: Backend): TokenReply | undefined {
  const hosts = headers.host ?? [];
  const isOurs = hosts[0] === host || hosts[0]?.toLowerCase() === host.replace(ADDRESS, 'localhost');
  if (hosts.length !== 1 || !isOurs) return fault(403, 'invalid_request', `Host must be ${host}`);
  if (headers.origin) return fault(403, 'invalid_request', 'requests with an Origin are refused');
  return undefined;
}

function refuseRoute({ method, body }: TokenRequest, known: boolean): TokenReply | undefined {
  if (!known) return fault(404, 'invalid_request', 'no such path');
  if (method !== 'POST') return fault(405, 'invalid_request', 'use POST', { allow: 'POST' });
  if (body === undefined)
    return fault(413, 'invalid_request', `the body is larger than ${LARGEST_BODY} bytes`);
  return undefined;
}

function readForm({ headers, body = '' }: TokenRequest): Form | TokenReply {
  const types = headers['content-type'] ?? [];
  const type = types[0]?.split(';', 1)[0]?.trim().toLowerCase();
  if (types.length !== 1 || type !== 'application/x-www-form-urlencoded') {
    return fault(415, 'invalid_request', 'send application/x-www-form-urlencoded');
  }
  return parseForm(body) ?? fault(400, 'invalid_request', 'a parameter is there more than once');
}

async function grant(
  { headers }: TokenRequest,
  form: Form,
  backend: Backend,
  token: () => Promise<Lease>,
): Promise<TokenReply> {
  const authorizations = headers.authorization ?? [];
  const presented = authorizations.length > 1 ? 'doubled' : readCredentials(authorizations[0], form);
  if (presented === 'doubled') {
    return fault(400, 'invalid_request', 'use one method of client authentication');
  }
  if (presented === 'none' || !areValid(presented, backend.credentials)) return unauthorized('Basic');
  backend.onAuthenticated();
  const type = form.get('grant_type');
  if (type === undefined) return fault(400, 'invalid_request', 'grant_type is missing');
  if (type !== 'client_credentials') {
    return {
      ...fault(400, 'unsupported_grant_type', 'grant_type must be client_credentials'),
      isAuthenticated: true,
    };
  }
  return serve(backend, token);
}

async function serve({ now, onServed }: Backend, token: () => Promise<Lease>): Promise<TokenReply> {
  const lease = await token().catch(() => undefined);
  const seconds = lease ? Math.floor((lease.expiresAt - now()) / 1000) : 0;
  if (!lease || seconds < 1) return unavailable();
  onServed();
  return grantOf(lease, seconds);
}

function stop({ headers }: TokenRequest, { stopKey, statistics, onStop }: Backend): TokenReply {
  const [authorization = '', ...others] = headers.authorization ?? [];
  const key = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
  if (others.length > 0 || !isSame(key, stopKey)) return unauthorized('Bearer');
  onStop();
  return reply(200, statistics());
}

import type { Lease } from './source.ts';

/** What goes back to a client. */
export interface TokenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the request showed good credentials. */
  readonly isAuthenticated: boolean;
}

/** Long enough that clients do not hammer, short enough for an apply that waits. */
const RETRY_AFTER_S = '5';

/** Credentials are missing or wrong; `scheme` says how to send them. */
export function unauthorized(scheme: string): TokenReply {
  const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
  return fault(401, 'invalid_client', 'the client credentials are missing or wrong', challenge);
}

/**
 * There is no token now; the client may ask again. Without a body: librdkafka 2.8 to 2.16 takes that of
 * its next try for a part of this one, and fails. With a content type all the same: without one, Schema
 * Registry's client for JavaScript does not try again.
 */
export function unavailable(): TokenReply {
  return {
    status: 503,
    headers: { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S },
    body: '',
    isAuthenticated: true,
  };
}

/** An error of RFC 6749, 5.2, for a request without good credentials. */
export function fault(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): TokenReply {
  return { ...reply(status, { error, error_description: description }, headers), isAuthenticated: false };
}

/** RFC 6749, 5.1 asks for those against caches. */
const JSON_HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  pragma: 'no-cache',
};

/** A reply in JSON to a request with good credentials. */
export function reply(
  status: number,
  object: object,
  headers: Readonly<Record<string, string>> = {},
): TokenReply {
  const body = JSON.stringify(object);
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return { status, headers: { ...JSON_HEADERS, ...length, ...headers }, body, isAuthenticated: true };
}

/** The last reply for each token: within a second it is the same for every client. */
const granted = new WeakMap<Lease, { readonly seconds: number; readonly reply: TokenReply }>();

/** The token, with the whole seconds of life that it has left (RFC 6749, 5.1). */
export function grantOf(lease: Lease, seconds: number): TokenReply {
  const last = granted.get(lease);
  if (last?.seconds === seconds) return last.reply;
  const body = { access_token: lease.token, token_type: 'Bearer', expires_in: seconds };
  const next = { seconds, reply: reply(200, body) };
  granted.set(lease, next);
  return next.reply;
}

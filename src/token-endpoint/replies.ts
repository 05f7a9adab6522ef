export interface TokenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Long enough that clients do not hammer, short enough for an apply that waits. */
const RETRY_AFTER_S = '5';

/** Credentials are missing or wrong; `scheme` says how to send them. */
export function unauthorized(scheme: string): TokenReply {
  const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
  return fault(401, 'invalid_client', 'the client credentials are missing or wrong', challenge);
}

/** There is no token now; the client may ask again. */
export function unavailable(description: string): TokenReply {
  return fault(503, 'temporarily_unavailable', description, { 'retry-after': RETRY_AFTER_S });
}

/** An error of RFC 6749, 5.2. */
export function fault(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): TokenReply {
  return reply(status, { error, error_description: description }, headers);
}

/** A reply in JSON. RFC 6749, 5.1 asks for both headers against caches. */
export function reply(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): TokenReply {
  const always = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };
  return { status, headers: { ...always, ...headers }, body: JSON.stringify(body) };
}

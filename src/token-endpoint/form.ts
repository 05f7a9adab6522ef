/** The parameters of a form, by name. */
export type Form = ReadonlyMap<string, string>;

/**
 * The parameters of a form (`application/x-www-form-urlencoded`); undefined if one is there twice.
 * A parameter without a value counts as left out (RFC 6749, 3.2).
 */
export function parseForm(body: string): Form | undefined {
  const parameters = [...new URLSearchParams(body)];
  const names = new Set(parameters.map(([name]) => name));
  if (names.size < parameters.length) return undefined;
  return new Map(parameters.filter(([, value]) => value !== ''));
}

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the client presented; `doubled` if it used more than one method, which RFC 6749, 2.3 forbids. */
export type Presented = Credentials | 'none' | 'doubled';

/**
 * Client credentials as HTTP Basic or in the form (RFC 6749, 2.3.1). The same `client_id` in the form beside
 * Basic is no second method.
 * @param authorization the header, if any; two of them are joined by a comma
 */
export function readCredentials(authorization: string | undefined, form: Form): Presented {
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  if (authorization === undefined) {
    return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : 'none';
  }
  const basic = readBasic(authorization);
  const isSameId = clientId === undefined || clientId === basic?.clientId;
  if (clientSecret !== undefined || !isSameId || authorization.includes(',')) return 'doubled';
  return basic ?? 'none';
}

/** Some clients form-encode both parts first: our credentials have only characters that this does not change. */
function readBasic(authorization: string): Credentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

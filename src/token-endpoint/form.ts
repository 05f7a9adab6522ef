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
 * Client credentials as HTTP Basic or in the form (RFC 6749, 2.3.1). A bare `client_id` in the form
 * beside Basic is no second method, and is not looked at.
 * @param authorization the header, if any
 */
export function readCredentials(authorization: string | undefined, form: Form): Presented {
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  if (authorization === undefined) {
    return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : 'none';
  }
  if (clientSecret !== undefined) return 'doubled';
  return readBasic(authorization) ?? 'none';
}

/** Clients differ in whether they form-encode both parts first; ours are made of characters that stay the same. */
function readBasic(authorization: string): Credentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

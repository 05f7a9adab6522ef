import type { Form } from './form.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the client presented; `doubled` if it used more than one method (RFC 6749, 2.3 forbids it). */
export type Presented = Credentials | 'none' | 'doubled';

/**
 * Client credentials as HTTP Basic or in the form (RFC 6749, 2.3.1). A bare `client_id` in the form
 * beside Basic is no second method.
 * @param authorization the header, if any
 */
export function readCredentials(authorization: string | undefined, form: Form): Presented {
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  if (authorization === undefined) {
    return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : 'none';
  }
  const basic = readBasic(authorization);
  if (clientSecret !== undefined || (clientId !== undefined && clientId !== basic?.clientId))
    return 'doubled';
  return basic ?? 'none';
}

/** Clients differ in whether they form-encode both parts first; ours are made of characters that stay the same. */
function readBasic(authorization: string): Credentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

/** Whether both parts are right, in a time that does not depend on what was presented. */
export function areValid(presented: Credentials, expected: Credentials): boolean {
  return isSame(joined(presented), joined(expected));
}

/** One text for one digest; the length says where the first part ends. */
function joined({ clientId, clientSecret }: Credentials): string {
  return `${clientId.length} ${clientId}${clientSecret}`;
}

/** Digests of what is expected: the same few texts for as long as the process lives. */
const expectedDigests = new Map<string, Buffer>();

/** Constant time for any lengths: digests are compared. */
export function isSame(presented: string, expected: string): boolean {
  let digest = expectedDigests.get(expected);
  if (!digest) {
    digest = digestOf(expected);
    expectedDigests.set(expected, digest);
  }
  return crypto().timingSafeEqual(digestOf(presented), digest);
}

function digestOf(text: string): Buffer {
  return crypto().hash('sha256', text, 'buffer');
}

/** Loaded at the first request: it takes a twentieth of the memory of a process that may never see one. */
const crypto = () => process.getBuiltinModule('node:crypto');

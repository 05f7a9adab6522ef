import type { SeenRequest } from './http.ts';

const urn = 'urn:ietf:params:oauth';
/** Fields that have one value only. */
export const constants: Record<string, string> = {
  grant_type: `${urn}:grant-type:token-exchange`,
  subject_token_type: `${urn}:token-type:jwt`,
  requested_token_type: `${urn}:token-type:access_token`,
};
const fields = [...Object.keys(constants), 'subject_token', 'identity_pool_id'];

/** A refusal on its way out. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/**
 * The form of an exchange, or why it is refused.
 *
 * @param cap the longest `expires_in`, in seconds, and what an absent one means
 */
export function readForm(seen: SeenRequest, cap: number) {
  if (seen.method !== 'POST') throw new Refused(405, 'Only POST.');
  if (seen.headers.authorization !== undefined) {
    throw new Refused(400, 'The operation takes no Authorization header.');
  }
  const type = seen.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i.test(type)) {
    throw new Refused(400, `Content type ${type} is not taken.`);
  }
  const pairs = [...new URLSearchParams(seen.body)];
  const form = Object.fromEntries(pairs);
  const names = pairs.map(([name]) => name).sort();
  const wanted = 'expires_in' in form ? [...fields, 'expires_in'] : fields;
  if (names.join() !== wanted.toSorted().join()) {
    throw new Refused(400, `The form must have each of ${wanted.join(', ')} once.`);
  }
  for (const [name, value] of Object.entries(constants)) {
    if (form[name] !== value) throw new Refused(400, `${name} must be ${value}.`);
  }
  const { subject_token = '', identity_pool_id = '', expires_in = String(cap) } = form;
  if (!/^[1-9]\d{0,8}$/.test(expires_in) || Number(expires_in) > cap) {
    throw new Refused(400, `expires_in must be a whole number from 1 to ${cap}.`);
  }
  return { subject_token, identity_pool_id, expires_in };
}

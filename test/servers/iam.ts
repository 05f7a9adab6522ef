import { type FakeServer, type SeenRequest, startServer } from './http.ts';

export interface Iam extends FakeServer {
  /** What was created, by the path it was posted to. */
  readonly created: Record<string, Record<string, string>>;
}

/** What each collection needs, by Confluent's API pages. */
const required: Readonly<Record<string, readonly string[]>> = {
  '/iam/v2/identity-providers': ['display_name', 'description', 'issuer', 'jwks_uri'],
  '/iam/v2/identity-providers/op-abc123/identity-pools': [
    'display_name',
    'description',
    'identity_claim',
    'filter',
  ],
  '/iam/v2/role-bindings': ['principal', 'role_name', 'crn_pattern'],
};
const ids = ['op-abc123', 'pool-abc1', 'rb-abc1'];

/** The part of Confluent's API that sets up a provider, a pool under it and a role binding for that. */
export async function startIam(key: string, secret: string): Promise<Iam> {
  const created: Iam['created'] = {};
  const basic = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  const handle = ({ method, path, headers, body }: SeenRequest) => {
    if (headers.authorization !== basic) return refuse(401, 'Unauthorized');
    const fields = required[path];
    if (method !== 'POST' || !fields) return refuse(404, `Nothing at ${path}`);
    if (headers['content-type'] !== 'application/json') return refuse(415, 'Not JSON');
    const given = JSON.parse(body);
    const names = Object.keys(given).sort().join();
    if (names !== fields.toSorted().join()) return refuse(400, `Not ${fields.join(', ')}`);
    created[path] = given;
    return answer(201, { id: ids[Object.keys(required).indexOf(path)], ...given });
  };
  return Object.assign(await startServer({ handle }), { created });
}

function answer(status: number, body: object) {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

const refuse = (status: number, detail: string) =>
  answer(status, { errors: [{ status: `${status}`, detail }] });

import type { JWTPayload } from 'jose';
import { type FakeServer, type SeenRequest, startServer } from './http.ts';
import { verifierOf } from './verify.ts';

export interface Registry extends FakeServer {
  /** Claims of each token that it has let in, by the token. */
  readonly admitted: Map<string, JWTPayload>;
  /** How many requests it has turned away. */
  refused(): number;
}

export interface RegistryOptions {
  /** The only identity provider it trusts. */
  readonly issuer: string;
  readonly pool: string;
  readonly logicalCluster: string;
}

const notFound = { error_code: 40401, message: 'Not found' };

/**
 * As much of a Schema Registry as a client needs to register schemas and to read them. Like
 * Confluent's it takes ID tokens that verify, for one logical cluster and one identity pool.
 */
export async function startRegistry(options: RegistryOptions): Promise<Registry> {
  const { issuer, pool, logicalCluster } = options;
  const admitted = new Map<string, JWTPayload>();
  const verify = verifierOf(issuer);
  const store = schemaStore();
  let refused = 0;

  const handle = async (seen: SeenRequest) => {
    const token = /^Bearer (\S+)$/.exec(seen.headers.authorization ?? '')?.[1] ?? '';
    const claims = await verify(token).catch(() => undefined);
    const named = seen.headers['confluent-identity-pool-id'] === pool;
    if (!claims || !named || seen.headers['target-sr-cluster'] !== logicalCluster) {
      refused++;
      return answer(401, { error_code: 401, message: 'Unauthorized' });
    }
    admitted.set(token, claims);
    const found = store(seen);
    return found ? answer(200, found) : answer(404, notFound);
  };
  return Object.assign(await startServer({ handle }), { admitted, refused: () => refused });
}

function answer(status: number, body: object) {
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' };
  return { status, headers, body: JSON.stringify(body) };
}

interface Stored {
  readonly subject: string;
  readonly schema: string;
}

/** The three operations: register under a subject, read by id, read the latest of a subject. */
function schemaStore() {
  const schemas: Stored[] = [];
  const described = (at: number) => {
    const { subject, schema } = schemas[at] as Stored;
    const version = schemas.slice(0, at + 1).filter((one) => one.subject === subject).length;
    return { id: at + 1, guid: `guid-${at + 1}`, version, subject, schema, schemaType: 'AVRO' };
  };
  return ({ method, path, body }: SeenRequest): object | undefined => {
    const subject = decodeURIComponent(/^\/subjects\/([^/?]+)\/versions\b/.exec(path)?.[1] ?? '');
    if (method === 'POST' && subject !== '') {
      return described(schemas.push({ subject, schema: JSON.parse(body).schema }) - 1);
    }
    if (method !== 'GET') return undefined;
    const latest = /\/versions\/latest\b/.test(path);
    const id = Number(/^\/schemas\/ids\/(\d+)\b/.exec(path)?.[1]) - 1;
    const at = latest ? schemas.findLastIndex((one) => one.subject === subject) : id;
    return schemas[at] && described(at);
  };
}

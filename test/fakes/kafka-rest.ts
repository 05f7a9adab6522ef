import { type FakeServer, type SeenRequest, startServer } from './http.ts';
import { verifierOf } from './verify.ts';

export interface KafkaRestOptions {
  /** The only identity provider it trusts. */
  readonly issuer: string;
  readonly pool: string;
  readonly cluster: string;
}

/** Of Kafka's REST API the list of topics: for an ID token that verifies, and one identity pool. */
export async function startKafkaRest({ issuer, pool, cluster }: KafkaRestOptions): Promise<FakeServer> {
  const verify = verifierOf(issuer);
  const handle = async ({ method, path, headers }: SeenRequest) => {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const claims = await verify(token).catch(() => undefined);
    if (!claims || headers['confluent-identity-pool-id'] !== pool) {
      return answer(401, { error_code: 40101, message: 'Unauthorized' });
    }
    const known = method === 'GET' && path === `/kafka/v3/clusters/${cluster}/topics`;
    if (!known) return answer(404, { error_code: 404, message: 'Not found' });
    return answer(200, { kind: 'KafkaTopicList', data: [{ topic_name: 'orders' }] });
  };
  return await startServer({ handle });
}

function answer(status: number, body: object) {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

import { controlPlane } from './confluent-api/control-plane.ts';
import { type DataPlane, startDataPlane } from './confluent-api/data-plane.ts';
import { kafkaRest, type Topic } from './confluent-api/kafka-rest.ts';
import { type Schema, schemaRegistry } from './confluent-api/schema-registry.ts';
import type { FakeServer } from './http.ts';
import { type FakeSts, type Pool, startSts } from './sts.ts';

export interface ConfluentApiOptions {
  /** Whose ID tokens are exchanged, and taken by Kafka REST and Schema Registry. */
  readonly issuer: string;
  readonly pools: Record<string, Pool>;
  /** The longest life of an access token, in seconds. */
  readonly cap?: number | undefined;
}

/** Ids of what there is from the start. */
export const there = { environment: 'env-abc123', kafkaCluster: 'lkc-abc123', registry: 'lsrc-abc123' };

/**
 * Confluent Cloud as far as the Terraform provider and the examples ask it. Control plane: access
 * tokens of its own STS, and one API key. Data plane: ID tokens of the issuer, with the pool in a
 * header. Tokens are verified by signature and expiry for every request.
 */
export interface ConfluentApi {
  /** The exchange and, at the same address, the control plane. */
  readonly sts: FakeSts;
  readonly kafka: FakeServer;
  readonly registry: DataPlane;
  readonly topics: Map<string, Topic>;
  readonly schemas: Schema[];
  /** Pools to which the control plane says 403. */
  readonly blind: Set<string>;
  close(): Promise<void>;
}

export async function startConfluentApi(options: ConfluentApiOptions): Promise<ConfluentApi> {
  const { issuer, pools, cap } = options;
  const topics = new Map<string, Topic>();
  const schemas: Schema[] = [];
  const blind = new Set<string>();
  const apis = controlPlane({ pools: () => sts.pools, blind, ...there });
  const sts: FakeSts = await startSts({ issuer, pools, cap, apis });
  const trusting = { issuer, pools: () => sts.pools };
  const routes = kafkaRest(there.kafkaCluster, topics);
  const kafka = await startDataPlane({ ...trusting, routes, errorCode: 40101 });
  const registry = await startDataPlane({
    ...trusting,
    headers: { 'target-sr-cluster': there.registry },
    routes: schemaRegistry(schemas),
  });
  const close = async () => {
    await Promise.all([sts.close(), kafka.close(), registry.close()]);
  };
  return { sts, kafka, registry, topics, schemas, blind, close };
}

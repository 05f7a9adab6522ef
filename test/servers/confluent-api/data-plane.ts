import type { JWTPayload } from 'jose';
import { matches } from '../cel.ts';
import { type Answer, type FakeServer, type SeenRequest, startServer, type Tls } from '../http.ts';
import type { Pool } from '../sts.ts';
import { verifierOf } from '../verify.ts';
import { dispatch, json, type Routes } from './routes.ts';

export interface DataPlaneOptions {
  /** Whose ID tokens it takes. */
  readonly issuer: string;
  /** Looked at anew for every request. */
  pools(): Readonly<Record<string, Pool>>;
  /** Headers that a request must have beside the pool's, with their values. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly routes: Routes;
  /** What the body of a 401 has as `error_code`; Kafka REST's is in its description. */
  readonly errorCode?: number;
  readonly tls?: Tls;
}

export interface DataPlane extends FakeServer {
  /** Claims of each token that it has let in, by the token. */
  readonly admitted: Map<string, JWTPayload>;
  /** How many requests it has turned away. */
  refused(): number;
}

/**
 * A server that takes ID tokens, each with the pool to act as in a header, as Kafka REST and Schema
 * Registry do. Which status Confluent gives for which fault is UNVERIFIED: 401 for all is our choice.
 */
export async function startDataPlane(options: DataPlaneOptions): Promise<DataPlane> {
  const { issuer, pools, headers = {}, routes, errorCode = 401, tls } = options;
  const verify = verifierOf(issuer);
  const admitted = new Map<string, JWTPayload>();
  let refused = 0;

  async function faultOf(seen: SeenRequest): Promise<string | undefined> {
    for (const [name, value] of Object.entries(headers)) {
      if (seen.headers[name] !== value) return `the header ${name} is not ${value}`;
    }
    const token = /^Bearer (\S+)$/.exec(seen.headers.authorization ?? '')?.[1] ?? '';
    const claims = await verify(token).catch((error: Error) => error);
    if (claims instanceof Error) return `the ID token does not verify: ${claims.message}`;
    const pool = String(seen.headers['confluent-identity-pool-id'] ?? '');
    const filter = pools()[pool]?.filter;
    if (filter === undefined) return `there is no pool "${pool}"`;
    if (!matches(filter, claims)) return `the filter of ${pool} does not match`;
    admitted.set(token, claims);
    return undefined;
  }

  async function handle(seen: SeenRequest): Promise<Answer> {
    const fault = await faultOf(seen);
    if (fault === undefined) return dispatch(routes, seen);
    refused++;
    return json(401, { error_code: errorCode, message: fault });
  }

  return Object.assign(await startServer({ tls, handle }), { admitted, refused: () => refused });
}

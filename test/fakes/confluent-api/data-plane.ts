import { matches } from '../cel.ts';
import { type Answer, type FakeServer, type SeenRequest, startServer } from '../http.ts';
import type { Pool } from '../sts.ts';
import { verifierOf } from '../verify.ts';
import { dispatch, json, type Routes } from './routes.ts';

export interface DataPlane {
  /** Whose ID tokens it takes. */
  readonly issuer: string;
  /** Looked at anew for every request. */
  pools(): Readonly<Record<string, Pool>>;
  /** Headers that a request must have beside the pool's, with their values. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly routes: Routes;
  /** What the body of a 401 has as `error_code`; Kafka REST's is in its description. */
  readonly errorCode?: number;
}

/**
 * A server that takes ID tokens, each with the pool to act as in a header, as Kafka REST and Schema
 * Registry do. Which status Confluent gives for which fault is UNVERIFIED: 401 for all is our choice.
 */
export function startDataPlane(options: DataPlane): Promise<FakeServer> {
  const { issuer, pools, headers = {}, routes, errorCode = 401 } = options;
  const verify = verifierOf(issuer);

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
    return matches(filter, claims) ? undefined : `the filter of ${pool} does not match`;
  }

  async function handle(seen: SeenRequest): Promise<Answer> {
    const fault = await faultOf(seen);
    return fault ? json(401, { error_code: errorCode, message: fault }) : dispatch(routes, seen);
  }

  return startServer({ handle });
}

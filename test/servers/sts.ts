import { randomUUID } from 'node:crypto';
import { generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { matches } from './cel.ts';
import { type Answer, type FakeServer, type SeenRequest, startServer, type Tls } from './http.ts';
import { constants, Refused, readForm } from './sts-form.ts';
import { verifierOf } from './verify.ts';

export interface Pool {
  filter: string;
}

/** @param caller the identity pool that the access token is of; undefined for the API key */
export type Apis = (seen: SeenRequest, caller: string | undefined) => Answer;

export interface StsOptions {
  /** The only identity provider it trusts; its keys are fetched by discovery. */
  readonly issuer: string;
  /** Where the documents of that issuer are, if not at the issuer itself. */
  readonly issuerAt?: string | undefined;
  readonly pools: Record<string, Pool>;
  /** The longest `expires_in` it grants, in seconds; who asks for none gets it. Default 900. */
  readonly cap?: number | undefined;
  /** The APIs behind it, asked once the caller is known; without them, an empty list for every GET. */
  readonly apis?: Apis | undefined;
  readonly port?: number | undefined;
  readonly tls?: Tls | undefined;
  /** Certificate to trust when the issuer is on https. */
  readonly ca?: string | undefined;
}

export interface FakeSts extends FakeServer {
  /** May be changed between requests. */
  pools: Record<string, Pool>;
  /** Every access token handed out, for sweeps. */
  readonly issued: string[];
  /** A Cloud API key, what an organisation has before its first pool; the exchange takes none. */
  readonly apiKey: { readonly key: string; readonly secret: string };
  /** The claims of a token that this server issued and that is still alive; else rejects. */
  verifyAccessToken(token: string): Promise<JWTPayload>;
}

const tokenPath = '/sts/v1/oauth2/token';
/**
 * Confluent's token exchange, and the APIs behind it, which take its access tokens and the API key.
 *
 * The error shape and headers are those of the published API. Which status a wrong pool, an expired
 * token or a filter that does not match really gives is UNVERIFIED: 400, 401 and 403 are our choice.
 */
export async function startSts(options: StsOptions): Promise<FakeSts> {
  const state = { pools: options.pools };
  const issued: string[] = [];
  const apiKey = { key: `KEY${randomUUID()}`, secret: randomUUID() };
  const apis = options.apis ?? emptyLists;
  const keys = await generateKeyPair('ES256');
  const verifySubject = verifierOf(options.issuer, options.ca, options.issuerAt);

  const server = await startServer({ port: options.port, tls: options.tls, tokenPath, handle });
  const verifyAccessToken = async (token: string) =>
    (await jwtVerify(token, keys.publicKey, { issuer: server.url, algorithms: ['ES256'] })).payload;

  async function exchange(seen: SeenRequest): Promise<Answer> {
    const form = readForm(seen, options.cap ?? 900);
    const claims = await verifySubject(form.subject_token).catch((error: Error) => {
      throw new Refused(401, `The subject token does not verify: ${error.message}`);
    });
    for (const id of form.identity_pool_id.split(',')) admit(state.pools[id], id, claims);
    const lifetime = Number(form.expires_in);
    const token = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
      .setIssuer(server.url)
      .setSubject(form.identity_pool_id)
      .setAudience(server.url)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
      .sign(keys.privateKey);
    issued.push(token);
    return answer(200, {
      access_token: token,
      issued_token_type: constants.requested_token_type,
      token_type: 'Bearer',
      expires_in: lifetime,
    });
  }

  async function resource(seen: SeenRequest): Promise<Answer> {
    const { authorization = '' } = seen.headers;
    const basic = Buffer.from(`${apiKey.key}:${apiKey.secret}`).toString('base64');
    if (authorization === `Basic ${basic}`) return apis(seen, undefined);
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '';
    const { sub } = await verifyAccessToken(token).catch(() => {
      throw new Refused(401, 'The access token does not verify.');
    });
    return apis(seen, sub);
  }

  async function handle(seen: SeenRequest): Promise<Answer> {
    try {
      return await (seen.path === tokenPath ? exchange(seen) : resource(seen));
    } catch (error) {
      if (error instanceof Refused) return refusal(error);
      throw error;
    }
  }

  return Object.assign(state, server, { issued, apiKey, verifyAccessToken });
}

function admit(pool: Pool | undefined, id: string, claims: JWTPayload): void {
  if (!pool) throw new Refused(400, `Identity pool ${id} does not exist.`);
  if (!matches(pool.filter, claims)) {
    throw new Refused(403, `The claims do not satisfy the filter of identity pool ${id}.`);
  }
}

const emptyLists: Apis = ({ method }) => {
  if (method !== 'GET') throw new Refused(404, 'Nothing here.');
  return answer(200, { api_version: 'iam/v2', kind: 'EnvironmentList', data: [] });
};

function answer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  const type = { 'content-type': 'application/json' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}

function refusal({ status, message }: Refused): Answer {
  const id = randomUUID();
  const title = { 401: 'Unauthorized', 403: 'Forbidden' }[status] ?? 'Bad Request';
  const code = title.toLowerCase().replace(' ', '_');
  const error = { id, status: String(status), code, title, detail: message, source: {} };
  return answer(status, { errors: [error] }, { 'x-request-id': id });
}

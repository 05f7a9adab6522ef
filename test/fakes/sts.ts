import { randomUUID } from 'node:crypto';
import { generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { matches } from './cel.ts';
import { type Answer, type FakeServer, type SeenRequest, startServer, type Tls } from './http.ts';
import { verifierOf } from './verify.ts';

export interface Pool {
  filter: string;
}

export interface StsOptions {
  /** The only identity provider it trusts; its keys are fetched by discovery. */
  readonly issuer: string;
  /** Where the documents of that issuer are, if not at the issuer itself. */
  readonly issuerAt?: string | undefined;
  readonly pools: Record<string, Pool>;
  /** The longest `expires_in` it grants, in seconds. */
  readonly cap?: number | undefined;
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
  /** The claims of a token that this server issued and that is still alive; else rejects. */
  verifyAccessToken(token: string): Promise<JWTPayload>;
}

const tokenPath = '/sts/v1/oauth2/token';
const urn = 'urn:ietf:params:oauth';
const constants: Record<string, string> = {
  grant_type: `${urn}:grant-type:token-exchange`,
  subject_token_type: `${urn}:token-type:jwt`,
  requested_token_type: `${urn}:token-type:access_token`,
};
const fields = [...Object.keys(constants), 'subject_token', 'identity_pool_id', 'expires_in'];

/** A refusal on its way out. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/**
 * Confluent's token exchange, and a stand-in for the APIs behind it: any other GET answers 200 to
 * an access token of this server.
 *
 * The error shape and headers are those of the published API. Which status a wrong pool, an expired
 * token or a filter that does not match really gives is UNVERIFIED: 400, 401 and 403 are our choice.
 */
export async function startSts(options: StsOptions): Promise<FakeSts> {
  const state = { pools: options.pools };
  const issued: string[] = [];
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
    if (seen.method !== 'GET') throw new Refused(404, 'Nothing here.');
    const token = /^Bearer (\S+)$/i.exec(seen.headers.authorization ?? '')?.[1] ?? '';
    await verifyAccessToken(token).catch(() => {
      throw new Refused(401, 'The access token does not verify.');
    });
    return answer(200, { api_version: 'iam/v2', kind: 'EnvironmentList', data: [] });
  }

  async function handle(seen: SeenRequest): Promise<Answer> {
    try {
      return await (seen.path === tokenPath ? exchange(seen) : resource(seen));
    } catch (error) {
      if (error instanceof Refused) return refusal(error);
      throw error;
    }
  }

  return Object.assign(state, server, { issued, verifyAccessToken });
}

function readForm(seen: SeenRequest, cap: number) {
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
  if (names.join() !== fields.toSorted().join()) {
    throw new Refused(400, `The form must have each of ${fields.join(', ')} once.`);
  }
  for (const [name, value] of Object.entries(constants)) {
    if (form[name] !== value) throw new Refused(400, `${name} must be ${value}.`);
  }
  const { subject_token = '', identity_pool_id = '', expires_in = '' } = form;
  if (!/^[1-9]\d{0,8}$/.test(expires_in) || Number(expires_in) > cap) {
    throw new Refused(400, `expires_in must be a whole number from 1 to ${cap}.`);
  }
  return { subject_token, identity_pool_id, expires_in };
}

function admit(pool: Pool | undefined, id: string, claims: JWTPayload): void {
  if (!pool) throw new Refused(400, `Identity pool ${id} does not exist.`);
  if (!matches(pool.filter, claims)) {
    throw new Refused(403, `The claims do not satisfy the filter of identity pool ${id}.`);
  }
}

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

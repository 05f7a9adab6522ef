/**
 * Confluent's STS and one of its APIs, as far as the steps of CI need them. Nothing but Node: these jobs may
 * request ID tokens, and no code of a dependency runs in them. Pool `pool-ci` is for this repository.
 */
import { createPublicKey, type JsonWebKey, randomBytes, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { makeCertificate } from '../../../servers/certificate.ts';

const { INPUT_PORT, INPUT_ISSUER, INPUT_CERTIFICATE, GITHUB_REPOSITORY_ID } = process.env;
const AUDIENCE = 'https://api.confluent.cloud';
const LIFETIME_S = 900;
const issued = new Set<string>();

const tls = INPUT_CERTIFICATE ? makeCertificate() : undefined;
if (INPUT_CERTIFICATE && tls) writeFileSync(INPUT_CERTIFICATE, tls.cert);
const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
server.listen(Number(INPUT_PORT), '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(`export CONFLUENT_ENDPOINT='${tls ? 'https' : 'http'}://127.0.0.1:${port}'`);
  console.log('ready');
});

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const [status, body] = await (request.method === 'POST' ? exchange(request) : list(request)).catch(
    ({ message }: Error): Answer => [401, { errors: [{ status: '401', detail: message }] }],
  );
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

type Answer = [status: number, body: unknown];

async function exchange(request: http.IncomingMessage): Promise<Answer> {
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const { aud, repository_id } = await verified(form.get('subject_token') ?? '');
  const isAdmitted = aud === AUDIENCE && repository_id === GITHUB_REPOSITORY_ID;
  if (form.get('identity_pool_id') !== 'pool-ci' || !isAdmitted) {
    return [403, { errors: [{ status: '403', detail: 'The claims do not satisfy the filter.' }] }];
  }
  const token = accessToken();
  issued.add(token);
  const issued_token_type = 'urn:ietf:params:oauth:token-type:access_token';
  return [200, { access_token: token, issued_token_type, token_type: 'Bearer', expires_in: LIFETIME_S }];
}

async function list(request: http.IncomingMessage): Promise<Answer> {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  return issued.has(token) ? [200, { data: [] }] : [401, { errors: [] }];
}

/** The claims of an ID token that is signed by a key which its issuer publishes, and is still valid. */
async function verified(token: string): Promise<Record<string, unknown>> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = decoded(header);
  const { jwks_uri } = await json(`${INPUT_ISSUER}/.well-known/openid-configuration`);
  const { keys } = await json(jwks_uri as string);
  const jwk = (keys as (JsonWebKey & { kid: string })[]).find((key) => key.kid === kid);
  if (alg !== 'RS256' || !jwk) throw new Error(`no key ${kid} of ${alg}`);
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  const claims = decoded(payload);
  if (!isSigned || claims.iss !== INPUT_ISSUER || Number(claims.exp) * 1000 < Date.now()) {
    throw new Error('The subject token does not verify.');
  }
  return claims;
}

async function json(url: string): Promise<Record<string, unknown>> {
  return (await fetch(url)).json() as Promise<Record<string, unknown>>;
}

function decoded(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

/** In the form of a JWT, by which the job `logs` looks for tokens. */
function accessToken(): string {
  const exp = Math.floor(Date.now() / 1000) + LIFETIME_S;
  const parts = [{ alg: 'none' }, { exp, jti: randomBytes(16).toString('hex') }];
  const [header, payload] = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${header}.${payload}.${randomBytes(32).toString('base64url')}`;
}

import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Answer, type FakeServer, type SeenRequest, startServer, type Tls } from './http.ts';

/** Claims of an ID token beside those of its lifetime; GitHub writes all of them as strings. */
export type Claims = Record<string, string>;

export interface GitHubOptions {
  /** The `iss` of its tokens; its own address unless told, which is where its documents are anyway. */
  readonly issuer?: string | undefined;
  readonly claims?: Claims | undefined;
  readonly lifetime?: number | undefined;
  readonly port?: number | undefined;
  readonly tls?: Tls | undefined;
}

export interface FakeGitHub extends FakeServer {
  /** Change it, and the next token differs. `sub` is not derived again: see plainSub, immutableSub. */
  claims: Claims;
  /** Seconds; may be negative, for a token that was dead on arrival. */
  lifetime: number;
  readonly issuer: string;
  /** What a job with `id-token: write` finds in its environment. */
  readonly env: Record<string, string>;
  /** Every ID token handed out, for sweeps. */
  readonly issued: string[];
  /** A token of any content, signed by this provider; `claims` may replace `iss` and times. */
  sign(claims: Record<string, unknown>, options?: { lifetime?: number }): Promise<string>;
}

const tokenPath = '/_apis/distributedtask/idtoken';
const api = `${tokenPath}?api-version=2.0`;

/** The issuer of github.com, for which this stands in. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/** Claims of a push to main, as the documentation of GitHub shows them. */
export const ORDINARY: Claims = {
  actor: 'octocat',
  actor_id: '583231',
  base_ref: '',
  event_name: 'push',
  head_ref: '',
  job_workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_sha: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  ref: 'refs/heads/main',
  ref_protected: 'true',
  ref_type: 'branch',
  repository: 'octo-org/octo-repo',
  repository_id: '456789',
  repository_owner: 'octo-org',
  repository_owner_id: '123456',
  repository_visibility: 'private',
  run_attempt: '1',
  run_id: '17021234567',
  run_number: '42',
  runner_environment: 'github-hosted',
  sha: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  workflow: 'deploy',
  workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  workflow_sha: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
};

/** `sub` as repositories from before mid-July 2026 have it. */
export function plainSub(claims: Claims): string {
  return `repo:${claims.repository}:${contextOf(claims)}`;
}

/** `sub` of a repository created, renamed or transferred since. */
export function immutableSub(claims: Claims): string {
  const name = claims.repository?.split('/')[1];
  const owner = `${claims.repository_owner}@${claims.repository_owner_id}`;
  return `repo:${owner}/${name}@${claims.repository_id}:${contextOf(claims)}`;
}

function contextOf(claims: Claims): string {
  const plain = (value: string | undefined) => value?.replaceAll(':', '%3A');
  if (claims.environment) return `environment:${plain(claims.environment)}`;
  if (claims.event_name === 'pull_request') return 'pull_request';
  return `ref:${plain(claims.ref)}`;
}

/** The keys of this process: to make one takes longer than most tests. */
let common: ReturnType<typeof makeSigner> | undefined;

async function makeSigner() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const jwks = { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] };
  const sign = (payload: Record<string, unknown>) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey);
  return { jwks, sign };
}

/** GitHub's OIDC provider and the runner's endpoint for ID tokens, in one server on loopback. */
export async function startGitHub(options: GitHubOptions = {}): Promise<FakeGitHub> {
  common ??= makeSigner();
  const signer = await common;
  const requestToken = `request-${randomUUID()}-${randomUUID()}`;
  const merged = { ...ORDINARY, ...options.claims };
  const state = {
    claims: { ...merged, sub: merged.sub ?? plainSub(merged) } as Claims,
    lifetime: options.lifetime ?? 300,
  };
  const issued: string[] = [];
  const handle = (seen: SeenRequest) => answer(seen);
  const server = await startServer({ port: options.port, tls: options.tls, tokenPath, handle });
  const issuer = options.issuer ?? server.url;

  const sign: FakeGitHub['sign'] = (claims, { lifetime = state.lifetime } = {}) => {
    const iat = Math.floor(Date.now() / 1000);
    const times = { iat, nbf: iat - 600, exp: iat + lifetime };
    return signer.sign({ jti: randomUUID(), iss: issuer, ...times, ...claims });
  };

  async function answer(seen: SeenRequest): Promise<Answer> {
    const { pathname, searchParams } = new URL(seen.path, server.url);
    if (seen.method !== 'GET') return reply(405, { message: 'Only GET is known here.' });
    if (pathname === '/.well-known/openid-configuration') return reply(200, discovery(issuer, server.url));
    if (pathname === '/.well-known/jwks') return reply(200, signer.jwks);
    if (pathname !== tokenPath) return reply(404, { message: 'No such resource.' });
    if (!authorized(seen, requestToken)) return reply(401, { message: 'Not authorized.' });
    const asked = searchParams.getAll('audience');
    if (asked.length > 1 || asked[0] === '') return reply(400, { message: 'Bad audience.' });
    const aud = asked[0] ?? `https://github.com/${state.claims.repository_owner}`;
    const value = await sign({ ...state.claims, aud });
    issued.push(value);
    return reply(200, { count: 1, value });
  }

  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: server.url + api,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  };
  return Object.assign(state, server, { issuer, env, issued, sign });
}

function authorized(seen: SeenRequest, token: string): boolean {
  const [scheme, credentials, ...more] = (seen.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && credentials === token && more.length === 0;
}

function reply(status: number, value: unknown): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(value) };
}

function discovery(issuer: string, at: string) {
  return {
    issuer,
    jwks_uri: `${at}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

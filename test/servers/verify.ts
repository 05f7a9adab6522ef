import http from 'node:http';
import https from 'node:https';
import { createRemoteJWKSet, customFetch, type JWTPayload, jwtVerify } from 'jose';

/**
 * A verifier of one issuer's tokens that finds the keys as a real one does: discovery document,
 * then JWKS, over the wire. Checks signature (RS256 only), `iss`, `exp` and `nbf`.
 *
 * @param ca certificate to trust beyond the usual ones
 * @param at where the issuer's documents are, if not at the issuer itself
 */
export function verifierOf(issuer: string, ca?: string, at = issuer): (token: string) => Promise<JWTPayload> {
  const get = (url: string) => fetchText(url, ca);
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  const discover = async () => {
    const document = await get(`${at}/.well-known/openid-configuration`);
    const found = (await document.json()) as { issuer?: string; jwks_uri: string };
    if (found.issuer !== issuer) throw new Error('the discovery document is of another issuer');
    // Without a pause between fetches: a provider restarted with a new key must verify at once.
    return createRemoteJWKSet(new URL(found.jwks_uri), { cooldownDuration: 0, [customFetch]: get });
  };

  return async (token) => {
    keys ??= await discover();
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'nbf', 'aud', 'sub'],
    });
    return payload;
  };
}

// Not the global fetch, which cannot be told of a certificate.
function fetchText(url: string, ca: string | undefined): Promise<Response> {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = get(url, { ca, agent: false, timeout: 30_000 }, async (response) => {
      const chunks: Buffer[] = await response.toArray();
      resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 500 }));
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error(`no answer from ${url}`)));
  });
}

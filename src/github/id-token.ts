import { type Clock, clockWarning, httpDate } from '../clock.ts';
import { ActionError } from '../errors.ts';
import { type HttpRequest, redirectNote } from '../http/request.ts';
import { type Answer, type Bounds, sendWithRetries } from '../http/retry.ts';
import { parseSafeUrl } from '../http/urls.ts';
import { parseObject } from '../json.ts';
import { type Redactor, tokenFault } from '../secret.ts';
import type { Claims, IdToken, IdTokenAccess } from '../tokens.ts';

/**
 * Asks GitHub for the OIDC ID token of this job.
 * @param audience the `aud` to ask for; empty for GitHub's default, the URL of the repository's owner
 * @throws ActionError GITHUB_REFUSED, UNEXPECTED_REPLY, or what `sendWithRetries` throws
 * @see https://docs.github.com/actions/reference/security/oidc
 */
export async function requestIdToken(
  access: IdTokenAccess,
  audience: string,
  bounds: Bounds,
  redactor: Redactor,
): Promise<IdToken> {
  const request = idTokenRequest(access, audience);
  const reply = await sendWithRetries('GitHub', async () => request, bounds);
  if (reply.status >= 400) {
    // Most runs need none of it.
    const { refusalOf } = await import(/* webpackChunkName: "trouble" */ './refusal.ts');
    throw refusalOf(reply, request.url, bounds.proxy, redactor);
  }
  return readIdToken(reply, bounds.clock.wallTime(), redactor);
}

/** Minimum life, in milliseconds, that an ID token must have left for another attempt. */
const LEAST_LIFE_MS = 30_000;

/** Gives the ID token that there is; before another attempt, a fresh one if it is about to expire. */
export function keepAlive(
  first: IdToken,
  fetchAnew: () => Promise<IdToken>,
  clock: Clock,
): (attempt: number) => Promise<IdToken> {
  let current = first;
  return async (attempt) => {
    if (attempt > 1 && current.expiresAt - clock.now() < LEAST_LIFE_MS) current = await fetchAnew();
    return current;
  };
}

/**
 * The request of the ID token. The URL that the runner gives has a query already.
 * @throws ActionError GITHUB_REFUSED if URL or token cannot be GitHub's
 */
export function idTokenRequest(access: IdTokenAccess, audience: string): HttpRequest {
  const url = parseSafeUrl(access.requestUrl);
  if (!url || tokenFault(access.requestToken)) {
    throw new ActionError(
      'GITHUB_REFUSED',
      'ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN does not hold what GitHub puts there.',
      'Let no step or env: block of the job set them, and use a runner that sets both.',
    );
  }
  if (audience !== '') {
    const parameter = `audience=${encodeURIComponent(audience.toWellFormed())}`;
    url.search = url.search === '' ? parameter : `${url.search}&${parameter}`;
  }
  const authorization = `Bearer ${access.requestToken}`;
  return { method: 'GET', url, headers: { authorization, accept: 'application/json' } };
}

/**
 * Reads GitHub's reply that is no refusal, `{"value": "<JWT>"}`. The token is masked before it is checked.
 * @param wallTime of the runner, for the warning alone
 * @throws ActionError UNEXPECTED_REPLY
 */
export function readIdToken(reply: Answer, wallTime: number, redactor: Redactor): IdToken {
  const body = parseObject(reply.body);
  const value = typeof body?.value === 'string' ? body.value : '';
  const secret = redactor.protect(value);
  if (reply.status !== 200) throw unexpected(`status ${reply.status}${redirectNote(reply.status)}`);
  if (!body) throw unexpected('no JSON object');
  const fault = tokenFault(body.value);
  if (fault) throw unexpected(`value is ${fault}`);
  const claims = readClaims(value);
  if (!claims) throw unexpected('value is not a JWT');
  const remoteTime = httpDate(reply.headers.date);
  const life = lifeOf(claims, remoteTime);
  const expiresAt = reply.sentAt + life * 1000;
  const warning = clockWarning(wallTime, remoteTime);
  return { secret, claims, issuedAt: reply.sentAt, expiresAt, clockWarning: warning };
}

/** The payload of a JWT (RFC 7519, 3); the signature is Confluent's to check. */
export function readClaims(jwt: string): Claims | undefined {
  const parts = jwt.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined;
  return parseObject(Buffer.from(parts[1] as string, 'base64url').toString('utf8'));
}

/** GitHub's tokens have been seen to live from 5 minutes to 6 hours; far more is a mistake. */
const LONGEST_LIFE_S = 86_400;

/**
 * Seconds that the token lives, by GitHub's times alone: `exp - iat`; without `iat`, which GitHub always
 * sends, from the `Date` of its reply.
 */
function lifeOf({ exp, iat }: Claims, remoteTime: number | undefined): number {
  if (typeof exp !== 'number') throw unexpected('a JWT without the claim exp');
  const issuedAt = typeof iat === 'number' ? iat : (remoteTime ?? Number.NaN) / 1000;
  const life = exp - issuedAt;
  if (life >= 1 && life <= LONGEST_LIFE_S) return life;
  throw unexpected('a JWT whose claims exp and iat are no times');
}

function unexpected(what: string): ActionError {
  return new ActionError(
    'UNEXPECTED_REPLY',
    `GitHub's reply to the request of an ID token is not what its API promises: ${what}.`,
    'Check that no proxy or earlier step stands between the runner and GitHub, then run the job again.',
  );
}

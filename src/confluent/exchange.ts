import { httpDate } from '../clock.ts';
import { ActionError } from '../errors.ts';
import type { EarlyConnection } from '../http/early.ts';
import { type HttpRequest, redirectNote } from '../http/request.ts';
import { type Answer, type Bounds, sendWithRetries } from '../http/retry.ts';
import { type JsonObject, parseObject } from '../json.ts';
import { type Redactor, tokenFault } from '../secret.ts';
import type { Exchange, IdToken, Inputs } from '../tokens.ts';

/** Confluent's Security Token Service, operation exchangeStsV1OauthToken. */
const PATH = '/sts/v1/oauth2/token';
/** Confluent's maximum is 15 minutes; its API page has an example of an hour. A day is a mistake. */
const LONGEST_LIFETIME_S = 86_400;

/**
 * Exchanges the ID token for a Confluent Cloud access token (RFC 8693). If Confluent's clock has not
 * reached the `iat` of the ID token, it is asked once more when it has.
 * @param subjectToken gives the ID token for an attempt, counted from 1
 * @param connection opened early, for the first attempt
 * @returns the access token, or Confluent's reply with a 4xx
 * @throws ActionError UNEXPECTED_REPLY, or what `sendWithRetries` and `subjectToken` throw
 * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/identity-providers/oauth/access-rest-apis-sts.html
 */
export async function exchange(
  inputs: Inputs,
  subjectToken: (attempt: number) => Promise<IdToken>,
  bounds: Bounds,
  redactor: Redactor,
  connection?: EarlyConnection,
): Promise<Exchange> {
  const { clock, deadline, log } = bounds;
  const ask = async (): Promise<Exchange> => {
    let subject = await subjectToken(1);
    const prepare = async (attempt: number) => {
      if (attempt > 1) subject = await subjectToken(attempt);
      return { ...exchangeRequest(inputs, subject), connection };
    };
    const reply = await sendWithRetries('Confluent', prepare, bounds);
    return readReply(reply, subject, redactor);
  };
  const result = await ask();
  const wait = untilIssued(result);
  if (wait >= deadline - clock.now()) return result;
  log(`Confluent's clock is behind the iat of the ID token; asking once more in ${wait / 1000} s`);
  await clock.sleep(wait);
  return ask();
}

/**
 * Milliseconds until Confluent's clock has passed the `iat` of the ID token; Infinity if it was refused for another
 * reason. Both times come from remotes, in whole seconds.
 */
function untilIssued(result: Exchange): number {
  if (!('refused' in result) || result.refused.status !== 401) return Number.POSITIVE_INFINITY;
  const date = httpDate(result.refused.headers.date);
  const { iat } = result.subject.claims;
  const ahead = typeof iat === 'number' && date !== undefined ? iat * 1000 - date : 0;
  return ahead > 0 ? ahead + 1000 : Number.POSITIVE_INFINITY;
}

/** The request of the exchange (RFC 8693, 2.1): the subject token is its only credential. */
export function exchangeRequest(inputs: Inputs, subject: IdToken): HttpRequest {
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: subject.secret.reveal(),
    identity_pool_id: inputs.identityPoolId,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    expires_in: String(inputs.expiresIn),
  });
  return {
    method: 'POST',
    url: new URL(inputs.endpoint + PATH),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  };
}

/**
 * Reads a final reply (RFC 8693, 2.2.1). The token is masked before all else: a refusal may repeat it in its words.
 * @throws ActionError UNEXPECTED_REPLY
 */
export function readReply(reply: Answer, subject: IdToken, redactor: Redactor): Exchange {
  const body = parseObject(reply.body);
  const token = body?.access_token;
  const secret = typeof token === 'string' ? redactor.protect(token) : undefined;
  if (reply.status >= 400) return { subject, refused: reply };
  if (reply.status >= 300 || reply.status === 204)
    throw unexpected(`status ${reply.status}${redirectNote(reply.status)}`);
  if (!body) throw unexpected('no JSON object');
  const fault = tokenFault(token);
  if (!secret || fault) throw unexpected(`access_token is ${fault}`);
  const expiresIn = lifetimeOf(body);
  const issuedAt = reply.sentAt;
  const expiresAt = issuedAt + expiresIn * 1000;
  return { subject, granted: { secret, expiresIn, issuedAt, expiresAt } };
}

/** Seconds. Confluent's own SDK reads no type of a token, so an absent one is taken for `Bearer`. */
function lifetimeOf({ token_type: type, expires_in: life }: JsonObject): number {
  if (!/^bearer$/i.test(String(type ?? 'Bearer'))) throw unexpected('token_type is not Bearer');
  if (typeof life === 'number' && Number.isInteger(life) && life >= 1 && life <= LONGEST_LIFETIME_S)
    return life;
  throw unexpected(`expires_in is not a whole number from 1 to ${LONGEST_LIFETIME_S}`);
}

function unexpected(what: string): ActionError {
  return new ActionError(
    'UNEXPECTED_REPLY',
    `Confluent's reply to the exchange is not what its API promises: ${what}.`,
    'Check the input endpoint, and that no proxy answers in its place; if both are right, report this to Confluent.',
  );
}

import type { Redactor } from '../secret.ts';
import type { Inputs } from '../tokens.ts';
import { oddPoolIds } from './pool-id.ts';

/** A parameter that a reply names: alone, as a pointer, or at the start of a sentence. */
export const LIFETIME = /^\W?expires_in\b/m;
const POOL = /^\W?identity_pool_id\b/m;

/** The phrases that Confluent documents. Any other words are shown, and not interpreted. */
const UNKNOWN_KEY = /\bkid[ _]lookup[ _]failed\b/i;
const UNVERIFIED = /\bjwt[ _]processing[ _]failed\b|\binvalid signature\b/i;
const IP_FILTER = /\bip[ _-]?filter/i;

/**
 * Causes that the words of the reply, its status or an input prove, each with its remedy.
 * @param words of all errors of the reply: to search in, not to print
 */
export function causesOf(
  words: string,
  status: number,
  iss: unknown,
  inputs: Inputs,
  redactor: Redactor,
): string[] {
  const { endpoint, identityPoolId, expiresIn } = inputs;
  const causes: [isProven: boolean, text: string][] = [
    [
      LIFETIME.test(words),
      `Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is ${expiresIn}).`,
    ],
    [
      UNKNOWN_KEY.test(words),
      'Confluent does not know the key (kid) that signed the ID token: refresh the JWKS of the identity provider, and check its JWKS URI.',
    ],
    [
      UNVERIFIED.test(words),
      `Confluent could not verify the ID token: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss (${redactor.clean(iss)}) and the jwks_uri in its /.well-known/openid-configuration.`,
    ],
    [
      IP_FILTER.test(words),
      'An IP filter of Confluent refused the runner: compare its address with the IP filters of the organisation.',
    ],
    [
      status === 404 || POOL.test(words),
      `The pool or the URL may not exist: check that ${redactor.clean(identityPoolId)} is a pool of this organisation and was not deleted, and the input endpoint (it is ${redactor.clean(endpoint)}).`,
    ],
  ];
  const proven = causes.filter(([isProven]) => isProven).map(([, text]) => text);
  return [...proven, ...oddPoolIds(identityPoolId)];
}

import type { Clock } from '../clock.ts';
import { exchange } from '../confluent/exchange.ts';
import { requestIdToken } from '../github/id-token.ts';
import { type Bounds, boundsOf } from '../http/retry.ts';
import { Redactor } from '../secret.ts';
import type { AccessToken, IdToken, Inputs } from '../tokens.ts';
import type { TokenEndpointConfig } from './words.ts';

/** An ID token of GitHub for the token endpoint; errors as of `requestIdToken`. */
export function fetchIdToken(
  { inputs, requestUrl, requestToken }: TokenEndpointConfig,
  clock: Clock,
): Promise<IdToken> {
  return requestIdToken({ requestUrl, requestToken }, inputs.audience, bounds(inputs, clock), mute());
}

/**
 * An access token of Confluent Cloud for the token endpoint.
 * @throws as `exchange` does, and an error that names the status where Confluent refuses
 */
export async function fetchAccessToken(
  { inputs }: TokenEndpointConfig,
  subject: () => Promise<IdToken>,
  clock: Clock,
): Promise<AccessToken> {
  const result = await exchange(inputs, subject, bounds(inputs, clock), mute());
  if ('refused' in result) throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
  return result.granted;
}

/** By time alone: the cached token may bridge what would use up the attempts in seconds. */
function bounds(inputs: Inputs, clock: Clock): Bounds {
  const patient = { ...inputs, maxAttempts: Number.POSITIVE_INFINITY };
  return boundsOf(patient, clock, clock.now(), () => {});
}

/** The token endpoint prints nothing, so there is nothing to mask; a new one each time remembers no old tokens. */
function mute(): Redactor {
  return new Redactor(() => {});
}

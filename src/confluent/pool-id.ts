const OF_PROVIDER =
  'identity-pool-id begins with op-, so it is the id of an identity provider: use the id of an identity pool, which begins with pool- (confluent iam pool list --provider op-… prints it).';
const OTHER =
  'identity-pool-id does not begin with pool-, as the ids of identity pools do: check that it is the id of an identity pool.';

/**
 * What is odd about the ids of the input `identity-pool-id`, a line for each kind. No id is repeated: it may be
 * a secret in the wrong place.
 * @param ids one or more, comma-separated
 */
export function oddPoolIds(ids: string): string[] {
  const odd = ids.split(',').filter((id) => !id.startsWith('pool-'));
  const lines = odd.map((id) => (id.startsWith('op-') ? OF_PROVIDER : OTHER));
  return [...new Set(lines)];
}

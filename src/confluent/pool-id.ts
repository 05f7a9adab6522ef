/** What an id is that begins in one of these ways. There may be more kinds than these. */
const KINDS: Readonly<Record<string, string>> = {
  op: 'an identity provider',
  u: 'a user',
  sa: 'a service account',
  group: 'a group mapping',
  rb: 'a role binding',
  env: 'an environment of Confluent Cloud',
  lkc: 'a Kafka cluster',
  lsrc: 'a Schema Registry cluster',
  lfcp: 'a Flink compute pool',
};

/**
 * What is odd about the ids of the input `identity-pool-id`, a line for each kind. The ids are not
 * repeated: somebody may have put a secret into the wrong place.
 * @param ids one or more, comma-separated
 */
export function oddPoolIds(ids: string): string[] {
  const odd = ids.split(',').filter((id) => !id.startsWith('pool-'));
  return [...new Set(odd.map(describeId))];
}

function describeId(id: string): string {
  const prefix = /^([a-z]+)-/.exec(id)?.[1] ?? '';
  const kind = Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined;
  if (kind === undefined)
    return 'identity-pool-id does not begin with pool-, as the ids of identity pools do: check that it is the id of an identity pool.';
  const list = prefix === 'op' ? ' (confluent iam pool list --provider op-… prints it)' : '';
  return `identity-pool-id begins with ${prefix}-, so it is the id of ${kind}: use the id of an identity pool, which begins with pool-${list}.`;
}

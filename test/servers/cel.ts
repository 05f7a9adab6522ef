import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';

// What Confluent's filter language is known or likely to have; regular expressions, arithmetic and
// the rest of CEL are not in any list that it publishes.
const known = new Set(['_==_', '_!=_', '_&&_', '_||_', '!_', '@in', 'startsWith', 'endsWith', 'has']);

const env = celEnv();

type Claims = Readonly<Record<string, unknown>>;

/**
 * Whether a pool with this filter takes a token with these claims.
 *
 * An empty filter takes none, and neither does one that fails, as by naming an absent claim.
 * Throws on a filter outside Confluent's part of CEL, or not CEL at all: that is a fault of whoever
 * wrote the filter, which a plain `false` would hide.
 */
export function matches(filter: string, claims: Claims): boolean {
  return poolOf(filter)(claims);
}

/** The same for one filter and many tokens; the filter is read once. */
export function poolOf(filter: string): (claims: Claims) => boolean {
  if (filter.trim() === '') return () => false;
  const parsed = parse(filter);
  const strange = [...functionsOf(parsed)].filter((name) => !known.has(name));
  if (strange.length > 0) throw new Error(`not in the filter language: ${strange.join(', ')}`);
  const evaluate = plan(env, parsed);
  return (claims) => {
    const result = evaluate({ claims: new Map(Object.entries(claims) as [string, string][]) });
    return !isCelError(result) && result === true;
  };
}

/** Names of all functions and operators called anywhere in a parsed expression. */
function* functionsOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if ('function' in node && typeof node.function === 'string') yield node.function;
  for (const child of Object.values(node)) yield* functionsOf(child);
}

import { isCelError, parse, run } from '@bufbuild/cel';

// What Confluent's filter language is known or likely to have; regular expressions, arithmetic and
// the rest of CEL are not in any list that it publishes.
const known = new Set(['_==_', '_!=_', '_&&_', '_||_', '!_', '@in', 'startsWith', 'endsWith', 'has']);

/**
 * Whether a pool with this filter takes a token with these claims.
 *
 * An empty filter takes none, and neither does one that fails, as by naming an absent claim.
 * Throws on a filter outside Confluent's part of CEL, or not CEL at all: that is a fault of whoever
 * wrote the filter, which a plain `false` would hide.
 */
export function matches(filter: string, claims: Readonly<Record<string, unknown>>): boolean {
  if (filter.trim() === '') return false;
  const strange = [...functionsOf(parse(filter))].filter((name) => !known.has(name));
  if (strange.length > 0) throw new Error(`not in the filter language: ${strange.join(', ')}`);
  const result = run(filter, { claims: new Map(Object.entries(claims) as [string, string][]) });
  return !isCelError(result) && result === true;
}

/** Names of all functions and operators called anywhere in a parsed expression. */
function* functionsOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if ('function' in node && typeof node.function === 'string') yield node.function;
  for (const child of Object.values(node)) yield* functionsOf(child);
}

/** Length of a pool filter that Confluent's API page still gives as the maximum. */
export const LONGEST_FILTER = 300;

/**
 * A string literal of the Common Expression Language, equal to `text` and safe in any log:
 * quotes, backslashes and all that is not visible are escaped.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values
 */
export function celString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(/["\\]/g, '\\$&')
    .replace(/##(?=\[)/g, '#\\u0023')
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, escapeCodePoint);
  return `"${escaped}"`;
}

function escapeCodePoint(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * A pool filter that holds for these claims: `claims.aud == "…" && …`.
 * Claims that are absent or no text are left out.
 */
export function filterFor(claims: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  return names
    .filter((name) => typeof claims[name] === 'string')
    .map((name) => `claims.${name} == ${celString(claims[name] as string)}`)
    .join(' && ');
}

/** One word of a POSIX shell that stands for exactly this text, whatever it holds (but a null character). */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

import type { Texts } from './run-kinds.ts';

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
  const hex = hexOf(character);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex}`;
}

/** At least four digits. */
function hexOf(character: string): string {
  return (character.codePointAt(0) as number).toString(16).padStart(4, '0');
}

/**
 * What keeps a filter out of a command to paste, such as `U+2019`: no shell may find a quote in a name, and no
 * reader a blank or a letter that is none. PowerShell takes four curly quotes for straight ones.
 */
export function oddCharacters(filter: string, claims: Texts): string[] {
  const values = [...filter.matchAll(/claims\.(\w+)/g)].map(([, name = '']) => claims[name]);
  const odd = values.join('').match(/[^A-Za-z0-9 ._/@:=+,#()-]/gu);
  return [...new Set(odd)].map((character) => `U+${hexOf(character).toUpperCase()}`);
}

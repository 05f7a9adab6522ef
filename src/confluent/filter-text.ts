import type { Texts } from './run-kinds.ts';

/**
 * A string literal of the Common Expression Language that is equal to `text`: quotes, backslashes and all that is
 * not visible are escaped.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values
 */
export function celString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(/["\\]/g, '\\$&')
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, (character) => `\\U${hexOf(character, 8)}`);
  return `"${escaped}"`;
}

function hexOf(character: string, digits: number): string {
  return (character.codePointAt(0) as number).toString(16).padStart(digits, '0');
}

/**
 * Characters of these names, such as `U+2019`, that keep a filter out of a command to paste. PowerShell takes
 * curly quotes for straight ones, and some characters look like a blank or like another letter.
 */
export function oddCharacters(filter: string, claims: Texts): string[] {
  const values = [...filter.matchAll(/claims\.(\w+)/g)].map(([, name = '']) => claims[name]);
  const odd = values.join('').match(/[^A-Za-z0-9 ._/@:=+,#()-]/gu);
  const characters = [...new Set(odd)];
  return characters.map((character) => `U+${hexOf(character, 4).toUpperCase()}`);
}

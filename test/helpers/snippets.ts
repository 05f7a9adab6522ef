import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { marked } from 'marked';

/** A block of code of a document, as a reader would copy it. */
export interface Snippet {
  /** Such as `docs/rest.md`. */
  readonly file: string;
  /** The heading right above it. */
  readonly heading: string;
  readonly language: string;
  readonly code: string;
}

const root = resolve(import.meta.dirname, '../..');

/** Every block of code of a document, in order. */
export function snippetsOf(file: string): Snippet[] {
  const markdown = readFileSync(resolve(root, file), 'utf8');
  const found: Snippet[] = [];
  let heading = '';
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === 'heading') heading = token.text;
    if (token.type !== 'code') return;
    found.push({ file, heading, language: token.lang ?? '', code: `${token.text}\n` });
  });
  return found;
}

/**
 * The one block under a heading that is in a language; the `nth` from 0 where there are several.
 * Throws when there is none, so that a test never runs something else than the document says.
 */
export function snippet(file: string, heading: string, language: string, nth = 0): string {
  const all = snippetsOf(file).filter((one) => one.heading === heading && one.language === language);
  const one = all[nth];
  if (!one) throw new Error(`${file} has no ${language} number ${nth} under "${heading}"`);
  return one.code;
}

/**
 * A snippet with other addresses: the only change that a test may make to one. Each must occur, so
 * that a renamed placeholder is noticed.
 */
export function at(code: string, addresses: Readonly<Record<string, string>>): string {
  let result = code;
  for (const [from, to] of Object.entries(addresses)) {
    if (!result.includes(from)) throw new Error(`the snippet lacks ${from}:\n${code}`);
    result = result.replaceAll(from, to);
  }
  return result;
}

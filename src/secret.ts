import { inspect } from 'node:util';

const HIDDEN = '***';

/**
 * A token that cannot be printed by accident: text, JSON and inspection all give `***`.
 * The value is to be had through `reveal()` only, so a search for that word finds every use.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one place that sends or publishes it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/** Control, format (bidi, zero width), surrogate and line separator characters: none can be printed safely. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu;

/** Three long base64url parts: some JWT, if not one of those we know. */
const JWT = /[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;

/** Parts of a JWT shorter than this say nothing on their own. */
const SHORTEST_PART = 16;

/**
 * Knows every secret of this process, and makes text of others safe to print.
 *
 * What a remote says is data: it may echo a token, or try to speak the runner's workflow commands.
 */
export class Redactor {
  readonly #mask: (value: string) => void;
  readonly #forms = new Set<string>();

  /** @param mask tells the runner to mask a value in the log from now on */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  /**
   * Masks a token the moment it exists, before anybody has looked at it.
   * @param value the token as it came, valid or not
   */
  protect(value: string): Secret {
    if (value.trim() !== '') this.#mask(value);
    return this.hide(value);
  }

  /** Remembers a secret that the runner masks already, so that no echo of it is printed. */
  hide(value: string): Secret {
    const parts = value.split('.').filter((part) => part.length >= SHORTEST_PART);
    for (const form of [value, encodeURIComponent(value.toWellFormed()), base64(value), ...parts]) {
      if (form !== '') this.#forms.add(form);
    }
    return new Secret(value);
  }

  /**
   * One line that is safe to print: no control characters, no known secret, nothing that looks like
   * a JWT, no workflow command, at most `longest` characters.
   * The cut comes last, or half a secret would escape its replacement.
   */
  clean(text: unknown, longest = 300): string {
    let line = String(text).toWellFormed().replace(UNPRINTABLE, ' ');
    const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
    for (const form of longestFirst) line = line.replaceAll(form, HIDDEN);
    line = defuse(line.replace(JWT, HIDDEN).trim());
    const characters = [...line];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
  }
}

/**
 * The runner takes `::` at the start of a line and `##[` anywhere in one for a command
 * (actions/runner, ActionCommand.cs).
 */
function defuse(line: string): string {
  return line.replace(/##(?=\[)/g, '# #').replace(/^::/, ': :');
}

function base64(value: string): string {
  return Buffer.from(value).toString('base64').replace(/=+$/, '');
}

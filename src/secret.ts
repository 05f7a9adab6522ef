import { inspect } from 'node:util';
import { bare, formsOf, plain, urlSafe, wholesOf } from './secret-forms.ts';
import { Pieces } from './secret-pieces.ts';

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

/**
 * Three long base64url parts: some JWT, if not one of those we know. Tried only where a part begins:
 * from every character of it, a megabyte without a dot would take hours.
 */
const JWT = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;

/** Tokens of a remote within these bounds are taken; a mask of less would hide the log. */
export const SHORTEST_TOKEN = 16;
/** Linux starts no process with a variable of more than 128 KiB; a longer one would break each later step. */
export const LONGEST_TOKEN = 64 * 1024;

/** More than is ever printed of a text; without a limit, a megabyte from a remote would take minutes. */
const LONGEST_RAW = 8_000;

/**
 * Knows every secret of this process, and makes text of others safe to print.
 *
 * What a remote says is data: it may echo a token, or try to speak the runner's workflow commands.
 */
export class Redactor {
  readonly #mask: (value: string) => void;
  readonly #forms = new Set<string>();
  readonly #pieces = new Pieces();
  readonly #hexPieces = new Pieces();

  /** @param mask tells the runner to mask a value in the log from now on */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  /**
   * Masks a token the moment it exists, before anybody has looked at it. Not one that will be refused
   * anyway because its mask would do harm: a short one hides the log, and of one with line breaks the
   * runner masks each line by itself.
   * @param value the token as it came, valid or not
   */
  protect(value: string): Secret {
    if (value.length >= SHORTEST_TOKEN && value.trim() !== '' && !/[\r\n]/.test(value)) this.#mask(value);
    return this.hide(value);
  }

  /** Remembers a secret that the runner masks already, so that no echo of it is printed. */
  hide(value: string): Secret {
    const shown = value.length > LONGEST_TOKEN ? '' : bare(value);
    // Else every blank, or every letter, of every message would be hidden.
    if (shown.trim().length < SHORTEST_TOKEN) return new Secret(value);
    if (this.#forms.has(shown)) return new Secret(value);
    for (const form of formsOf(value, shown)) this.#forms.add(form);
    for (const form of wholesOf(value, shown)) this.#pieces.add(form);
    this.#hexPieces.add(Buffer.from(value).toString('hex'));
    return new Secret(value);
  }

  /**
   * One line that is safe to print: no control characters, no known secret, nothing that looks like
   * a JWT, no workflow command, at most `longest` characters.
   * The cut comes last, or half a secret would escape its replacement.
   */
  clean(text: unknown, longest = 300): string {
    const raw = textOf(text).slice(0, LONGEST_RAW);
    // A secret that is encoded, or has invisible characters inside, reads like the secret: it is made plain to be found.
    const decoded = plain(raw);
    const readable = bare(raw, ' ');
    let shown = this.#hideSecrets(decoded);
    if (shown === decoded) shown = decoded === readable ? decoded : this.#hideSecrets(readable);
    const characters = [...defuse(shown.trim())];
    return characters.length > longest
      ? `${characters.slice(0, longest - 1).join('')}…`
      : characters.join('');
  }

  #hideSecrets(line: string): string {
    // First: another token of the same issuer shares its header with a known one, and must stay whole to be seen.
    let shown = line.replace(JWT, HIDDEN);
    const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
    for (const form of longestFirst) shown = shown.replaceAll(form, HIDDEN);
    shown = this.#pieces.hide(shown, HIDDEN, urlSafe(shown));
    const lowerHex = shown.replace(/[A-F]+/g, (digits) => digits.toLowerCase());
    return this.#hexPieces.hide(shown, HIDDEN, lowerHex);
  }
}

/**
 * The runner takes `::` at the start of a line and `##[` anywhere in one for a command
 * (actions/runner, ActionCommand.cs).
 */
function defuse(line: string): string {
  return line.replace(/##(?=\[)/g, '# #').replace(/^::/, ': :');
}

/** A claim may be anything that JSON can say, so deep or so odd that it has no text. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(no text)';
  }
}

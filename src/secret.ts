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

/**
 * Three long base64url parts: some JWT, if not one of those we know. Tried only where a part begins:
 * from every character of it, a megabyte without a dot would take hours.
 */
const JWT = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;

/** Parts of a JWT shorter than this say nothing on their own. */
const SHORTEST_PART = 16;

/** So many characters of a secret in a row are no accident: some remote has cut it before it repeated it. */
const PIECE = 20;

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
    const shown = bare(value);
    // Else every blank of every message would be hidden.
    if (shown.trim() !== '') for (const form of formsOf(value, shown)) this.#forms.add(form);
    return new Secret(value);
  }

  /**
   * One line that is safe to print: no control characters, no known secret, nothing that looks like
   * a JWT, no workflow command, at most `longest` characters.
   * The cut comes last, or half a secret would escape its replacement.
   */
  clean(text: unknown, longest = 300): string {
    const raw = textOf(text).slice(0, LONGEST_RAW);
    const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
    const joined = bare(raw);
    // A secret with invisible characters inside reads like the secret: it is put together to be found.
    const isSplit = longestFirst.some((form) => joined.includes(form)) || this.#hidePieces(joined) !== joined;
    let line = isSplit ? joined : raw.toWellFormed().replace(UNPRINTABLE, ' ');
    // First: another token of the same issuer shares its header with a known one, and must stay whole to be seen.
    line = line.replace(JWT, HIDDEN);
    for (const form of longestFirst) line = line.replaceAll(form, HIDDEN);
    line = defuse(this.#hidePieces(line).trim());
    const characters = [...line];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
  }

  #hidePieces(line: string): string {
    const secrets = [...this.#forms].join('\n');
    let shown = '';
    let hiddenTo = 0;
    for (let at = 0; at < line.length; at++) {
      const piece = line.slice(at, at + PIECE);
      const isPiece = piece.length === PIECE && secrets.includes(piece);
      if (at >= hiddenTo) shown += isPiece ? HIDDEN : line[at];
      if (isPiece) hiddenTo = at + PIECE;
    }
    return shown;
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

/** Text without the characters that cannot be printed. */
function bare(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, '');
}

/** A secret as a remote might repeat it. */
function formsOf(value: string, shown: string): string[] {
  const encodings = ['base64', 'base64url'] as const;
  const encode = (text: string) => encodings.map((encoding) => Buffer.from(text).toString(encoding));
  const whole = encode(value).map((form) => form.replace(/=+$/, ''));
  // Behind something else, as in `user:secret`, the bits lie in one of two other ways; the ends are shared.
  const inside = ['.', '..'].flatMap((before) => encode(before + value)).map((form) => form.slice(4, -4));
  const parts = [...inside, ...shown.split('.')].filter((part) => part.length >= SHORTEST_PART);
  return [shown, encodeURIComponent(value.toWellFormed()), ...whole, ...parts];
}

import { bare, KnownSecrets, plain } from './secret-forms.ts';

const HIDDEN = '***';

/**
 * A token that cannot be printed by accident: neither text nor JSON nor inspection show a private field. Only
 * `reveal()` gives the value, so a search for that word finds every use.
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
}

/** A mask of fewer characters would hide the log. */
const SHORTEST_TOKEN = 16;
/** Linux starts no process with a variable of more than 128 KiB: no later step would start. */
const LONGEST_TOKEN = 64 * 1024;
/** Visible ASCII: safe in a header, a file command and a log, and all that a bearer token may hold (RFC 6750, 2.1). */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** What is wrong with the text of a token, as the end of a sentence with "is"; undefined for a good one. */
export function tokenFault(text: unknown): string | undefined {
  if (typeof text !== 'string' || !VISIBLE_ASCII.test(text)) return 'not text of visible ASCII';
  if (text.length < SHORTEST_TOKEN) return `shorter than ${SHORTEST_TOKEN} characters`;
  return text.length > LONGEST_TOKEN ? 'longer than 64 KiB' : undefined;
}

/** Any JWT: three long parts of base64url. It is searched only where one begins: all else could take hours. */
const JWT = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;

/** Maximum length of a text that is searched: more than is ever printed. A megabyte could take minutes. */
const LONGEST_RAW = 8_000;

/**
 * Knows every secret of this process, and makes text of others safe to print: it may repeat a token, or contain
 * workflow commands of the runner. docs/security.md has the guarantee: careless echoes are hidden, not artful ones.
 */
export class Redactor {
  readonly #mask: (value: string) => void;
  readonly #known = new KnownSecrets();

  /** @param mask tells the runner to mask a value in the log from now on */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  /**
   * Masks a token at once, valid or not. A token whose mask would do harm is not masked, and refused later: a short
   * one would hide the log, and of one with line breaks the runner would mask each line by itself.
   */
  protect(value: string): Secret {
    const isBlank = value.trim() === '';
    if (value.length >= SHORTEST_TOKEN && !isBlank && !/[\r\n]/.test(value)) this.#mask(value);
    return this.hide(value);
  }

  /** Remembers a secret that the runner masks already, so that no echo of it is printed. */
  hide(value: string): Secret {
    // A shorter one would hide every blank or every letter of a message.
    const { length } = bare(value).trim();
    if (length >= SHORTEST_TOKEN && value.length <= LONGEST_TOKEN) this.#known.add(value);
    return new Secret(value);
  }

  /**
   * One line that is safe to print: no control characters, no known secret, nothing that looks like a JWT, no
   * workflow command, at most `longest` characters. The cut comes last: half a secret would not be found.
   */
  clean(text: unknown, longest = 300): string {
    const raw = asText(text).slice(0, LONGEST_RAW);
    // An encoded secret, or one with invisible characters inside, is found in plain text only.
    const decoded = plain(raw);
    const found = this.#hideSecrets(decoded);
    const shown = found === decoded ? this.#hideSecrets(bare(raw, ' ')) : found;
    const characters = [...defuse(shown.trim())];
    if (characters.length <= longest) return characters.join('');
    const start = characters.slice(0, longest - 1);
    return `${start.join('')}…`;
  }

  #hideSecrets(line: string): string {
    // JWTs come first: an unknown one may have the header of a known one, and would no longer be found.
    return this.#known.hide(line.replace(JWT, HIDDEN), HIDDEN);
  }
}

/** The runner takes `::` at the start of a line and `##[` anywhere in one for a command (ActionCommand.cs). */
function defuse(line: string): string {
  return line.replace(/##(?=\[)/g, '# #').replace(/^::/, ': :');
}

/** A claim may be JSON that is too deep to be made text again. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(no text)';
  }
}

/** Most texts are of it alone. */
const PRINTABLE_ASCII = /^[ -~]*$/;

/** As text: V8 checks each pattern when it reads the file, and for properties of Unicode it would load tables then. */
const UNPRINTABLE = '[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\p{Default_Ignorable_Code_Point}]+';

/**
 * Text without what cannot be printed safely: control, format (bidi, zero width), surrogate, line separator
 * and invisible characters.
 * @param instead stands where there was a run of them
 */
export function bare(text: string, instead = ''): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.toWellFormed().replace(new RegExp(UNPRINTABLE, 'gu'), instead);
}

/** Text with JSON escapes and percent encoding undone, and without what cannot be printed. */
export function plain(text: string): string {
  const character = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));
  const unescaped = bare(text)
    .replace(/\\u([0-9a-f]{4})/gi, character)
    .replace(/\\([/"\\])/g, '$1');
  return bare(unescaped.replace(/%([0-9a-f]{2})/gi, character));
}

/** So many characters of a secret in a row are no accident: some remote has cut it before it repeated it. */
const SHORTEST_PIECE = 20;
/** Pieces are found by all of their parts of this length. */
const PART = 10;
/** To look for each of its parts in every secret is faster than to make the set of all parts, which most runs never need. */
const SHORT_TEXT = 400;

/** The forms in which a remote may repeat a known secret, to be found in a text: whole, or a piece of one. */
export class Forms {
  readonly #wholes = new Set<string>();
  /** What pieces can be of, in the alphabet of `urlSafe`. */
  readonly #forms = new Set<string>();
  #parts: Set<string> | undefined;

  add(value: string): void {
    // A secret, with or without what stands before it, may look like an escape, which is undone before the search.
    const shown = [bare(value), plain(value), encodeURIComponent(bare(value))];
    for (const whole of shown) this.#wholes.add(whole);
    // Behind something else, as in `user:secret`, the bits of base64 lie in one of three ways; the ends are shared.
    const [alone = '', ...behind] = ['', '.', '..'].map((before) =>
      Buffer.from(before + value).toString('base64url'),
    );
    for (const form of [...shown.map(urlSafe), alone, ...behind.map((text) => text.slice(4, -4))])
      this.#forms.add(form);
    this.#parts = undefined;
  }

  /** The text with `hidden` in place of every secret, and of every piece of one of 20 characters or more. */
  hide(text: string, hidden: string): string {
    const longestFirst = [...this.#wholes].sort((a, b) => b.length - a.length);
    const shown = longestFirst.reduce((rest, whole) => rest.replaceAll(whole, hidden), text);
    return this.#hidePieces(shown, hidden);
  }

  #hidePieces(text: string, hidden: string): string {
    const looked = urlSafe(text);
    if (text.length <= SHORT_TEXT && !this.#mayHold(looked)) return text;
    this.#parts ??= new Set([...this.#forms].flatMap(partsOf));
    let shown = '';
    let done = 0;
    for (let from = 0; from < text.length; from++) {
      let to = from;
      while (this.#parts.has(looked.slice(to, to + PART))) to++;
      const end = to + PART - 1;
      if (to === from || end - from < SHORTEST_PIECE) continue;
      shown += text.slice(done, from) + hidden;
      done = end;
      from = end - 1;
    }
    return shown + text.slice(done);
  }

  /** Wherever a piece begins, it has a whole part at some eleventh place. */
  #mayHold(looked: string): boolean {
    const forms = [...this.#forms];
    for (let at = 0; at + PART <= looked.length; at += SHORTEST_PIECE - PART + 1)
      if (forms.some((form) => form.includes(looked.slice(at, at + PART)))) return true;
    return false;
  }
}

function partsOf(form: string): string[] {
  return Array.from({ length: Math.max(0, form.length - PART + 1) }, (_, at) => form.slice(at, at + PART));
}

/** Both alphabets of base64 become one; the length stays. */
function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

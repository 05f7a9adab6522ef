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

/** The forms in which a remote may repeat a known secret, to be found in a text: whole, or a piece of one. */
export class Forms {
  readonly #wholes = new Set<string>();
  readonly #parts = new Set<string>();

  add(value: string): void {
    // A secret, or it and what stands before it, may look like an escape, which is undone before the search.
    const shown = [bare(value), plain(value), encodeURIComponent(bare(value))];
    for (const whole of shown) this.#wholes.add(whole);
    // Behind something else, as in `user:secret`, the bits of base64 lie in one of three ways; the ends are shared.
    const [alone, ...behind] = ['', '.', '..'].map((before) =>
      Buffer.from(before + value).toString('base64url'),
    );
    for (const form of [...shown.map(urlSafe), alone as string, ...behind.map((text) => text.slice(4, -4))])
      for (let at = 0; at + PART <= form.length; at++) this.#parts.add(form.slice(at, at + PART));
  }

  /** The text with `hidden` in place of every secret, and of every piece of one of 20 characters or more. */
  hide(text: string, hidden: string): string {
    let shown = text;
    for (const whole of [...this.#wholes].sort((a, b) => b.length - a.length))
      shown = shown.replaceAll(whole, hidden);
    return this.#hidePieces(shown, hidden);
  }

  #hidePieces(text: string, hidden: string): string {
    const looked = urlSafe(text);
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
}

/** Both alphabets of base64 become one; the length stays. */
function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

/** Most texts have no other characters. */
const PRINTABLE_ASCII = /^[ -~]*$/;

/** Not a pattern: V8 would load tables of Unicode for it in each run. */
const UNPRINTABLE = '[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\p{Default_Ignorable_Code_Point}]+';

/**
 * Text without characters that cannot be printed safely: control, format (bidi, zero width), surrogates, line
 * separators and invisible ones.
 * @param instead what takes the place of a run of them
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

/** Minimum length of a piece: so many characters in a row are no accident. */
const SHORTEST_PIECE = 20;
/** Every piece of 20 or more contains a whole part of 10 characters that starts at a multiple of 11. */
const PART = 10;
const STEP = SHORTEST_PIECE - PART + 1;
/** Maximum places of a part that are searched: a token has few, a secret of one repeated letter thousands. */
const MOST_PLACES = 20;

/** The known secrets, to be found in a text in each form in which a remote may repeat them: whole, or a piece of one. */
export class KnownSecrets {
  readonly #wholes = new Set<string>();
  /** Every form that a piece can be cut from, in the alphabet of `urlSafe`. */
  readonly #forms = new Set<string>();

  add(value: string): void {
    // A secret, with or without what stands before it, may look like an escape, which is undone before the search.
    const text = bare(value);
    for (const whole of [text, plain(value), encodeURIComponent(text)]) {
      this.#wholes.add(whole);
      this.#forms.add(urlSafe(whole));
    }
    // Behind something else, as in `user:secret`, the bits of base64 lie in one of three ways; the ends are shared.
    this.#forms.add(base64(value));
    this.#forms.add(base64(`.${value}`).slice(4, -4));
    this.#forms.add(base64(`..${value}`).slice(4, -4));
  }

  /** The text with `hidden` in place of every secret, and of every piece of one of 20 characters or more. */
  hide(text: string, hidden: string): string {
    const longestFirst = [...this.#wholes].sort((a, b) => b.length - a.length);
    const shown = longestFirst.reduce((rest, whole) => rest.replaceAll(whole, hidden), text);
    return this.#hidePieces(shown, hidden);
  }

  #hidePieces(text: string, hidden: string): string {
    const searched = urlSafe(text);
    for (let at = 0; at + PART <= text.length; at += STEP) {
      const { from, to } = this.#longestAround(searched, at);
      if (to - from >= SHORTEST_PIECE)
        return text.slice(0, from) + hidden + this.#hidePieces(text.slice(to), hidden);
    }
    return text;
  }

  /** Where the longest piece that contains the part at this place begins and ends. */
  #longestAround(text: string, at: number) {
    const part = text.slice(at, at + PART);
    let longest = { from: at, to: at };
    for (const form of this.#forms) {
      let place = form.indexOf(part);
      for (let count = 0; place >= 0 && count < MOST_PLACES; count++) {
        const from = at - alike(text, form, at - 1, place - 1, -1);
        const to = at + alike(text, form, at, place, 1);
        if (to - from > longest.to - longest.from) longest = { from, to };
        place = form.indexOf(part, place + 1);
      }
    }
    return longest;
  }
}

/** Number of characters that are the same from these two places on, forwards (step 1) or backwards (step -1). */
function alike(a: string, b: string, atA: number, atB: number, step: number): number {
  for (let count = 0; ; count++) {
    const character = a[atA + count * step];
    if (character === undefined || character !== b[atB + count * step]) return count;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** Both alphabets of base64 become one; the length stays. */
function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

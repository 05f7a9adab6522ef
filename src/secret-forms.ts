/** Parts of a JWT shorter than this say nothing on their own. */
const SHORTEST_PART = 16;

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

/**
 * A secret as a remote might repeat all of it. What `plain` undoes need not be among it, but percent
 * encoding: with a `%` in front, two characters of the secret itself can be taken for an encoded one.
 */
export function formsOf(value: string, shown: string): string[] {
  const whole = (['base64', 'base64url'] as const).map((encoding) => Buffer.from(value).toString(encoding));
  const parts = shown.split('.').filter((part) => part.length >= SHORTEST_PART);
  return [
    shown,
    plain(shown),
    encodeURIComponent(shown),
    ...whole.map((form) => form.replace(/=+$/, '')),
    ...parts,
  ];
}

/** The forms that a piece of it can come from, in the alphabet of `urlSafe`. */
export function wholesOf(value: string, shown: string): string[] {
  // Behind something else, as in `user:secret`, the bits lie in one of three ways; the ends are shared.
  const encoded = ['', '.', '..'].map((before) => Buffer.from(before + value).toString('base64url'));
  const [alone = '', ...behind] = encoded;
  return [urlSafe(shown), alone, ...behind.map((form) => form.slice(4, -4))];
}

/** Both alphabets of base64 become one; the length stays. */
export function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

/** Every escape begins with one of them. Most texts have none, and need no longer patterns. */
const ESCAPE = /[%\\]/;

/** An encoding inside an encoding is undone as well; more than two say nothing to a reader either. */
const MOST_LAYERS = 3;

/** Text with JSON escapes and percent encoding undone, and without what cannot be printed. */
export function plain(text: string): string {
  let current = bare(text);
  if (!ESCAPE.test(current)) return current;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const next = bare(
      current
        .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/(?:%|\\x)([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    );
    if (next === current) break;
    current = next;
  }
  return current;
}

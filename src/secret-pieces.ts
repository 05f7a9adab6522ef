/** So many characters of a secret in a row are no accident: some remote has cut it before it repeated it. */
const PIECE = 20;
/** Any piece holds one whole gram of every eleventh place, wherever it begins. */
const GRAM = 10;
const STEP = PIECE - GRAM + 1;
/** A gram that stands in more places than this is hidden as it is: to follow each place would take too long. */
const MOST_PLACES = 8;
/** Above it an index is faster than to look for each gram of the text in every secret. */
const LONGEST_UNINDEXED = 400;
/** For a hash that can be moved along a text character by character. */
const BASE = 16_777_619;
const BASE_TO_GRAM = Array.from({ length: GRAM }).reduce<number>((power) => Math.imul(power, BASE), 1);

interface Place {
  readonly form: string;
  readonly at: number;
}

/**
 * Finds pieces of secrets in a text, in a time that grows with the text alone: grams of the secrets are
 * looked up by their hash, and followed to both sides only where they are met.
 */
export class Pieces {
  readonly #forms: string[] = [];
  #indexed = 0;
  readonly #places = new Map<number, Place[]>();

  add(form: string): void {
    this.#forms.push(form);
  }

  /** Most runs print a few short texts without a piece of a secret: they need no index, which takes longer than all of them. */
  #isClear(looked: string): boolean {
    if (looked.length > LONGEST_UNINDEXED) return false;
    for (let at = 0; at + GRAM <= looked.length; at += STEP) {
      const gram = looked.slice(at, at + GRAM);
      if (this.#forms.some((form) => form.includes(gram))) return false;
    }
    return true;
  }

  #index(form: string): void {
    for (let at = 0; at + GRAM <= form.length; at += STEP) {
      const hash = hashOf(form, at);
      const places = this.#places.get(hash);
      if (!places) this.#places.set(hash, [{ form, at }]);
      else if (places.length <= MOST_PLACES) places.push({ form, at });
    }
  }

  /**
   * The text with `hidden` in place of every run that it shares with a secret.
   * @param looked the text in the alphabet of the secrets, of the same length
   */
  hide(text: string, hidden: string, looked: string): string {
    if (this.#isClear(looked)) return text;
    while (this.#indexed < this.#forms.length) this.#index(this.#forms[this.#indexed++] as string);
    let shown = '';
    let done = 0;
    let hash = hashOf(looked, 0);
    for (let at = 0; at + GRAM <= looked.length; at++) {
      const places = at >= done ? this.#places.get(hash) : undefined;
      const run = places && runAt(looked, at, places, done);
      if (run) {
        shown += text.slice(done, run.from) + hidden;
        done = run.to;
      }
      hash = moved(hash, looked, at);
    }
    return shown + text.slice(done);
  }
}

function hashOf(text: string, from: number): number {
  let hash = 0;
  for (let at = from; at < from + GRAM; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The hash of the gram at the next place. */
function moved(hash: number, text: string, at: number): number {
  const without = Math.imul(hash, BASE) - Math.imul(BASE_TO_GRAM, text.charCodeAt(at));
  return (without + text.charCodeAt(at + GRAM)) | 0;
}

function runAt(text: string, at: number, places: readonly Place[], least: number) {
  const met = places.filter(({ form, at: place }) => text.startsWith(form.slice(place, place + GRAM), at));
  if (met.length > MOST_PLACES) return { from: at, to: at + GRAM };
  return met.map((place) => common(text, at, place, least)).find(({ from, to }) => to - from >= PIECE);
}

/** The characters around this place that text and form share. */
function common(text: string, at: number, place: Place, least: number): { from: number; to: number } {
  const { form } = place;
  let before = 0;
  while (at - before > least && place.at > before && text[at - before - 1] === form[place.at - before - 1]) {
    before++;
  }
  let after = GRAM;
  while (at + after < text.length && text[at + after] === form[place.at + after]) after++;
  return { from: at - before, to: at + after };
}

import fc from 'fast-check';
import { HOSTILE } from '../support/hostile.ts';

/** The secrets that a remote can repeat when it answers. */
export interface Known {
  /** The ID token it was sent; empty where it was sent none. */
  readonly subject: string;
  /** The token of the job's own requests to GitHub. */
  readonly request: string;
}

interface Echo {
  readonly echo: keyof Known;
  readonly as: keyof typeof FORMS;
}

/** Text, drawn in parts, for it may hold secrets that are known only when it is spoken. */
export type Words = readonly (string | Echo)[];

/** Characters that are not seen, inside a secret: they must not hide it from whoever looks for it. */
const UNSEEN = ['\u200b', '\u00ad', '\u034f', '\u2060', '\ufe00', '\u3164', '\u{e0001}', '\u0007', '\n'];

const eachOf = (text: string, mark: string) => Buffer.from(text).toString('hex').replace(/../g, `${mark}$&`);

const FORMS = {
  plain: (text: string) => text,
  twice: (text: string) => text + text,
  base64: (text: string) => Buffer.from(text).toString('base64'),
  base64url: (text: string) => Buffer.from(text).toString('base64url'),
  credentials: (text: string) => `Basic ${Buffer.from(`client:${text}`).toString('base64')}`,
  percent: (text: string) => eachOf(text, '%'),
  PERCENT: (text: string) => eachOf(text, '%').toUpperCase(),
  json: (text: string) => eachOf(text, '\\u00'),
  cut: (text: string) => text.slice(0, -7),
  end: (text: string) => text.slice(-40),
  lines: (text: string) => text.replace(/.{64}/g, '$&\r\n'),
  unseen: (text: string) => UNSEEN.reduce((rest, sign, at) => insert(rest, 7 + 13 * at, sign), text),
  'unseen everywhere': (text: string) => [...text].join('\u3164'),
} as const;

function insert(text: string, at: number, sign: string): string {
  return text.slice(0, at) + sign + text.slice(at);
}

/** The words as they go over the wire. */
export function speak(words: Words, known: Known): string {
  return words.map((part) => (typeof part === 'string' ? part : FORMS[part.as](known[part.echo]))).join('');
}

const scrap = fc.constantFrom(
  ...['::add-mask::e', '::add-mask::https', '::set-env name=PATH::x', '::set-output name=access-token::x'],
  ...['::error::forged', '::stop-commands::never', '##[', '##[set-env name=A]b', '::'],
  ...['\n', '\r', '\r\n', '%0A', '\u2028', '\u0085', '\u001b[2K', '\u202e', '\ufeff', '\u034f', '#', '['],
  ...['```', '</script>', '***', ' ', 'a', 'Bearer ', '\u00e9\u{1f511}', '\ud800'],
);

const echo: fc.Arbitrary<Echo> = fc.record({
  echo: fc.constantFrom<keyof Known>('subject', 'request'),
  as: fc.constantFrom(...(Object.keys(FORMS) as (keyof typeof FORMS)[])),
});

/** Any code points, halves of pairs among them. (fast-check's own unit for it takes a second to make.) */
const anything = fc
  .array(fc.oneof(fc.nat(0x10ffff), fc.nat(0xff)), { maxLength: 30 })
  .map((codes) => String.fromCodePoint(...codes));

/** What somebody says who means harm: commands for the runner, unprintable characters, echoes. */
export const words: fc.Arbitrary<Words> = fc.oneof(
  fc.constantFrom(...Object.values(HOSTILE)).map((text) => [text]),
  fc.array(fc.oneof({ weight: 3, arbitrary: scrap }, { weight: 2, arbitrary: echo }), { maxLength: 6 }),
  anything.map((text) => [text]),
);

/** The same for an input or a variable: nobody knows a secret there, and no variable holds a NUL. */
export const plainWords: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...Object.values(HOSTILE)),
    fc.array(scrap, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    anything.filter((text) => text !== ''),
  )
  .map((text) => text.toWellFormed().replaceAll('\0', ''));

import fc from 'fast-check';
import { anyText } from '../helpers/text.ts';
import { HOSTILE } from '../servers/hostile.ts';

/** What a remote can repeat: the ID token it was sent, the token of the job's own requests, its own address. */
export type Known = Readonly<Record<'subject' | 'request' | 'here', string>>;

/** Characters that are not seen, inside a secret: they must not hide it from whoever looks for it. */
const UNSEEN = ['\u200b', '\u00ad', '\u034f', '\u2060', '\ufe00', '\u3164', '\u{e0001}', '\u0007', '\n'];

const eachOf = (text: string, mark: string) => Buffer.from(text).toString('hex').replace(/../g, `${mark}$&`);

const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  credentials: (text) => `Basic ${Buffer.from(`client:${text}`).toString('base64')}`,
  percent: (text) => eachOf(text, '%'),
  json: (text) => eachOf(text, '\\u00'),
  cut: (text) => text.slice(0, -7),
  end: (text) => text.slice(-40),
  lines: (text) => text.replace(/.{64}/g, '$&\r\n'),
  unseen: (text) => text.replace(/.{13}/g, (part, at) => part + UNSEEN[(at / 13) % UNSEEN.length]),
};

/** The words as they go over the wire: when they are drawn, `<<subject base64>>` stands for a secret to come. */
export function speak(words: string, known: Known, quote = (text: string) => text): string {
  return words.replace(/<<(subject|request|here) (\w+)>>/g, (_, secret: keyof Known, form: string) =>
    quote(FORMS[form]?.(known[secret]) ?? ''),
  );
}

const scrap = fc.constantFrom(
  ...['::add-mask::e', '::add-mask::https', '::set-env name=PATH::x', '::set-output name=access-token::x'],
  ...['::error::forged', '::stop-commands::never', '##[', '##[set-env name=A]b', '::'],
  ...['\n', '\r', '\r\n', '%0A', '\u2028', '\u0085', '\u001b[2K', '\u202e', '\ufeff', '\u034f', '#', '['],
  ...['```', '</script>', '***', ' ', 'a', 'Bearer ', '\u00e9\u{1f511}', '\ud800'],
);
const echo = fc
  .tuple(fc.constantFrom('subject', 'request'), fc.constantFrom(...Object.keys(FORMS)))
  .map(([secret, form]) => `<<${secret} ${form}>>`);

/** What somebody says who means harm: commands for the runner, unprintable characters, echoes. */
export const words = fc.oneof(
  fc.constantFrom(...Object.values(HOSTILE)),
  fc.array(fc.oneof(scrap, echo), { maxLength: 6 }).map((parts) => parts.join('')),
  echo,
  anyText(),
);

/** The same for an input or a variable, which holds no NUL. */
export const plainWords = words.map((text) => text.toWellFormed().replaceAll('\0', ''));

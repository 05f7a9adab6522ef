import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { anyText } from '../helpers/text.ts';
import type { FakeGitHub } from '../servers/github.ts';
import { HOSTILE } from '../servers/hostile.ts';
import type { Reply } from '../servers/http.ts';

type Drawn<A> = A extends fc.Arbitrary<infer T> ? Readonly<T> : never;

/** What a remote can repeat: the ID token that it was sent, and the token of the job's own requests. */
type Known = Readonly<Record<'subject' | 'request', string>>;

const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  credentials: (text) => `Basic ${Buffer.from(`client:${text}`).toString('base64')}`,
  percent: (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  cut: (text) => text.slice(0, -7),
  // Characters that are not seen must not hide a secret from whoever looks for it.
  unseen: (text) => text.replace(/.{13}/g, '$&\u200b\u034f\u{e0001}\n'),
};

/** The words as they go over the wire: when they are drawn, `<<subject base64>>` stands for a secret to come. */
function speak(words: string, known: Known): string {
  return words.replace(/<<(subject|request) (\w+)>>/g, (_, secret: keyof Known, form: string) =>
    String(FORMS[form]?.(known[secret])),
  );
}

const scrap = fc.constantFrom(
  ...[
    '::add-mask::e',
    '::set-env name=PATH::x',
    '::stop-commands::never',
    '##[',
    '##[set-env name=A]b',
    '::',
  ],
  ...['\n', '\r', '\r\n', '%0A', '\u2028', '\u0085', '\u001b[2K', '\u202e', '\ufeff', '\u034f', '#', '['],
  ...['```', '</script>', '***', ' ', 'a', 'Bearer ', '\u00e9\u{1f511}', '\ud800'],
);
const echo = fc
  .tuple(fc.constantFrom('subject', 'request'), fc.constantFrom(...Object.keys(FORMS)))
  .map(([secret, form]) => `<<${secret} ${form}>>`);

/** What somebody says who means harm: commands for the runner, unprintable characters, echoes. */
const words = fc.oneof(
  fc.constantFrom(...Object.values(HOSTILE)),
  fc.array(fc.oneof(scrap, echo), { maxLength: 6 }).map((parts) => parts.join('')),
  echo,
  anyText(),
);

/** The same for an input or a variable, which holds no NUL. */
export const plainWords = words.map((text) => text.toWellFormed().replaceAll('\0', ''));

const WAITS = ['0', '0.3', '1', '60', '99999999999999999999', '-1', 'soon', 'Fri, 31 Dec 9999 23:59:59 GMT'];
const LOCATIONS = ['/elsewhere', '//127.0.0.1:1/', 'http://127.0.0.1:1/::error::x', 'file:///x', ''];
const STATUSES = [
  ...[400, 401, 403, 404, 413, 422, 408, 429, 500, 502, 503, 504, 599],
  ...[301, 302, 303, 307, 308, 100, 101, 103, 201, 204, 206, 304, 600, 999],
];
const header: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(fc.constantFrom('retry-after', 'x-ratelimit-reset'), fc.constantFrom(...WAITS)),
  fc.tuple(fc.constant('location'), fc.constantFrom(...LOCATIONS)),
  fc.tuple(fc.constantFrom('x-request-id', 'date', 'content-type', 'content-encoding'), words),
);

/** A token that no honest remote would issue: the sign stands in its middle. */
const oddToken = fc.record({
  sign: fc.constantFrom('', '', '\r\n', '\u200b', '\u00e9'),
  length: fc.oneof(fc.constantFrom(15, 16, 65_536, 65_537), fc.integer({ min: 0, max: 5_000 })),
  salt: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
});
const MEMBERS = ['value', 'access_token', 'token_type', 'issued_token_type', 'expires_in', '__proto__'];
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, 0, 900, 86_401, 1e15, 1.5, '900', 'bearer', 'mac', '::add-mask::e'),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The ordinary body, changed; other JSON; or text. */
interface Body {
  readonly token?: Drawn<typeof oddToken>;
  readonly members?: object;
  readonly blanks?: number;
  readonly json?: unknown;
  readonly text?: string;
}
const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ token: oddToken }),
  fc.record({ members: fc.dictionary(fc.constantFrom(...MEMBERS), odd, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ blanks: fc.constantFrom(0, 1_000_000, 1_048_576, 3_000_000) }),
  fc.record({ text: fc.oneof(words, fc.constantFrom('', '<!doctype html>\n<title>Sign in</title>')) }),
  fc.record({ json: fc.jsonValue() }),
);
const refusal: fc.Arbitrary<Body> = fc.tuple(words, fc.nat(2)).map(([said, shape]) => {
  const error = { id: said, status: said, code: said, title: said, detail: said, source: { [said]: said } };
  const oauth = { error: said, error_description: said, message: said };
  return { json: [{ errors: [error] }, oauth, { ...oauth, errors: [error, error], [said]: said }][shape] };
});

/** When the bytes arrive, which part of them, and how they end. */
const delivery = fc.record({
  delayMs: fc.constantFrom(0, 0, 20, 80),
  part: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  end: fc.constantFrom<'close' | 'cut' | 'silence'>('close', 'close', 'close', 'cut'),
});

const replyWith = (status: fc.Arbitrary<number>, content: fc.Arbitrary<Body>) =>
  fc.record({
    status,
    headers: fc.array(header, { maxLength: 2 }),
    framing: fc.constantFrom('length', 'length', 'chunked', 'close', 'too short', 'too long'),
    body: content,
    delivery,
  });

/** What a remote does with one request; junk is no HTTP. */
export const behaviour = fc.oneof(
  { weight: 5, arbitrary: replyWith(fc.constant(200), body) },
  { weight: 7, arbitrary: replyWith(fc.constantFrom(...STATUSES), fc.oneof(refusal, body)) },
  { weight: 1, arbitrary: fc.record({ junk: words, delivery }) },
);
export type Behaviour = Drawn<typeof behaviour>;

/** Part of a reply, and then no word and no end. */
export const silent = fc
  .tuple(behaviour, fc.double({ min: 0, max: 0.99, noNaN: true }))
  .map(([drawn, part]): Behaviour => ({ ...drawn, delivery: { ...drawn.delivery, part, end: 'silence' } }));

/** A reply of which nothing is drawn. */
function reply(status: number, content: Body): Behaviour {
  const prompt = { delayMs: 0, part: 1, end: 'close' } as const;
  return { status, headers: [], framing: 'length', body: content, delivery: prompt };
}

/** A reply that is good, but for its token. */
export const handing = oddToken.map((token) => reply(200, { token }));

/** A refusal that is heard to its end. */
export const refusing = fc
  .tuple(fc.constantFrom(400, 403, 404, 422), refusal)
  .map(([status, said]) => reply(status, said));

/** A scripted reply that does what was drawn, past Node's server, which would not send half of it. */
export function replyOf(drawn: Behaviour, github: FakeGitHub, handedOut: string[]): Reply {
  return async (request, response, { seen, normal }) => {
    const subject = new URLSearchParams(seen.body).get('subject_token') ?? '';
    const known = { subject, request: github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '' };
    const content = async ({ text, json, token, members, blanks = 0 }: Body) => {
      if (text !== undefined) return speak(text, known);
      if (json !== undefined) {
        return JSON.stringify(json, (_, value) => (typeof value === 'string' ? speak(value, known) : value));
      }
      const own = JSON.parse((await normal()).body ?? '{}');
      const name = 'access_token' in own ? 'access_token' : 'value';
      const odd = token && textOf(token);
      if (odd !== undefined) handedOut.push(odd);
      return ' '.repeat(blanks) + JSON.stringify({ ...own, ...(members ?? { [name]: odd ?? own[name] }) });
    };
    const bytes =
      'junk' in drawn ? speak(drawn.junk, known) : serialise(drawn, await content(drawn.body), known);
    response.detachSocket(request.socket);
    await deliver(request.socket, Buffer.from(bytes), drawn.delivery);
  };
}

function textOf({ sign, length, salt }: Drawn<typeof oddToken>): string {
  const long = salt.repeat(length / salt.length + 1).slice(0, length);
  return long.slice(0, length / 2) + sign + long.slice(length / 2);
}

type Http = Exclude<Behaviour, { junk: string }>;

function serialise({ status, headers, framing }: Http, content: string, known: Known): string {
  const size = Buffer.byteLength(content);
  const frames: Readonly<Record<string, string>> = {
    close: 'connection: close',
    chunked: 'transfer-encoding: chunked',
    'too short': `content-length: ${Math.max(0, size - 3)}`,
    'too long': `content-length: ${size + 5}`,
  };
  const lines = [
    `HTTP/1.1 ${status} Drawn`,
    ...headers.map(([name, said]) => `${name}: ${speak(said, known).replace(/[\r\n]/g, ' ')}`),
    frames[framing] ?? `content-length: ${size}`,
    ...(status === 101 ? ['connection: upgrade', 'upgrade: fuzz'] : []),
  ];
  const chunks = size === 0 ? '0\r\n\r\n' : `${size.toString(16)}\r\n${content}\r\n0\r\n\r\n`;
  return `${lines.join('\r\n')}\r\n\r\n${framing === 'chunked' ? chunks : content}`;
}

async function deliver(socket: Socket, bytes: Buffer, how: Drawn<typeof delivery>): Promise<void> {
  // A client that has seen enough resets the connection.
  socket.on('error', () => socket.destroy());
  await sleep(how.delayMs);
  await new Promise((resolve) => {
    socket.once('close', resolve);
    socket.write(bytes.subarray(0, bytes.length * how.part), resolve);
  });
  if (how.end === 'silence') return;
  // A reply that is cut, or that has no length, never ends while its connection is open.
  if (how.end === 'close') socket.end();
  else socket.destroy();
}

import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { FakeGitHub } from '../servers/github.ts';
import type { Reply } from '../servers/http.ts';
import { type Known, speak, words } from './words.ts';

type Drawn<A> = A extends fc.Arbitrary<infer T> ? Readonly<T> : never;

const WAITS = [
  ...['0', '0', '0.3', '1', '2', '60', '999999999', '99999999999999999999', '-1', '1e3', 'soon', ''],
  ...['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', 'Mon, 1', '::error::x'],
];
const ELSEWHERE = '<<here plain>>/elsewhere';
const LOCATIONS = [ELSEWHERE, '/', '//127.0.0.1:1/', 'http://127.0.0.1:1/::error::x', 'file:///x', ''];
const STATUSES = [
  ...[400, 401, 403, 404, 409, 413, 418, 422, 400, 401, 403, 404, 408, 429, 500, 502, 503, 504, 520, 599],
  ...[301, 302, 303, 307, 308, 100, 101, 101, 103, 201, 204, 206, 299, 304, 600, 999],
];
const header: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(fc.constantFrom('retry-after', 'x-ratelimit-reset'), fc.constantFrom(...WAITS)),
  fc.tuple(fc.constantFrom('x-request-id', 'date', 'content-type', 'set-cookie'), words),
  fc.tuple(fc.constant('content-encoding'), fc.constant('gzip')),
);

/** A token that no honest remote would issue. */
const oddToken = fc.record({
  shape: fc.constantFrom('text', 'jwt', 'lines', 'unseen', 'foreign'),
  length: fc.oneof(
    fc.constantFrom(0, 1, 4, 8, 15, 16, 17, 64, 65_535, 65_536, 65_537, 100_000),
    fc.integer({ min: 0, max: 5_000 }),
  ),
  salt: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
});
const MEMBERS = ['value', 'access_token', 'token_type', 'issued_token_type', 'expires_in', '__proto__'];
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1, 900, 86_400, 86_401, 1e15, 1.5, '900', '', [], {}),
  fc.constantFrom<unknown>('bearer', 'BEARER', 'mac', '::add-mask::e', 'a\n::error::b'),
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
const changed: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ token: oddToken }),
  fc.record({ token: oddToken }),
  fc.record({ members: fc.dictionary(fc.constantFrom(...MEMBERS), odd, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ blanks: fc.constantFrom(0, 1_000_000, 1_048_576, 3_000_000) }),
);
const senseless: fc.Arbitrary<Body> = fc.oneof(
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
  delayMs: fc.constantFrom(0, 0, 0, 20, 80),
  part: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  end: fc.constantFrom<'close' | 'reset' | 'silence'>('close', 'close', 'close', 'close', 'close', 'reset'),
});

const replyWith = (status: fc.Arbitrary<number>, body: fc.Arbitrary<Body>) =>
  fc.record({
    status,
    location: fc.constantFrom(...LOCATIONS),
    headers: fc.array(header, { maxLength: 2 }),
    framing: fc.constantFrom('length', 'length', 'chunked', 'close', 'too short', 'too long'),
    body,
    delivery,
  });
const good = fc.constant(200);
const other = fc.constantFrom(...STATUSES);

/** What a remote does with one request; junk is no HTTP. */
export const behaviour = fc.oneof(
  { weight: 4, arbitrary: replyWith(good, changed) },
  { weight: 1, arbitrary: replyWith(good, senseless) },
  { weight: 5, arbitrary: replyWith(other, refusal) },
  { weight: 2, arbitrary: replyWith(other, fc.oneof(senseless, changed)) },
  { weight: 1, arbitrary: fc.record({ junk: words, delivery }) },
);
export type Behaviour = Drawn<typeof behaviour>;

/** Part of a reply, and then no word and no end. */
export const silent = fc
  .tuple(behaviour, fc.double({ min: 0, max: 0.99, noNaN: true }))
  .map(([drawn, part]): Behaviour => ({ ...drawn, delivery: { ...drawn.delivery, part, end: 'silence' } }));

/** A reply of which nothing is drawn. */
export function reply(status: number, body: Body, ...headers: (readonly [string, string])[]): Behaviour {
  const prompt = { delayMs: 0, part: 1, end: 'close' } as const;
  return { status, location: ELSEWHERE, headers, framing: 'length', body, delivery: prompt };
}

export const redirecting = fc
  .constantFrom(301, 302, 303, 307, 308)
  .map((status) => reply(status, { text: '' }));

/** A reply that is good, but for its token. */
export const handing = oddToken.map((token) => reply(200, { token }));

/** A reply that asks for patience, mostly for more than there is. */
export const delaying = fc
  .tuple(fc.constantFrom(429, 503), fc.constantFrom('1', '60', '3600'))
  .map(([status, wait]) => reply(status, { text: '' }, ['retry-after', wait]));

/** A refusal that is heard to its end. */
export const refusing = fc
  .tuple(fc.constantFrom(400, 403, 404, 422), refusal)
  .map(([status, body]) => reply(status, body));

/** A scripted reply that does what was drawn, past Node's server, which would not send half of it. */
export function replyOf(drawn: Behaviour, github: FakeGitHub, handedOut: string[]): Reply {
  return async (request, response, { seen, normal }) => {
    const subject = new URLSearchParams(seen.body).get('subject_token') ?? '';
    const here = `http${'encrypted' in request.socket ? 's' : ''}://${request.headers.host}`;
    const known = { subject, here, request: github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '' };
    const content = async ({ text, json, token, members, blanks = 0 }: Body) => {
      if (text !== undefined) return speak(text, known);
      if (json !== undefined) return speak(JSON.stringify(json), known, inJson);
      const own = JSON.parse((await normal()).body ?? '{}');
      const odd = token && (await makeToken(token, github));
      if (odd !== undefined) handedOut.push(odd);
      const name = 'access_token' in own ? 'access_token' : 'value';
      return ' '.repeat(blanks) + JSON.stringify({ ...own, ...(members ?? { [name]: odd ?? own[name] }) });
    };
    const bytes =
      'junk' in drawn ? speak(drawn.junk, known) : serialise(drawn, await content(drawn.body), known);
    response.detachSocket(request.socket);
    await deliver(request.socket, Buffer.from(bytes), drawn.delivery);
  };
}

/** What stands in the middle of an odd token, by its shape. */
const SIGNS: Readonly<Record<string, string>> = { lines: '\r\n', unseen: '\u200b', foreign: '\u00e9' };

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

function makeToken({ shape, length, salt }: Drawn<typeof oddToken>, github: FakeGitHub) {
  const long = salt.repeat(length / salt.length + 1).slice(0, length);
  if (shape === 'jwt')
    return github.sign({ ...github.claims, aud: 'https://api.confluent.cloud', padding: long });
  const sign = SIGNS[shape] ?? '';
  return long.slice(0, length / 2) + sign + long.slice(length / 2);
}

type Http = Exclude<Behaviour, { junk: string }>;

function serialise({ status, location, headers, framing }: Http, body: string, known: Known): string {
  const size = Buffer.byteLength(body);
  const frames: Readonly<Record<string, string>> = {
    close: 'connection: close',
    chunked: 'transfer-encoding: chunked',
    'too short': `content-length: ${Math.max(0, size - 3)}`,
    'too long': `content-length: ${size + 5}`,
  };
  const lines = [
    `HTTP/1.1 ${status} Drawn`,
    `location: ${speak(location, known)}`,
    ...headers.map(([name, said]) => `${name}: ${speak(said, known).replace(/[\r\n]/g, ' ')}`),
    frames[framing] ?? `content-length: ${size}`,
    ...(status === 101 ? ['connection: upgrade', 'upgrade: fuzz'] : []),
  ];
  const chunks = size === 0 ? '0\r\n\r\n' : `${size.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  return `${lines.join('\r\n')}\r\n\r\n${framing === 'chunked' ? chunks : body}`;
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
  // A TLS socket has no reset of its own.
  else if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeGitHub } from '../fakes/github.ts';
import { pass, type Reply, type SeenRequest } from '../fakes/http.ts';
import type { Behaviour, Body, Delivery, OddToken } from './behaviour.ts';
import { type Known, speak, type Words } from './words.ts';

/** What a remote that behaves as drawn has to know of its surroundings. */
export interface Stage {
  readonly github: FakeGitHub;
  /** Takes every odd token that is handed out. */
  readonly onToken: (token: string) => void;
}

type Drawn = Extract<Behaviour, { kind: 'reply' }>;

/** A scripted reply that does what was drawn. */
export function replyOf(behaviour: Behaviour, stage: Stage): Reply {
  if (behaviour.kind === 'pass') return pass;
  return async (request, response, { seen, normal }) => {
    const known = knownOf(seen, stage.github);
    const own = async () => (await normal()).body ?? '';
    const bytes =
      behaviour.kind === 'junk'
        ? Buffer.from(speak(behaviour.says, known))
        : serialise(behaviour, await bodyOf(behaviour.body, known, own, stage), known);
    // Past Node's server, which would not send half of what is drawn.
    response.detachSocket(request.socket);
    await deliver(request.socket, bytes, behaviour.delivery);
  };
}

function knownOf(seen: SeenRequest, github: FakeGitHub): Known {
  const subject = new URLSearchParams(seen.body).get('subject_token') ?? '';
  return { subject, request: github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '' };
}

async function bodyOf(body: Body, known: Known, own: () => Promise<string>, stage: Stage): Promise<string> {
  switch (body.kind) {
    case 'nothing':
      return '';
    case 'own':
      return own();
    case 'page':
      return '<!doctype html>\n<title>Sign in</title>\n';
    case 'token':
      return tokenBody(await makeToken(body.token, stage), await own());
    case 'changed':
      return JSON.stringify({ ...JSON.parse((await own()) || '{}'), ...body.members });
    case 'refusal':
      return JSON.stringify(refusal(body.shape, speak(body.words, known)));
    case 'json':
      return JSON.stringify(body.value);
    case 'text':
      return speak(body.words, known);
    case 'oversize':
      return ' '.repeat(body.bytes) + (await own());
  }
}

function refusal(shape: 'errors' | 'oauth' | 'all', said: string): unknown {
  const errors = [
    { id: said, status: said, code: said, title: said, detail: said, source: { [said]: said } },
  ];
  const oauth = { error: said, error_description: said, message: said };
  return shape === 'errors' ? { errors } : shape === 'oauth' ? oauth : { ...oauth, errors, [said]: said };
}

/** The remote's ordinary answer with another token in it. */
function tokenBody(token: string, own: string): string {
  const ordinary = JSON.parse(own || '{}');
  const name = 'access_token' in ordinary ? 'access_token' : 'value';
  return JSON.stringify({ ...ordinary, [name]: token });
}

async function makeToken({ shape, length, salt }: OddToken, { github, onToken }: Stage): Promise<string> {
  const text = characters(salt, length);
  const half = Math.floor(length / 2);
  const within = (sign: string) => text.slice(0, half) + sign + text.slice(half);
  const token = {
    text,
    jwt: async () => github.sign({ ...github.claims, aud: 'https://api.confluent.cloud', padding: text }),
    lines: within('\r\n'),
    unseen: within('\u200b'),
    foreign: within('\u00e9'),
  }[shape];
  const made = typeof token === 'string' ? token : await token();
  onToken(made);
  return made;
}

function characters(salt: string, length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n++) {
    text += createHash('sha512').update(`${salt}${n}`).digest('base64url');
  }
  return text.slice(0, length);
}

const safe = (words: Words, known: Known) => speak(words, known).replace(/[\r\n]/g, ' ');

function serialise({ status, headers, framing }: Drawn, body: string, known: Known): Buffer {
  const content = Buffer.from(body);
  const lengths = { length: 0, 'too short': -3, 'too long': 5 } as const;
  const lines = [
    `HTTP/1.1 ${status} Drawn`,
    ...headers.map(([name, said]) => `${name}: ${safe(said, known)}`),
  ];
  if (framing === 'close') lines.push('connection: close');
  else if (framing === 'chunked') lines.push('transfer-encoding: chunked');
  else lines.push(`content-length: ${Math.max(0, content.length + lengths[framing])}`);
  if (status === 101) lines.push('connection: upgrade', 'upgrade: soak');
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  return Buffer.concat([head, framing === 'chunked' ? chunked(content) : content]);
}

function chunked(content: Buffer): Buffer {
  const size = content.length === 0 ? [] : [Buffer.from(`${content.length.toString(16)}\r\n`), content];
  return Buffer.concat([...size, Buffer.from(size.length === 0 ? '0\r\n\r\n' : '\r\n0\r\n\r\n')]);
}

const BETWEEN_MS = 5;

async function deliver(
  socket: Socket,
  bytes: Buffer,
  { delayMs, part, pieces, end }: Delivery,
): Promise<void> {
  // A client that has seen enough resets the connection.
  socket.on('error', () => socket.destroy());
  if (delayMs > 0) await sleep(delayMs);
  const sent = bytes.subarray(0, Math.floor(bytes.length * part));
  const size = Math.max(1, Math.ceil(sent.length / pieces));
  for (let at = 0; at < sent.length && !socket.destroyed; at += size) {
    if (at > 0) await sleep(BETWEEN_MS);
    await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.write(sent.subarray(at, at + size), resolve);
    });
  }
  if (end === 'silence') return;
  if (end === 'reset') reset(socket);
  // A reply that is cut, or that has no length, never ends while its connection is open.
  else socket.end();
}

function reset(socket: Socket): void {
  // A TLS socket has no reset of its own.
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

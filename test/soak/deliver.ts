import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeGitHub } from '../fakes/github.ts';
import { pass, type Reply, type SeenRequest } from '../fakes/http.ts';
import { bodyOf, type Stage } from './body.ts';
import type { Behaviour, Delivery } from './draw-behaviour.ts';
import { type Known, speak, type Words } from './words.ts';

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

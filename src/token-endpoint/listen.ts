import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADDRESS } from './address.ts';
import { Connections } from './connections.ts';
import { LARGEST_BODY, type TokenRequest } from './handler.ts';
import type { TokenReply } from './replies.ts';

const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
};

export interface Listener {
  readonly port: number;
  /** Lets replies under way go out, then ends every connection. */
  close(): Promise<void>;
}

/** Answers a request; calls `trust` as soon as it has shown good credentials. */
export type Answerer = (request: TokenRequest, trust: () => void) => Promise<TokenReply>;

/**
 * Serves `answer` on loopback, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function listen(port: number, answer: Answerer): Promise<Listener> {
  const connections = new Connections();
  const server = createServer(LIMITS, (request, response) => {
    if (!connections.begin(request.socket, response)) return void request.socket.destroy();
    // Not the request: one that was read to its end is destroyed already, and its socket would stay open.
    respond(request, response, answer, connections).catch(() => response.destroy());
  });
  server.on('connection', (socket) => connections.add(socket));
  server.listen(port, ADDRESS);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  connections: Connections,
): Promise<void> {
  const body = await readBody(request);
  // A request to a server has both.
  const { method, url: target } = request as IncomingMessage & { method: string; url: string };
  const headers = headersOf(request.rawHeaders);
  const reply = await answer({ method, target, headers, body }, () => connections.trust(request.socket));
  // A stranger's connection is one that a client might need.
  if (!reply.isAuthenticated) response.shouldKeepAlive = false;
  await inOneGo();
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

let turn: Promise<void> | undefined;

/**
 * Resolves at once for the first reply of a turn of the event loop, at the end of the turn for all others:
 * each write by itself may wake a client that sleeps, which takes longer than the whole request.
 */
async function inOneGo(): Promise<void> {
  if (turn) return turn;
  turn = new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
}

const HEARD = new Set(['host', 'origin', 'authorization', 'content-type']);

/** The headers that are looked at, each as often as it came: Node's own lists of all take far longer. */
function headersOf(raw: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    if (!HEARD.has(name)) continue;
    headers[name] ??= [];
    headers[name].push(raw[at + 1] as string);
  }
  return headers;
}

/**
 * The body, or undefined if it is too large. Even then it is read to its end, and thrown away: a client
 * that still sends might get a reset instead of the reply. `requestTimeout` bounds that.
 */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let first: Buffer | undefined;
  // In place of a list of chunks: one of a single byte costs half a kilobyte.
  let all: Buffer | undefined;
  let size = 0;
  return await new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('end', () => {
      const body = all?.subarray(0, size) ?? first;
      resolve(size <= LARGEST_BODY ? (body?.toString('utf8') ?? '') : undefined);
    });
    request.on('data', (chunk: Buffer) => {
      const before = size;
      size += chunk.length;
      if (before === 0) first = chunk;
      if (before === 0 || size > LARGEST_BODY) return;
      if (!all) {
        all = Buffer.alloc(LARGEST_BODY);
        first?.copy(all);
      }
      chunk.copy(all, before);
    });
  });
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await closed;
}

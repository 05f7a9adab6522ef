import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ADDRESS } from './address.ts';
import { LARGEST_BODY, type TokenRequest } from './handler.ts';
import type { TokenReply } from './replies.ts';

const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
};
/** Far more than the clients of one job, far less than the files a process may open. */
const MOST_CONNECTIONS = 512;
/** Requests of one connection that wait for their reply. */
const MOST_PIPELINED = 8;

export interface Listener {
  readonly port: number;
  /** Lets replies under way go out, then ends every connection. */
  close(): Promise<void>;
}

/**
 * Serves `answer` on loopback, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function listen(
  port: number,
  answer: (request: TokenRequest) => Promise<TokenReply>,
): Promise<Listener> {
  const unanswered = new WeakMap<Socket, number>();
  const server = createServer(LIMITS, (request, response) => {
    const { socket } = request;
    const before = unanswered.get(socket) ?? 0;
    // One who pipelines requests and never reads the replies would fill the memory.
    if (before >= MOST_PIPELINED) return void socket.destroy();
    unanswered.set(socket, before + 1);
    response.once('finish', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    // Not the request: one that was read to its end is destroyed already, and its socket would stay open.
    respond(request, response, answer).catch(() => response.destroy());
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, ADDRESS);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: TokenRequest) => Promise<TokenReply>,
): Promise<void> {
  const body = await readBody(request);
  const { method = '', url: target = '', headersDistinct: headers } = request;
  const reply = await answer({ method, target, headers, body });
  const length = String(Buffer.byteLength(reply.body));
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length }).end(reply.body);
}

/**
 * The body, or undefined if it is too large. Even then it is read to its end, and thrown away: a client
 * that still sends might get a reset instead of the reply. `requestTimeout` bounds that.
 */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return await new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('end', () =>
      resolve(size <= LARGEST_BODY ? Buffer.concat(chunks).toString('utf8') : undefined),
    );
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
    });
  });
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await closed;
}

import { once } from 'node:events';
import { createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ADDRESS } from './address.ts';
import { LARGEST_BODY, type TokenReply, type TokenRequest } from './handler.ts';

const OPTIONS = {
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Node would drop the second of two headers otherwise: two hosts would pass for one.
  joinDuplicateHeaders: true,
};

/** A job has far fewer clients, and a process may open far more files. */
const MOST_CONNECTIONS = 512;

export interface Listener {
  readonly port: number;
  /** Lets replies under way go out, then ends every connection. */
  close(): Promise<void>;
}

type Answerer = (request: TokenRequest) => Promise<TokenReply>;

/**
 * Serves `answer` on loopback, one answer a connection, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function listen(port: number, answer: Answerer): Promise<Listener> {
  const server = createServer({ ...OPTIONS, IncomingMessage: OnlyRequest }, (request, response) => {
    // Not `request.destroy()`: where it has been read to its end, its socket would stay open.
    respond(request, response, answer).catch(() => response.destroy());
  });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const [oldest] = open;
    if (open.size <= MOST_CONNECTIONS || !oldest) return;
    // A stranger who fills the token endpoint with connections loses them again, and a client gets in.
    oldest.destroy();
    open.delete(oldest);
  });
  server.listen(port, ADDRESS);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/**
 * A second request of a connection looks like an upgrade, for which nobody listens: Node then ends the connection
 * and parses no more of it. After a `destroy` Node would still parse what it has read, maybe thousands of requests.
 */
class OnlyRequest extends IncomingMessage {
  static readonly #asked = new WeakSet<Socket>();

  constructor(socket: Socket) {
    super(socket);
    // Node sets it as well, where the client asks for an upgrade or not.
    if (OnlyRequest.#asked.has(socket)) Object.defineProperty(this, 'upgrade', { get: () => true, set() {} });
    OnlyRequest.#asked.add(socket);
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answerer): Promise<void> {
  const body = await bodyOf(request);
  // A request to a server has both.
  const { method, url: target } = request as IncomingMessage & { method: string; url: string };
  const reply = await answer({ method, target, headers: request.headers, body });
  response.shouldKeepAlive = false;
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

/**
 * The body, or undefined if it is too large. Even then it is read to its end: a client that still sends might
 * get a reset in place of the reply. `requestTimeout` bounds that.
 */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  // Not a list of chunks: one of a single byte takes half a kilobyte. What does not fit is not copied.
  const body = Buffer.alloc(LARGEST_BODY);
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunk.copy(body, size);
    size += chunk.length;
  }
  return size > LARGEST_BODY ? undefined : body.toString('utf8', 0, size);
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await closed;
}

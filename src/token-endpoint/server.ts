import { once } from 'node:events';
import { createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ADDRESS } from './address.ts';
import { LARGEST_BODY, type TokenReply, type TokenRequest } from './handler.ts';

const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/** Far more than the clients of one job, far less than the files a process may open. */
const MOST_CONNECTIONS = 512;

export interface Listener {
  readonly port: number;
  /** Lets replies under way go out, then ends every connection. */
  close(): Promise<void>;
}

/** Answers a request; calls `trust` as soon as it has shown good credentials. */
type Answerer = (request: TokenRequest, trust: () => void) => Promise<TokenReply>;

/**
 * Serves `answer` on loopback, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function listen(port: number, answer: Answerer): Promise<Listener> {
  const connections = new Connections();
  const server = createServer({ ...LIMITS, IncomingMessage: boundTo(connections) }, (request, response) => {
    // Not the request: one that was read to its end is destroyed already, and its socket would stay open.
    respond(request, response, answer, connections).catch(() => response.destroy());
  });
  server.on('connection', (socket) => connections.add(socket));
  server.listen(port, ADDRESS);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/**
 * Requests of a connection that may not ask look like an upgrade, for which nobody listens: Node then ends the
 * connection and parses no more of it. A destroyed one it parses on: thousands of small requests in one chunk.
 */
function boundTo(connections: Connections): typeof IncomingMessage {
  return class extends IncomingMessage {
    readonly #mayAsk: boolean;

    constructor(socket: Socket) {
      super(socket);
      this.#mayAsk = connections.mayAsk(socket);
    }

    get upgrade(): boolean {
      return !this.#mayAsk;
    }

    /** Set by Node where a client asks for it; it is answered like any other. */
    set upgrade(_: boolean) {}
  };
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
  const asked = { method, target, headers: request.headersDistinct, body };
  const reply = await answer(asked, () => connections.trust(request.socket));
  // A stranger's connection is one that a client might need.
  if (!connections.mayAsk(request.socket)) response.shouldKeepAlive = false;
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

/**
 * The body, or undefined if it is too large. Even then it is read to its end, and thrown away: a client
 * that still sends might get a reset instead of the reply. `requestTimeout` bounds that.
 */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  // Not a list of chunks: one of a single byte costs half a kilobyte.
  const body = Buffer.alloc(LARGEST_BODY);
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size < LARGEST_BODY) chunk.copy(body, size);
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

/** The open connections: who is in, and who must go when there is no room. */
export class Connections {
  /** In the order in which they came. */
  readonly #open = new Map<Socket, 'silent' | 'asked' | 'trusted'>();

  /**
   * Takes a new connection in. When full, the oldest that has not authenticated goes: whoever fills the
   * token endpoint with connections loses them again, and a client gets in.
   */
  add(socket: Socket): void {
    this.#open.set(socket, 'silent');
    socket.once('close', () => this.#open.delete(socket));
    if (this.#open.size <= MOST_CONNECTIONS) return;
    const oldest = [...this.#open.keys()].find((other) => this.#open.get(other) !== 'trusted');
    oldest?.destroy();
    if (oldest) this.#open.delete(oldest);
  }

  /** This connection has shown good credentials. */
  trust(socket: Socket): void {
    if (this.#open.has(socket)) this.#open.set(socket, 'trusted');
  }

  /** Whether this connection may make a request: its first, or any once it has shown good credentials. */
  mayAsk(socket: Socket): boolean {
    const state = this.#open.get(socket);
    if (state === 'silent') this.#open.set(socket, 'asked');
    return state === 'silent' || state === 'trusted';
  }
}

import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Answer, type Reply, type SeenRequest, send } from './replies.ts';

export * from './replies.ts';

export interface Tls {
  readonly key: string;
  readonly cert: string;
  readonly ciphers?: string;
}

export interface ServerOptions {
  /** 0 takes any free port; a number brings a fake back where it was. */
  readonly port?: number | undefined;
  readonly tls?: Tls | undefined;
  /** The path whose requests consume scripted replies; without one, every request does. */
  readonly tokenPath?: string | undefined;
  /** The ordinary behaviour; without one, 404. */
  readonly handle?: ((seen: SeenRequest) => Answer | Promise<Answer>) | undefined;
}

export interface FakeServer {
  /** Origin, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  /** Every request in order of arrival, discovery and keys included. */
  readonly requests: SeenRequest[];
  /** Those that asked for a token, scripted or not. */
  tokenRequests(): SeenRequest[];
  /** Queues replies; each is consumed by one request to the token path. */
  next(...replies: Reply[]): void;
  /** Scripted replies that nobody has come for. */
  unused(): number;
  /** Ends at once, hanging replies and idle connections included. */
  close(): Promise<void>;
}

/** Starts a recording HTTP (or HTTPS) server on loopback, the base of every fake remote. */
export async function startServer(options: ServerOptions = {}): Promise<FakeServer> {
  const requests: SeenRequest[] = [];
  const replies: Reply[] = [];
  const isToken = ({ path }: SeenRequest) =>
    options.tokenPath === undefined || path.split('?')[0] === options.tokenPath;

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '', headers } = request;
    const seen = { method, path, headers, at: Date.now(), body: '' };
    requests.push(seen);
    seen.body = Buffer.concat(await request.toArray()).toString();
    const normal = async () => (await options.handle?.(seen)) ?? { status: 404 };
    const reply = isToken(seen) ? replies.shift() : undefined;
    if (reply) await reply(request, response, { seen, normal });
    else send(response, await normal());
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    // A client that gives up rejects the body's promise; any other fault must be seen by the test.
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, { status: 500, body: `fake failed: ${error}` });
    });
  };
  const server = options.tls ? https.createServer(options.tls, onRequest) : http.createServer(onRequest);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests,
    tokenRequests: () => requests.filter(isToken),
    next: (...more) => void replies.push(...more),
    unused: () => replies.length,
    close: () => closeAll(server),
  };
}

function closeAll(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A loopback port with nobody behind it, for refused connections. */
export async function closedPort(): Promise<number> {
  const server = await startServer();
  await server.close();
  return server.port;
}

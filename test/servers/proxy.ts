import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Tls } from './http.ts';

export interface ProxyOptions {
  /** The loopback port that stands in for `host:port`; what is not named here is answered with 502. */
  readonly routes?: Readonly<Record<string, number>>;
  /** It takes each CONNECT, and never answers. */
  readonly isSilent?: boolean;
  readonly tls?: Tls | undefined;
}

/** A proxy for CONNECT on loopback, under names of our own making: nothing is ever looked up. */
export async function startProxy(options: ProxyOptions = {}) {
  /** Each CONNECT's `host:port`, in order, and its `Proxy-Authorization`. */
  const connects: string[] = [];
  const credentials: (string | undefined)[] = [];
  /** Method and URL of every request that is no CONNECT. */
  const others: string[] = [];
  const sockets = new Set<Duplex>();
  const keep = (socket: Duplex) => {
    sockets.add(socket);
    // A client that is gone resets what is left of its tunnel.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };

  const server = options.tls ? https.createServer(options.tls) : http.createServer();
  server.on('connection', (socket: Socket) => keep(socket));
  server.on('request', (request, response) => {
    others.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request: http.IncomingMessage, client: Duplex) => {
    keep(client);
    connects.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization']);
    const port = options.routes?.[request.url ?? ''];
    if (options.isSilent) return;
    if (port === undefined) client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
    else keep(tunnel(client, port));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { host: `127.0.0.1:${port}`, port, connects, credentials, others, close };
}

function tunnel(client: Duplex, port: number): Socket {
  const remote = net.connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    remote.pipe(client).pipe(remote);
  });
  // A reset of one side ends no pipe: the remote would wait for the rest of a handshake.
  client.on('close', () => remote.destroy());
  remote.on('close', () => client.destroy());
  return remote;
}

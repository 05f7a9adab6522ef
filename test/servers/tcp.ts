import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** Listens on any free port of loopback; the server and its connections are closed after the test. */
export async function startTcp(
  t: TestContext,
  onSocket: (socket: Socket) => void = () => {},
  address = '127.0.0.1',
) {
  /** Connections so far, closed ones included. */
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => {
    // A client that has seen enough resets the connection.
    sockets.push(socket.on('error', () => socket.destroy()));
    onSocket(socket);
  });
  server.listen(0, address);
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  const host = `${net.isIPv6(address) ? `[${address}]` : address}:${port}`;
  /** Resolves with the next connection. */
  const next = async () => (await once(server, 'connection'))[0] as Socket;
  return { port, host, sockets, next };
}

/** Answers every connection with these bytes, whatever it is asked. */
export function startRaw(t: TestContext, says: string) {
  return startTcp(t, (socket) => socket.once('data', () => socket.end(says)));
}

/** Passes bytes on to a port of loopback. */
export function startRelay(t: TestContext, to: number) {
  return startTcp(t, (client) => {
    const remote = net.connect(to, '127.0.0.1').on('error', () => client.destroy());
    remote.on('close', () => client.destroy());
    client.on('close', () => remote.destroy());
    client.pipe(remote).pipe(client);
  });
}

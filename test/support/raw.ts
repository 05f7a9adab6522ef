import net, { type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

export interface Raw {
  readonly url: string;
  connections(): number;
}

/** A server on loopback that answers every connection with these bytes, whatever it is asked. */
export async function startRaw(t: TestContext, says: string, host = '127.0.0.1'): Promise<Raw> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    connections++;
    sockets.add(socket);
    // A client that has seen enough resets the connection.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', () => socket.end(says));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, connections: () => connections };
}

import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

export interface Relay {
  readonly port: number;
  /** Connections so far, closed ones included. */
  readonly connections: Socket[];
  /** Resolves with the next connection. */
  next(): Promise<Socket>;
}

/** Passes bytes on to a port of loopback, and shows the connections. */
export async function startRelay(t: TestContext, to: number): Promise<Relay> {
  const connections: Socket[] = [];
  const server = net.createServer((client) => {
    const remote = net.connect(to, '127.0.0.1');
    connections.push(client);
    for (const [one, other] of [
      [client, remote],
      [remote, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of connections) socket.destroy();
  });
  const next = async () => (await once(server, 'connection'))[0] as Socket;
  return { port: (server.address() as AddressInfo).port, connections, next };
}

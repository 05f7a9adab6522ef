import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Relay {
  readonly port: number;
  close(): void;
}

/**
 * Puts a distance between a client and a server on loopback. Bytes take half of a round trip each way.
 * Loopback opens connections at once, so the client's first bytes wait for the round trip that it should
 * have taken; a client that sends nothing until then has paid it.
 *
 * @param to port of the server
 * @param roundTrip milliseconds
 */
export async function startRelay(to: number, roundTrip: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const opened = performance.now();
    const remote = net.connect({ port: to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    pass(client, remote, () => Math.max(performance.now(), opened + roundTrip) + roundTrip / 2);
    pass(remote, client, () => performance.now() + roundTrip / 2);
    for (const socket of [client, remote]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** @param due when what comes now has to arrive; never earlier than what came before */
function pass(from: Socket, to: Socket, due: () => number): void {
  let last = Promise.resolve();
  const later = (action: () => void) => {
    const at = due();
    last = last.then(() => until(at)).then(action);
  };
  from.on('data', (chunk) => later(() => void to.write(chunk)));
  from.on('end', () => later(() => void to.end()));
  from.on('error', () => to.destroy());
}

async function until(at: number): Promise<void> {
  const left = at - performance.now();
  if (left > 0) await sleep(left);
}

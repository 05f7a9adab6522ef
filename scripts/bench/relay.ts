import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Puts a distance between a client and a server on loopback. Bytes take half of a round trip each way.
 * Loopback opens connections at once, so the client's first bytes wait for the round trip that it should
 * have taken; a client that sends nothing until then has paid it.
 *
 * @param to port of the server
 * @param roundTrip milliseconds
 * @returns its port; it ends when nothing else keeps the process
 */
export async function startRelay(to: number, roundTrip: number): Promise<number> {
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const opened = performance.now();
    const remote = net.connect({ port: to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    pass(client, remote, () => Math.max(performance.now(), opened + roundTrip) + roundTrip / 2);
    pass(remote, client, () => performance.now() + roundTrip / 2);
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** @param due when what comes now has to arrive; never earlier than what came before */
function pass(from: Socket, to: Socket, due: () => number): void {
  let last = Promise.resolve();
  const later = (action: () => void) => {
    const wait = due() - performance.now();
    const arrived = sleep(wait);
    last = last.then(() => arrived).then(action);
  };
  from.on('data', (chunk) => later(() => void to.write(chunk)));
  from.on('end', () => later(() => void to.end()));
  from.on('error', () => to.destroy());
}

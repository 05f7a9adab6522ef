import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { suite, test } from 'node:test';
import { Connections } from '../../src/token-endpoint/server.ts';

const MOST = 512;

function crowd(connections: Connections, count: number): Socket[] {
  const sockets = Array.from({ length: count }, () => new Socket());
  for (const socket of sockets) connections.add(socket);
  return sockets;
}

const ended = (sockets: readonly Socket[]) =>
  sockets.flatMap(({ destroyed }, index) => (destroyed ? [index] : []));

suite('Connections', () => {
  test('has room for 512, then the one that came first goes, and so on', () => {
    const connections = new Connections();
    const first = crowd(connections, MOST);
    assert.deepEqual(ended(first), []);
    const more = crowd(connections, 2);
    assert.deepEqual([ended(first), ended(more)], [[0, 1], []]);
  });

  test('one that has shown good credentials stays, whoever comes', () => {
    const connections = new Connections();
    const first = crowd(connections, MOST);
    for (const socket of first.slice(0, 3)) connections.trust(socket);
    const more = crowd(connections, MOST);
    assert.deepEqual(ended(first).length, MOST - 3);
    assert.deepEqual(ended(first.slice(0, 3)), []);
    assert.deepEqual(ended(more), [0, 1, 2]);
  });

  test('with clients in every place, the newcomer goes', () => {
    const connections = new Connections();
    const clients = crowd(connections, MOST);
    for (const socket of clients) connections.trust(socket);
    const newcomers = crowd(connections, 2);
    assert.deepEqual([ended(clients), ended(newcomers)], [[], [0, 1]]);
  });

  test('a place is free again when its connection has closed', async () => {
    const connections = new Connections();
    const first = crowd(connections, MOST);
    const [client, stranger] = first.slice(5) as [Socket, Socket];
    connections.trust(client);
    const closed = [client, stranger].map((socket) => once(socket, 'close'));
    for (const socket of [client, stranger]) socket.destroy();
    await Promise.all(closed);
    crowd(connections, 2);
    assert.deepEqual(ended(first), [5, 6]);
    crowd(connections, 1);
    assert.deepEqual(ended(first), [0, 5, 6]);
  });

  test('one that has gone is not trusted any more', async () => {
    const connections = new Connections();
    const [socket] = crowd(connections, 1) as [Socket];
    const closed = once(socket.destroy(), 'close');
    await closed;
    connections.trust(socket);
    const others = crowd(connections, MOST);
    assert.deepEqual(ended(others), []);
  });

  test('a connection may ask once, and as often as it likes after it has shown good credentials', () => {
    const connections = new Connections();
    const [one, other] = crowd(connections, 2) as [Socket, Socket];
    const asks = (socket: Socket) => [connections.mayAsk(socket), connections.mayAsk(socket)];
    assert.deepEqual(
      [asks(one), asks(other)],
      [
        [true, false],
        [true, false],
      ],
    );
    connections.trust(one);
    assert.deepEqual(
      [asks(one), asks(other)],
      [
        [true, true],
        [false, false],
      ],
    );
  });

  test('one that had to go may not ask', () => {
    const connections = new Connections();
    const [first] = crowd(connections, MOST + 1) as [Socket];
    assert.equal(connections.mayAsk(first), false);
  });
});

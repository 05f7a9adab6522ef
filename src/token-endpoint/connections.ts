import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Far more than the clients of one job, far less than the files a process may open. */
const MOST_CONNECTIONS = 512;
/** Requests of one connection that wait for their reply. */
const MOST_PIPELINED = 8;

/** The open connections: who is in, and who must go when there is no room. */
export class Connections {
  /** In the order in which they came. */
  readonly #strangers = new Set<Socket>();
  readonly #trusted = new Set<Socket>();
  readonly #unanswered = new WeakMap<Socket, number>();

  /**
   * Takes a new connection in. When full, the oldest that has not authenticated goes: whoever fills the
   * token endpoint with connections loses them again, and a client gets in.
   */
  add(socket: Socket): void {
    this.#strangers.add(socket);
    socket.once('close', () => {
      this.#strangers.delete(socket);
      this.#trusted.delete(socket);
    });
    if (this.#strangers.size + this.#trusted.size <= MOST_CONNECTIONS) return;
    const [oldest] = this.#strangers;
    oldest?.destroy();
    if (oldest) this.#strangers.delete(oldest);
  }

  /** This connection has shown good credentials. */
  trust(socket: Socket): void {
    if (this.#strangers.delete(socket)) this.#trusted.add(socket);
  }

  /**
   * Counts a request of this connection until its reply is out.
   * @returns false if too many wait: one who pipelines and never reads would fill the memory
   */
  begin(socket: Socket, response: ServerResponse): boolean {
    const before = this.#unanswered.get(socket) ?? 0;
    if (before >= MOST_PIPELINED) return false;
    this.#unanswered.set(socket, before + 1);
    response.once('finish', () => this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 1) - 1));
    return true;
  }
}

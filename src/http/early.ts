import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { getProxyUrl } from '@actions/http-client';

/**
 * A connection that is opened before there is anything to send: while one remote answers, the other
 * shakes hands, which saves two round trips. Nothing is sent on it before it is taken.
 */
export class EarlyConnection {
  #socket: TLSSocket | undefined;
  readonly #opening: NodeJS.Immediate;

  private constructor(options: ConnectionOptions) {
    // Once the request to the other remote has gone out, which would wait for this handshake's first part.
    this.#opening = setImmediate(() => this.#connect(options));
  }

  #connect(options: ConnectionOptions): void {
    const socket = connect(options);
    this.#socket = socket;
    // Whoever would have used it connects in the ordinary way, and tells what is wrong.
    socket.on('error', () => {});
    socket.unref();
  }

  /** Opens one to where `url` is; undefined for plain http and behind a proxy, whose tunnel comes first. */
  static open(url: URL): EarlyConnection | undefined {
    if (url.protocol !== 'https:' || isProxied(url)) return undefined;
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const options = {
      host,
      port: Number(url.port || 443),
      servername: isIP(host) ? '' : host,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
    };
    return new EarlyConnection(options);
  }

  /** The connection for one request, if it is still good; it is given once. */
  take(): TLSSocket | undefined {
    clearImmediate(this.#opening);
    const socket = this.#socket;
    this.#socket = undefined;
    return socket?.destroyed || socket?.readableEnded ? undefined : socket?.ref();
  }

  /** Ends it, unless it has been taken. */
  close(): void {
    clearImmediate(this.#opening);
    this.#socket?.destroy();
    this.#socket = undefined;
  }
}

/** A proxy whose URL is not valid is for the request itself to tell. */
function isProxied(url: URL): boolean {
  try {
    return getProxyUrl(url.href) !== '';
  } catch {
    return true;
  }
}

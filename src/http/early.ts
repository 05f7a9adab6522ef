import { isIP } from 'node:net';
import {
  type ConnectionOptions,
  connect,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import { getProxyUrl } from '@actions/http-client';
import { parseSafeUrl } from './urls.ts';

/** What all of them have in common; it takes longer to make than the rest of a connection's beginning. */
let secureContext: SecureContext | undefined;

/**
 * A connection that is opened before there is anything to send: while one remote answers, the other
 * shakes hands, which saves two round trips. Nothing is sent on it before it is taken.
 */
export class EarlyConnection {
  #socket: TLSSocket | undefined;
  readonly #opening: NodeJS.Immediate;

  private constructor(options: ConnectionOptions) {
    // In a turn of its own: what is under way to another remote goes out first.
    this.#opening = setImmediate(() => this.#connect(options));
  }

  /** Whoever would have used one that fails connects in the ordinary way, and tells what is wrong. */
  #connect(options: ConnectionOptions): void {
    try {
      secureContext ??= createSecureContext();
      this.#socket = connect({ ...options, secureContext }).on('error', () => {});
      this.#socket.unref();
    } catch {
      // OpenSSL is told by the environment what it cannot do.
    }
  }

  /** Opens one to where `url` is; undefined for plain http, behind a proxy, whose tunnel comes first, and for no URL. */
  static open(url: string): EarlyConnection | undefined {
    const { protocol, hostname, port } = parseSafeUrl(url) ?? {};
    if (protocol !== 'https:' || hostname === undefined || isProxied(url)) return undefined;
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const servername = isIP(host) ? '' : host;
    return new EarlyConnection({ host, port: Number(port || 443), servername, rejectUnauthorized: true });
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
function isProxied(url: string): boolean {
  try {
    return getProxyUrl(url) !== '';
  } catch {
    return true;
  }
}

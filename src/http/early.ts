import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { getProxyUrl } from '@actions/http-client';
import { parseSafeUrl } from './urls.ts';

/**
 * A connection to Confluent that is opened while GitHub answers, which saves two round trips. Nothing is sent on
 * it before it is taken.
 */
export class EarlyConnection {
  #socket: TLSSocket | undefined;

  private constructor(options: ConnectionOptions) {
    // In a turn of its own: the request to GitHub goes out first.
    setImmediate(() => this.#connect(options));
  }

  /** If it fails, the request opens a normal connection, and reports the fault. */
  #connect(options: ConnectionOptions): void {
    try {
      this.#socket = connect(options).on('error', () => {});
      this.#socket.unref();
    } catch {
      // The environment may tell OpenSSL to do what it cannot do.
    }
  }

  /** Opens one to the server of `url`; undefined for plain http, for no URL, and behind a proxy, whose tunnel comes first. */
  static open(url: string): EarlyConnection | undefined {
    const { protocol, hostname, port } = parseSafeUrl(url) ?? {};
    if (protocol !== 'https:' || hostname === undefined || isProxied(url)) return undefined;
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const servername = isIP(host) ? '' : host;
    return new EarlyConnection({ host, port: Number(port || 443), servername, rejectUnauthorized: true });
  }

  /**
   * The connection, once, if it is still good. What a server says before it was asked is no answer: a front end
   * may end an idle connection with a 408 or a 400.
   */
  async take(): Promise<TLSSocket | undefined> {
    const socket = this.#socket;
    this.#socket = undefined;
    // A turn of the event loop, which reads what has arrived.
    await new Promise(setImmediate);
    if (!socket || socket.destroyed || socket.readableEnded || socket.readableLength > 0) return undefined;
    return socket.ref();
  }
}

/** A proxy whose URL is not valid is for the request itself to report. */
function isProxied(url: string): boolean {
  try {
    return getProxyUrl(url) !== '';
  } catch {
    return true;
  }
}

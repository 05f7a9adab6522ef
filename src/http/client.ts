import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { HttpClient, type HttpClientResponse } from '@actions/http-client';
import type { RequestInfo } from '@actions/http-client/lib/interfaces';
import { VERSION } from '../version.ts';
import { SWITCHED } from './fault.ts';

export const USER_AGENT = `confluent-cloud-auth/${VERSION}`;

/**
 * The toolkit's client, but that a reply 101 is an error: it takes the connection away from the
 * client, which would wait for it to its last second.
 */
export class Client extends HttpClient {
  #request: ClientRequest | undefined;
  #isEnded = false;

  /**
   * A client for one request at a time: no redirects, no retries of its own.
   * @param connection for the first request, in place of a new one
   */
  constructor(timeoutMs: number, connection: TLSSocket | undefined) {
    super(USER_AGENT, [new Prepare(connection)], {
      allowRedirects: false,
      allowRetries: false,
      socketTimeout: timeoutMs,
    });
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Ends what is under way. A request that still waits for its proxy's tunnel does not tell of it. */
  end(): void {
    this.#isEnded = true;
    this.#request?.destroy();
  }

  override requestRaw(info: RequestInfo, data: string | NodeJS.ReadableStream): Promise<HttpClientResponse> {
    const { httpModule } = info;
    const request = (options: RequestOptions, onReply: (message: IncomingMessage) => void) => {
      this.#request = httpModule.request(options, onReply).on('upgrade', switched);
      return this.#request;
    };
    return super.requestRaw({ ...info, httpModule: { request } as unknown as typeof httpModule }, data);
  }
}

function switched(this: ClientRequest, _: IncomingMessage, socket: Socket): void {
  socket.destroy();
  // By hand: destroyed with an error, a request that was upgraded tells nobody.
  this.emit('error', Object.assign(new Error('status 101'), { code: SWITCHED }));
}

/**
 * By whatever way the connection goes: NODE_TLS_REJECT_UNAUTHORIZED=0, which some job may set for another
 * program, would let anybody read both tokens. The agents of `tunnel` have options of their own.
 */
function checkCertificates(options: RequestOptions & { rejectUnauthorized?: boolean }): void {
  options.rejectUnauthorized = true;
  const agent = options.agent as { options?: object; proxyOptions?: object };
  for (const own of [agent.options, agent.proxyOptions])
    Object.assign(own ?? {}, { rejectUnauthorized: true });
}

/** The client's own hook for what it has no option for. */
class Prepare {
  #connection: TLSSocket | undefined;

  constructor(connection: TLSSocket | undefined) {
    this.#connection = connection;
  }

  prepareRequest(options: RequestOptions): void {
    checkCertificates(options);
    // The client hands on `[::1]` with its brackets, which Node would look up as a name.
    options.host = String(options.host).replace(/[[\]]/g, '');
    const connection = this.#connection;
    this.#connection = undefined;
    // Node asks this of a request without an agent.
    if (connection) Object.assign(options, { agent: undefined, createConnection: () => connection });
  }

  canHandleAuthentication(): boolean {
    return false;
  }

  handleAuthentication(): never {
    throw new Error('no authentication is handled here');
  }
}

import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { HttpClient } from '@actions/http-client';
import { VERSION } from '../version.ts';
import { faultOf, type HttpFault, timedOut } from './fault.ts';

/** Far above any honest reply, far below what would hurt a runner. */
const LARGEST_BODY = 1024 * 1024;

export const USER_AGENT = `confluent-cloud-auth/${VERSION}`;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds since the epoch, just before the request was sent. */
  readonly sentAt: number;
}

/**
 * One request, one outcome, never an exception: redirects are not followed, a body over 1 MiB is cut
 * off, and nothing outlasts `timeoutMs`. Proxies come from `https_proxy` and `no_proxy`, as
 * everywhere in the toolkit.
 */
export async function send(request: HttpRequest, timeoutMs: number): Promise<HttpReply | HttpFault> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  try {
    return await Promise.race([converse(request, timeoutMs, timeout.signal), aborted(timeout.signal)]);
  } catch (error) {
    return timeout.signal.aborted ? timedOut(timeoutMs) : faultOf(error, request.url);
  } finally {
    clearTimeout(timer);
  }
}

async function converse(
  request: HttpRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<HttpReply | HttpFault> {
  const client = new HttpClient(USER_AGENT, [new Prepare(signal)], {
    allowRedirects: false,
    allowRetries: false,
    socketTimeout: timeoutMs,
  });
  const sentAt = Date.now();
  const { message } = await client.request(request.method, request.url.href, request.body ?? null, {
    ...request.headers,
  });
  const body = await readBody(message);
  if (body === undefined) {
    return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
  }
  return { kind: 'reply', status: message.statusCode ?? 0, headers: message.headers, body, sentAt };
}

/** A request that still waits for its proxy's tunnel does not report its abort, so the race must. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    // To leave the loop is to end the connection.
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The client's own hook for what it has no option for. */
class Prepare {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  prepareRequest(options: RequestOptions): void {
    options.signal = this.#signal;
    // The client hands on `[::1]` with its brackets, which Node would look up as a name.
    options.host = options.host?.replace(/[[\]]/g, '') ?? null;
  }

  canHandleAuthentication(): boolean {
    return false;
  }

  handleAuthentication(): never {
    throw new Error('no authentication is handled here');
  }
}

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { Client } from './client.ts';
import type { EarlyConnection } from './early.ts';
import { faultOf, type HttpFault, timedOut } from './fault.ts';

/** Far above any honest reply, far below what would hurt a runner. */
const LARGEST_BODY = 1024 * 1024;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** To be used in place of a new connection, if it is still good. */
  readonly connection?: EarlyConnection | undefined;
}

export interface HttpReply {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
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
    return await Promise.race([
      connectAndConverse(request, timeoutMs, timeout.signal),
      aborted(timeout.signal),
    ]);
  } catch (error) {
    return timeout.signal.aborted ? timedOut(timeoutMs, request.url) : faultOf(error, request.url);
  } finally {
    clearTimeout(timer);
  }
}

/** On the early connection, if there is one; if that comes to nothing, in the ordinary way and without a word. */
async function connectAndConverse(
  request: HttpRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<HttpReply | HttpFault> {
  const early = request.connection?.take();
  try {
    if (early) return await converse(request, timeoutMs, signal, early);
  } catch (error) {
    // What has answered is no broken connection.
    if (signal.aborted || faultOf(error, request.url).code !== 'UNREACHABLE') throw error;
  }
  return await converse(request, timeoutMs, signal);
}

async function converse(
  request: HttpRequest,
  timeoutMs: number,
  signal: AbortSignal,
  connection?: TLSSocket,
): Promise<HttpReply | HttpFault> {
  const client = new Client(timeoutMs, signal, connection);
  const { message } = await client.request(request.method, request.url.href, request.body ?? null, {
    ...request.headers,
  });
  const body = await readBody(message);
  if (body === undefined) {
    return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
  }
  return { kind: 'reply', status: message.statusCode ?? 0, headers: message.headers, body };
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

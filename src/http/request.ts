import type { IncomingMessage, RequestOptions } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { HttpClient } from '@actions/http-client';
import type { RequestHandler } from '@actions/http-client/lib/interfaces';
import type { HttpReply } from '../tokens.ts';
import { VERSION } from '../version.ts';
import type { EarlyConnection } from './early.ts';
import type { HttpFailure } from './failure.ts';

export const USER_AGENT = `confluent-cloud-auth/${VERSION}`;

/** Maximum reply size, in bytes: far more than any honest reply, far less than would hurt a runner. */
const LARGEST_BODY = 1024 * 1024;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A connection to use in place of a new one, if it is still good. */
  readonly connection?: EarlyConnection | undefined;
}

/**
 * One request, one outcome, never an exception. Redirects are not followed, a body over 1 MiB is cut off, and
 * nothing takes longer than `timeoutMs`. Proxies come from `https_proxy` and `no_proxy`.
 */
export async function send(request: HttpRequest, timeoutMs: number): Promise<HttpReply | HttpFailure> {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  // A request that still waits for its proxy's tunnel emits no error when it is aborted.
  const timeout = new Promise<never>((_, reject) => signal.addEventListener('abort', reject));
  try {
    return await Promise.race([converse(request, signal), timeout]);
  } catch (error) {
    // Most runs need none of it.
    const { failureOf, timedOut } = await import(/* webpackChunkName: "trouble" */ './failure.ts');
    return signal.aborted ? timedOut(timeoutMs) : failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Where the early connection is broken, the request is sent once more on a normal one. */
async function converse(request: HttpRequest, signal: AbortSignal): Promise<HttpReply | HttpFailure> {
  const connection = await request.connection?.take();
  try {
    return await ask(request, signal, connection);
  } catch (error) {
    if (!connection || signal.aborted) throw error;
    return await ask(request, signal);
  }
}

async function ask(
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
  connection?: TLSSocket,
): Promise<HttpReply | HttpFailure> {
  const client = new HttpClient(USER_AGENT, [prepare(signal, connection)], { allowRedirects: false });
  const { message } = await client.request(method, url.href, body ?? null, { ...headers });
  const text = await readReplyBody(message);
  if (text === undefined)
    return { code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
  return { status: message.statusCode ?? 0, headers: message.headers, body: text };
}

/** What a message adds to a status that is neither a success nor an error. */
export function redirectNote(status: number): string {
  return status >= 300 ? ', a redirect, which is never followed' : '';
}

/** The text of the body; undefined for one that is too long, whose connection is ended. */
async function readReplyBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A hook of the client, for what it has no option for. */
function prepare(signal: AbortSignal, connection: TLSSocket | undefined): RequestHandler {
  return {
    prepareRequest(options: RequestOptions) {
      options.signal = signal;
      // The client hands on `[::1]` with its brackets, which Node would look up as a name.
      options.host = String(options.host).replace(/[[\]]/g, '');
      // Node asks this of a request without an agent.
      if (connection) Object.assign(options, { agent: undefined, createConnection: () => connection });
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('no authentication is handled here')),
  };
}

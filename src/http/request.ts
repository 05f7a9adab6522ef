import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
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
  const connection = request.connection?.take();
  const client = new Client(timeoutMs, connection);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<HttpFault>((resolve) => {
    const end = () => {
      client.end();
      resolve(timedOut(timeoutMs, request.url));
    };
    timer = setTimeout(end, timeoutMs);
  });
  try {
    return await Promise.race([converse(client, request, connection !== undefined), timeout]);
  } catch (error) {
    return faultOf(error, request.url);
  } finally {
    clearTimeout(timer);
  }
}

/** If the early connection comes to nothing: once more, in the ordinary way and without a word. */
async function converse(
  client: Client,
  request: HttpRequest,
  isEarly: boolean,
): Promise<HttpReply | HttpFault> {
  try {
    return await ask(client, request);
  } catch (error) {
    // What has answered is no broken connection.
    if (!isEarly || client.isEnded || faultOf(error, request.url).code !== 'UNREACHABLE') throw error;
    return await ask(client, request);
  }
}

async function ask(
  client: Client,
  { method, url, headers, body }: HttpRequest,
): Promise<HttpReply | HttpFault> {
  const { message } = await client.request(method, url.href, body ?? null, { ...headers });
  const text = await readBody(message);
  if (text === undefined) {
    return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
  }
  return { kind: 'reply', status: message.statusCode ?? 0, headers: message.headers, body: text };
}

/** Undefined for a body that is too long, whose connection is ended. */
function readBody(message: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= LARGEST_BODY) return;
      message.destroy();
      resolve(undefined);
    });
    message.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    message.on('error', reject);
  });
}

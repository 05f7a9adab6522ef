import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** One request as a fake received it; `body` fills once the whole of it has arrived. */
export interface SeenRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds since the epoch, taken when the headers were complete. */
  readonly at: number;
  body: string;
}

/** What a fake answers when nothing is scripted. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ReplyContext {
  readonly seen: SeenRequest;
  /** Lets the fake do its ordinary work (issue a token, refuse) without sending the answer. */
  normal(): Promise<Answer>;
}

/** One scripted reply: free to use the socket in ways that no well-behaved server would. */
export type Reply = (
  request: IncomingMessage,
  response: ServerResponse,
  context: ReplyContext,
) => void | Promise<void>;

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** Behave as if nothing were scripted. */
export const pass: Reply = async (_request, response, { normal }) => {
  send(response, await normal());
};

export function status(code: number, rest: Omit<Answer, 'status'> = {}): Reply {
  return (_request, response) => send(response, { status: code, ...rest });
}

export function json(code: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return status(code, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });
}

/** The ordinary answer, its JSON changed: the way to a reply that is nearly right. */
// biome-ignore lint/suspicious/noExplicitAny: a test reaches into JSON that it knows
export function alter(change: (body: any) => unknown): Reply {
  return async (_request, response, { normal }) => {
    const answer = await normal();
    send(response, { ...answer, body: JSON.stringify(change(JSON.parse(answer.body ?? 'null'))) });
  };
}

/** A body made from the request, for remotes that repeat what they were sent. */
export function echo(code: number, speak: (seen: SeenRequest) => string): Reply {
  return (_request, response, { seen }) =>
    send(response, {
      status: code,
      headers: { 'content-type': 'application/json' },
      body: speak(seen),
    });
}

export function redirect(url: string, code = 302): Reply {
  return status(code, { headers: { location: url } });
}

export function html(code: number): Reply {
  return status(code, {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html>\n<html><head><title>Gateway</title></head><body>Oops</body></html>\n',
  });
}

export function empty(code: number): Reply {
  return status(code, { headers: { 'content-type': 'application/json', 'content-length': '0' } });
}

/** Takes the request and never says a word. */
export function hang(): Reply {
  return () => {};
}

export function hangAfterHeaders(code = 200): Reply {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.flushHeaders();
  };
}

/** The body a byte at a time, then blanks for ever: no pause is long, yet no end ever comes. */
export function drip(body: string, everyMs: number): Reply {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const bytes = Buffer.from(body);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(sent < bytes.length ? bytes.subarray(sent, sent + 1) : ' ');
      sent++;
    }, everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** Promises more than it sends, then drops the connection. */
export function breakOff(body = '{"value":"abc'): Reply {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(body, () => setTimeout(() => response.destroy(), 20));
  };
}

/** A TCP reset instead of an answer. */
export function reset(): Reply {
  return (request) => {
    // A TLS socket has no reset of its own.
    if ('encrypted' in request.socket) request.socket.destroy();
    else request.socket.resetAndDestroy();
  };
}

/** The ordinary JSON made longer than `bytes`, streamed without a length: only its size is wrong. */
export function oversized(bytes: number): Reply {
  return async (_request, response, { normal }) => {
    const { status: code, body = '{}' } = await normal();
    const block = ' '.repeat(64 * 1024);
    response.writeHead(code, { 'content-type': 'application/json' });
    const parts = function* () {
      for (let sent = 0; sent < bytes; sent += block.length) yield block;
      yield body;
    };
    // A client that has seen enough hangs up: that is the point, not a fault.
    await pipeline(Readable.from(parts()), response).catch(() => {});
  };
}

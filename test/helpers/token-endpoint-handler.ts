import assert from 'node:assert/strict';
import type { TokenReply } from '../../src/token-endpoint/handler.ts';
import { type Backend, handle, type TokenRequest } from '../../src/token-endpoint/handler.ts';
import { ACCESS_PATH, basic, CREDENTIALS, FORM, GRANT, ID_PATH, STOP_KEY } from './token-endpoint.ts';

export const HOST = '127.0.0.1:4242';

export const COUNTS = { served: 3, fetched: 2, refused: 1, lastCause: 'x', turnedAway: 1, lastReason: 'y' };

/** Why requests are turned away: words of our own, never a client's. */
const REASONS: Record<number, readonly string[]> = {
  400: [
    'a parameter is there more than once',
    'more than one method of client authentication',
    'grant_type is missing',
    'grant_type must be client_credentials',
  ],
  401: ['no client credentials', 'wrong client id', 'wrong client secret', 'wrong stop key'],
  403: [`Host must be ${HOST}`, 'it came from a web page (Origin)'],
  404: ['no such path'],
  405: ['the method must be POST'],
  413: ['the body is larger than 16384 bytes'],
  415: ['the content type must be application/x-www-form-urlencoded'],
};

export interface Change {
  method?: string;
  target?: string;
  headers?: Record<string, string[] | undefined>;
  body?: string | undefined;
}

/** Answers a good request, but for what is given; says as well what the backend was told. */
export async function answer(change: Change = {}, seconds: () => number = () => 299) {
  const events: string[] = [];
  const token = (name: string) => async () => {
    events.push(name);
    return { token: `${name}-token`, seconds: seconds() };
  };
  const backend: Backend = {
    host: HOST,
    credentials: CREDENTIALS,
    stopKey: STOP_KEY,
    tokens: { [ID_PATH]: token('id'), [ACCESS_PATH]: token('access') },
    statistics: () => COUNTS,
    onStop: () => void events.push('stop'),
  };
  const request: TokenRequest = {
    method: 'POST',
    target: ID_PATH,
    body: GRANT,
    ...change,
    headers: { host: [HOST], authorization: [basic()], 'content-type': [FORM], ...change.headers },
  };
  const reply = await handle(request, backend);
  return { ...reply, events, json: reply.body === '' ? {} : JSON.parse(reply.body) };
}

/** An error of RFC 6749, 5.2, that gave nothing away. */
export function assertFault(
  reply: TokenReply & { json: Record<string, unknown>; events: string[] },
  status: number,
  error: string,
): void {
  assert.deepEqual([reply.status, reply.json.error], [status, error]);
  const words = status === 401 ? 'the client credentials are missing or wrong' : reply.reason;
  assert.deepEqual(reply.json, { error, error_description: words });
  assert.ok(REASONS[status]?.includes(reply.reason ?? ''), reply.reason);
  assert.equal(reply.headers['content-type'], 'application/json');
  assert.deepEqual([reply.headers['cache-control'], reply.headers.pragma], ['no-store', 'no-cache']);
  // Printable, without quotes and backslashes, as 5.2 has it.
  assert.match(String(reply.json.error_description), /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  assert.deepEqual(reply.events, []);
}

import http from 'node:http';
import { type Answer, type SeenRequest, startServer, status } from '../../servers/http.ts';

/**
 * A way to the token endpoint that one client has for itself, so that an outage can be made for it
 * alone. What goes through is not changed, but for the header that names the host.
 */
export interface Gate {
  /** The token endpoint's URL as the client is told it. */
  readonly url: string;
  /** Resolves with the first answer: the client has started. */
  readonly begun: Promise<void>;
  /** The status of every answer so far. */
  readonly statuses: readonly number[];
  /** When the longest-living token handed out ends, in milliseconds since the epoch. */
  lastExpiry(): number;
  /** The next request gets what the token endpoint answers while GitHub gives no token. */
  failNext(): void;
  /** As if the process of the token endpoint were gone: connections are refused. */
  close(): Promise<void>;
}

export async function openGate(target: string): Promise<Gate> {
  const statuses: number[] = [];
  const begun = Promise.withResolvers<void>();
  let expiry = 0;
  const handle = async (seen: SeenRequest) => {
    const answer = await pass(target, seen);
    statuses.push(answer.status);
    begun.resolve();
    expiry = Math.max(expiry, expiryOf(answer.body ?? ''));
    return answer;
  };
  const server = await startServer({ handle });
  const type = { 'content-type': 'application/json', 'content-length': '0' };
  const unavailable = status(503, { headers: { ...type, 'retry-after': '5' } });
  return {
    url: server.url + new URL(target).pathname,
    begun: begun.promise,
    statuses,
    lastExpiry: () => expiry,
    failNext: () =>
      server.next((...request) => {
        statuses.push(503);
        return unavailable(...request);
      }),
    close: server.close,
  };
}

function pass(target: string, { method, path, headers, body }: SeenRequest): Promise<Answer> {
  const url = new URL(path, target);
  const own = { ...headers, host: url.host };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: own, agent: false }, async (response) => {
      const content = (await response.toArray()).map(String).join('');
      const { 'content-type': type, 'cache-control': cache } = response.headers;
      const kept = { ...(type && { 'content-type': type }), ...(cache && { 'cache-control': cache }) };
      const length = { 'content-length': `${Buffer.byteLength(content)}` };
      resolve({ status: response.statusCode ?? 0, headers: { ...kept, ...length }, body: content });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function expiryOf(body: string): number {
  const payload = /"access_token":"[\w-]+\.([\w-]+)\./.exec(body)?.[1];
  if (payload === undefined) return 0;
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).exp * 1000;
}

import { type IncomingMessage, request } from 'node:http';
import { parseObject } from '../json.ts';
import { ADDRESS, STOP_PATH } from './address.ts';
import type { Statistics } from './handler.ts';

/** Far more than the statistics take. */
const LARGEST_BODY = 1024;

/**
 * Ends the token endpoint by a request that carries its stop key: a process id might be somebody else's
 * by now. By Node's own client, since a proxy must not come between.
 * @param timeoutMs how long the request may take
 * @returns what it has done; undefined if there is none any more
 */
export async function stopTokenEndpoint(
  { port, stopKey }: { readonly port: number; readonly stopKey: string },
  timeoutMs: number,
): Promise<Statistics | undefined> {
  const headers = { authorization: `Bearer ${stopKey}` };
  const signal = AbortSignal.timeout(timeoutMs);
  const options = { host: ADDRESS, port, path: STOP_PATH, method: 'POST', headers, agent: false, signal };
  const body = await new Promise<string>((resolve, reject) => {
    request(options, (reply) => readBody(reply).then(resolve, reject))
      .on('error', reject)
      .end();
  }).catch(() => '');
  return readStatistics(body);
}

async function readBody(reply: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of reply) {
    body += chunk;
    if (body.length > LARGEST_BODY) break;
  }
  return reply.statusCode === 200 ? body : '';
}

function readStatistics(body: string): Statistics | undefined {
  const { served, fetched, failed } = parseObject(body) ?? {};
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
  return isCount(served) && isCount(fetched) && isCount(failed) ? { served, fetched, failed } : undefined;
}

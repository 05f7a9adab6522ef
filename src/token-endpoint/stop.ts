import { type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseObject } from '../json.ts';
import { ADDRESS, STOP_PATH } from './address.ts';
import type { Statistics } from './handler.ts';

/** Maximum size of the statistics, in characters; far more than they take. */
const LARGEST_REPLY = 4096;
const PAUSE_MS = 100;

/** What became of the token endpoint: it has ended and says what it has done, is not there, or does not answer. */
export type Ending = Statistics | 'gone' | 'silent';

/**
 * Ends the token endpoint by a request with its stop key: its process id may belong to another process by now.
 * Node's own client uses no proxy with `agent: false`. It tries again while connections are cut or nobody answers:
 * a stranger may have filled the token endpoint.
 * @param timeoutMs how long to try
 */
export async function stopTokenEndpoint(
  { port, stopKey }: { readonly port: number; readonly stopKey: string },
  timeoutMs: number,
): Promise<Ending> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { authorization: `Bearer ${stopKey}` };
  const options = { host: ADDRESS, port, path: STOP_PATH, method: 'POST', headers, agent: false, signal };
  for (;;) {
    const ending = await askOnce(options);
    if (ending !== 'silent' || signal.aborted) return ending;
    await sleep(PAUSE_MS);
  }
}

async function askOnce(options: RequestOptions): Promise<Ending> {
  try {
    const reply = await replyTo(request(options));
    if (!reply) return 'gone';
    const statistics = await readStatistics(reply);
    // Whoever answers otherwise has the port now; the token endpoint is no more.
    return reply.statusCode === 200 && statistics ? statistics : 'gone';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'gone' : 'silent';
  }
}

/** Undefined for a reply 101: unless somebody listens for it, Node ends such a request without a word. */
function replyTo(asked: ClientRequest): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    asked.on('upgrade', (_, socket) => resolve(void socket.destroy()));
    asked.on('response', resolve).on('error', reject).end();
  });
}

const COUNTS = ['served', 'fetched', 'refused', 'turnedAway'];

async function readStatistics(reply: IncomingMessage): Promise<Statistics | undefined> {
  let body = '';
  for await (const chunk of reply) {
    body += chunk;
    if (body.length > LARGEST_REPLY) return undefined;
  }
  const statistics = parseObject(body);
  const isOurs = COUNTS.every((name) => Number.isSafeInteger(statistics?.[name]));
  return isOurs ? (statistics as unknown as Statistics) : undefined;
}

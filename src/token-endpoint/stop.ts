import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseObject } from '../json.ts';
import { ADDRESS, STOP_PATH } from './address.ts';
import type { Statistics } from './handler.ts';

/** Characters of the statistics, far more than they take. */
const LARGEST_BODY = 4096;
const PAUSE_MS = 100;

/** What became of the token endpoint: it has ended and says what it has done, is not there, or does not answer. */
export type Ending = Statistics | 'gone' | 'silent';

/**
 * Ends the token endpoint by a request that carries its stop key: a process id might be somebody else's
 * by now. By Node's own client, since a proxy must not come between. Tried again while connections are
 * cut or nobody answers: a stranger may have filled it.
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
    const reply = await new Promise<IncomingMessage | undefined>((resolve, reject) => {
      const stop = request(options, resolve).on('error', reject).end();
      // Unless somebody listens for it, Node ends such a request without a word.
      stop.on('upgrade', (_, socket) => resolve(void socket.destroy()));
    });
    // Whoever answers otherwise has the port now; the token endpoint is no more.
    if (!reply) return 'gone';
    const body = await readBody(reply);
    return reply.statusCode === 200 ? readStatistics(body) : 'gone';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'gone' : 'silent';
  }
}

async function readBody(reply: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of reply) {
    body += chunk;
    if (body.length > LARGEST_BODY) break;
  }
  return body;
}

function readStatistics(body: string): Statistics | 'gone' {
  const { served, fetched, refused, lastCause, turnedAway, lastReason } = parseObject(body) ?? {};
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
  return isCount(served) && isCount(fetched) && isCount(refused) && isCount(turnedAway)
    ? { served, fetched, refused, lastCause: String(lastCause), turnedAway, lastReason: String(lastReason) }
    : 'gone';
}

import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Paced {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends requests at a steady rate, whether or not replies come, over connections that stay open.
 *
 * @param rate requests per second
 * @param seconds how long
 * @param connections at most; a request that waits for one waits as part of its time
 * @returns the time of each reply in milliseconds, from sending to its last byte
 */
export async function pace(
  request: Paced,
  rate: number,
  seconds: number,
  connections: number,
): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const replies: Promise<number>[] = [];
  const start = performance.now();
  while (replies.length < rate * seconds) {
    const due = Math.min((rate * (performance.now() - start)) / 1000, rate * seconds);
    while (replies.length < due) replies.push(time(request, agent));
    await sleep(1);
  }
  const times = await Promise.all(replies);
  agent.destroy();
  return times;
}

function time({ url, body, ...options }: Paced, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = http.request(url, { ...options, agent }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`status ${reply.statusCode}`));
      reply.resume().on('end', () => resolve(performance.now() - start));
    });
    request.on('error', reject).end(body);
  });
}

/** The value below which 99 of 100 are. */
export function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;
}

import assert from 'node:assert/strict';
import type { StepResult } from '../fakes/runner.ts';
import { ACCESS_PATH, ask, basic, GRANT, type Reply, speak } from '../support/token-endpoint.ts';
import { endpointOf, type Published } from '../support/token-endpoint-job.ts';
import type { Remotes } from './lane.ts';
import type { Visit } from './plan.ts';

/** No client waits longer for an answer; a busy machine may take as long again. */
const LONGEST_ANSWER_MS = 15_000 + 10_000;

/** Makes the visits, one after the other; gives all that was said to those who may get no token. */
export async function visitAll(
  main: StepResult,
  visits: readonly Visit[],
  remotes: Remotes,
): Promise<string> {
  const endpoint = endpointOf(main);
  let heard = '';
  for (const visit of visits) heard += await inTime(() => visitOnce(endpoint, visit, remotes), visit);
  return heard;
}

async function inTime(work: () => Promise<string>, what: string): Promise<string> {
  const started = performance.now();
  const heard = await work();
  const ms = performance.now() - started;
  assert.ok(ms < LONGEST_ANSWER_MS, `${what}: an answer after ${ms.toFixed(0)} ms`);
  return heard;
}

async function visitOnce(endpoint: Published, visit: Visit, remotes: Remotes): Promise<string> {
  const { port, clientId } = endpoint;
  switch (visit) {
    case 'ID token':
      return granted(await endpoint.ask(), remotes);
    case 'access token':
      return granted(await endpoint.ask({ path: ACCESS_PATH }), remotes);
    case 'wrong secret':
      return refused(await ask(port, { headers: { authorization: basic(clientId, 'guess') } }), 401);
    case 'wrong path':
      return refused(await endpoint.ask({ path: '/::error::x' }), 404);
    case 'no HTTP':
      return speak(port, '\0\u0001::add-mask::e\r\n\r\n');
    case 'large body':
      return refused(await endpoint.ask({ body: GRANT.padEnd(20_000, ' ') }), 413);
  }
}

/** A token with at least a second to live, or the word that there is none now, without a body. */
function granted({ status, headers, text, json }: Reply, { github, sts, odd }: Remotes): string {
  if (status === 200) {
    const issued = [...github.issued, ...sts.issued, ...odd];
    assert.ok(issued.includes(json.access_token), 'a token that nobody issued');
    assert.ok(json.access_token.length >= 16, 'a token shorter than any');
    assert.deepEqual([json.token_type, json.expires_in >= 1], ['Bearer', true]);
    return '';
  }
  assert.equal(status, 503);
  assert.ok(Number(headers['retry-after']) > 0, 'a 503 without Retry-After');
  assert.equal(text, '', 'a 503 with a body');
  return text;
}

function refused({ status, text }: Reply, expected: number): string {
  assert.equal(status, expected);
  return text;
}

import http, { type Agent, type IncomingHttpHeaders } from 'node:http';
import type { TestContext } from 'node:test';
import type { TokenEndpointConfig } from '../../src/token-endpoint/protocol.ts';
import type { Inputs } from '../../src/tokens.ts';
import { type FakeGitHub, startGitHub } from '../servers/github.ts';
import { type FakeSts, startSts } from '../servers/sts.ts';

export const ID_PATH = '/oauth2/token';
export const ACCESS_PATH = '/sts/v1/oauth2/token';
export const GRANT = 'grant_type=client_credentials';
export const FORM = 'application/x-www-form-urlencoded';
export const CREDENTIALS = { clientId: 'confluent-cloud-auth', clientSecret: 'c2VjcmV0-of_the-endpoint' };
export const STOP_KEY = 'key-that-ends-it';
/** A test that waits longer hangs, also on a busy machine. */
export const HANG_MS = 60_000;
/** For suites whose tests may run at the same time, and must end. */
export const together = { concurrency: true, timeout: 3 * HANG_MS };

export function basic(id = CREDENTIALS.clientId, secret = CREDENTIALS.clientSecret): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Empty if the body is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches into JSON that it knows
  readonly json: any;
}

export interface Ask {
  readonly path?: string;
  readonly method?: string;
  /** Win over the good ones; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
  readonly agent?: Agent;
}

/** One request to a token endpoint; a good one, but for what is given. */
export function ask(port: number, options: Ask = {}): Promise<Reply> {
  const { path = ID_PATH, method = 'POST', body = GRANT, agent = false } = options;
  const all = { authorization: basic(), 'content-type': FORM, ...options.headers };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path, method, headers, agent, timeout: HANG_MS };
    const request = http.request(target as http.RequestOptions, async (response) => {
      let text = '';
      try {
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
      } catch (error) {
        reject(error);
      }
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
    });
    // After the reply, a server may have had enough of the body.
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Waits until it holds; for what has no event, such as the end of a process that is not our child. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + HANG_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export interface Remotes {
  readonly github: FakeGitHub;
  readonly sts: FakeSts;
}

/** Both remotes; `pool-a` takes every token. */
export async function startRemotes(t: TestContext): Promise<Remotes> {
  const github = await startGitHub();
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-a': { filter: 'true' } } });
  t.after(() => Promise.all([github.close(), sts.close()]));
  return { github, sts };
}

/** What main would tell the endpoint's process, in its first line. */
export function configFor({ github, sts }: Remotes, changes: Partial<Inputs> = {}): TokenEndpointConfig {
  const inputs: Inputs = {
    identityPoolId: 'pool-a',
    audience: 'https://api.confluent.cloud',
    expiresIn: 900,
    endpoint: sts.url,
    environmentVariable: '',
    maxAttempts: 2,
    timeoutSeconds: 30,
    tokenEndpoint: true,
    tokenEndpointPort: 0,
    ...changes,
  };
  return {
    inputs,
    credentials: CREDENTIALS,
    stopKey: STOP_KEY,
    requestUrl: github.env.ACTIONS_ID_TOKEN_REQUEST_URL as string,
    requestToken: github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string,
    proxy: '',
    timeLeftMs: HANG_MS,
  };
}

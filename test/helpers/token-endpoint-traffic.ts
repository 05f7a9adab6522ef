import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { hang, type Reply } from '../servers/replies.ts';
import { HANG_MS } from './token-endpoint.ts';

/** All requests of this process, as Node tells of them. */
const open = new Set<ClientRequest>();
/** Ports at the clients' end of requests that wait for a time to come, not for the network. */
const waiting = new Set<number | undefined>();
const endpoints = new Set<number>();

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  open.add(request);
  request.once('close', () => open.delete(request));
});
subscribe('http.server.request.start', (message) => {
  const { request, response, server } = message as Arrival;
  const { port } = (server.address() ?? {}) as Partial<AddressInfo>;
  if (port !== undefined && endpoints.has(port)) waits(request, response);
});

function waits({ socket: { remotePort } }: IncomingMessage, response: ServerResponse): void {
  waiting.add(remotePort);
  response.once('finish', () => waiting.delete(remotePort));
  response.once('close', () => waiting.delete(remotePort));
}

/** A client of the token endpoint on this port may wait for a time to come. */
export function watchEndpoint(port: number): void {
  endpoints.add(port);
}

/** `hang`, for use with a test clock: no reply is on its way. */
export function silent(): Reply {
  return (request, response, context) => {
    waits(request, response);
    return hang()(request, response, context);
  };
}

/** So many turns of the event loop take what is neither a request nor a sleep. */
const QUIET_TURNS = 6;

/** Resolves when no request of this process is on its way, there or back. */
export async function trafficSettled(): Promise<void> {
  const deadline = performance.now() + HANG_MS;
  for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
    await turn();
    if ([...open].some(({ socket }) => !waiting.has(socket?.localPort))) quiet = 0;
    if (performance.now() > deadline) throw new Error('a request is under way for ever');
  }
}

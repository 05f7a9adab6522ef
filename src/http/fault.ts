import { getProxyUrl } from '@actions/http-client';

/** No reply came, or one that cannot be read. `detail` is ours or an error code of Node, never remote text. */
export interface HttpFault {
  readonly kind: 'fault';
  readonly code: 'UNREACHABLE' | 'TIMED_OUT' | 'UNEXPECTED_REPLY';
  readonly detail: string;
  readonly heals: boolean;
  readonly cause?: unknown;
}

/** No complete answer within the time. */
export function timedOut(timeoutMs: number): HttpFault {
  const detail = `no complete answer within ${(timeoutMs / 1000).toFixed(1)} s`;
  return { kind: 'fault', code: 'TIMED_OUT', detail, heals: true };
}

/** The code of the error for a reply 101. */
export const SWITCHED = 'SWITCHED_PROTOCOLS';

/** What an exception of the client means. */
export function faultOf(error: unknown, url: URL): HttpFault {
  const code = codeOf(error);
  if (code === SWITCHED) {
    return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'status 101', heals: false, cause: error };
  }
  if (code.startsWith('HPE_')) {
    return {
      kind: 'fault',
      code: 'UNEXPECTED_REPLY',
      detail: `not HTTP (${code})`,
      heals: false,
      cause: error,
    };
  }
  // A certificate that does not verify will not verify a second later; a proxy's 4xx is as final as any.
  const heals = !/CERT|ERR_TLS|ERR_SSL|ERR_INVALID|UNABLE_TO|EPROTO|answered 4(?!08|29)/.test(code);
  const detail = `${code}${throughProxy(url)}`;
  return { kind: 'fault', code: 'UNREACHABLE', detail, heals, cause: error };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const status = error instanceof Error && /statusCode=(\d{3})$/.exec(error.message)?.[1];
  return status ? `the proxy answered ${status}` : typeof code === 'string' ? code : 'connection failed';
}

/** Names the proxy's host only: its URL may hold a password. */
function throughProxy(url: URL): string {
  try {
    const proxy = getProxyUrl(url.href);
    return proxy === '' ? '' : `, through the proxy ${new URL(proxy).host}`;
  } catch {
    return ', the URL in https_proxy is not valid';
  }
}

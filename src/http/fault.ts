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
export function timedOut(timeoutMs: number, url: URL): HttpFault {
  const detail = `no complete answer within ${(timeoutMs / 1000).toFixed(1)} s${withoutScheme(proxyOf(url))}`;
  return { kind: 'fault', code: 'TIMED_OUT', detail, heals: true };
}

/** The code of the error for a reply 101. */
export const SWITCHED = 'SWITCHED_PROTOCOLS';

const PROXY_CERTIFICATE = 'the certificate of the proxy is not trusted';

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
  const heals =
    code !== PROXY_CERTIFICATE &&
    !/CERT|ERR_TLS|ERR_SSL|ERR_INVALID|UNABLE_TO|EPROTO|answered 4(?!08|29)/.test(code);
  const detail = `${code}${throughProxy(proxyOf(url))}`;
  return { kind: 'fault', code: 'UNREACHABLE', detail, heals, cause: error };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const ofProxy = error instanceof Error ? codeOfProxy(error.message) : undefined;
  return ofProxy ?? (typeof code === 'string' ? code : 'connection failed');
}

/**
 * What is wrong with the way to a proxy. The package `tunnel` says it in the message alone, by the words of
 * Node, which may repeat what the proxy has sent; the code is always ECONNRESET.
 */
function codeOfProxy(message: string): string | undefined {
  const said = /^tunneling socket could not be established, (.*)$/s.exec(message)?.[1] ?? '';
  const status = /^statusCode=(\d{3})$/.exec(said)?.[1];
  if (status) return `the proxy answered ${status}`;
  if (/^cause=.*\bcertificate\b/.test(said)) return PROXY_CERTIFICATE;
  return /^cause=[a-z]+ (E[A-Z_]+)(?: |$)/.exec(said)?.[1];
}

/** The proxy for this URL, as the toolkit reads it from the environment. */
function proxyOf(url: URL): URL | 'none' | 'not valid' {
  try {
    const proxy = getProxyUrl(url.href);
    return proxy === '' ? 'none' : new URL(proxy);
  } catch {
    return 'not valid';
  }
}

/** Names the proxy's host only: its URL may hold a password. */
function throughProxy(proxy: URL | 'none' | 'not valid'): string {
  if (proxy === 'none') return '';
  if (proxy === 'not valid') return ', the URL in https_proxy is not valid';
  return withoutScheme(proxy) || `, through the proxy ${proxy.host}`;
}

/**
 * `host:3128` is a URL with the scheme `host:`, and so is `user:password@host:3128`. It names no host, so
 * the toolkit connects without a proxy.
 */
function withoutScheme(proxy: URL | 'none' | 'not valid'): string {
  if (typeof proxy === 'string' || /^https?:$/.test(proxy.protocol)) return '';
  return proxy.host === ''
    ? ', without a proxy: http:// is missing at the start of https_proxy'
    : ', https_proxy must begin with http:// or https://';
}

import type { HttpReply } from '../tokens.ts';

/** A request that brought no reply, or one that cannot be read. */
export interface HttpFailure {
  readonly code: 'UNREACHABLE' | 'TIMED_OUT' | 'UNEXPECTED_REPLY';
  /** Our words, an error code of Node or a reason of OpenSSL; never the text of a remote. */
  readonly detail: string;
  /** Whether it may be gone at another attempt. */
  readonly heals: boolean;
  readonly cause?: unknown;
}

/** What comes of one attempt; undefined if there was no time left to ask. */
export type Outcome = HttpReply | HttpFailure | undefined;

/** Whether the remote has answered 429. */
export function isRateLimit(outcome: Outcome): boolean {
  return outcome !== undefined && 'status' in outcome && outcome.status === 429;
}

/** No complete answer within the time. */
export function timedOut(timeoutMs: number): HttpFailure {
  const detail = `no complete answer within ${(timeoutMs / 1000).toFixed(1)} s`;
  return { code: 'TIMED_OUT', detail, heals: true };
}

/** Errors of the system and of the connection. Errors of TLS have codes of another form, and are final. */
const HEALS =
  /^(E(?!RR_|PROTO)[A-Z_]+|ERR_(SOCKET|STREAM)_[A-Z_]+|connection failed|the proxy answered (408|429|5..))$/;

/** What an exception of the client means. */
export function failureOf(error: unknown): HttpFailure {
  const code = codeOf(error);
  if (code.startsWith('HPE_'))
    return { code: 'UNEXPECTED_REPLY', detail: `not HTTP (${code})`, heals: false, cause: error };
  const heals = HEALS.test(code);
  const reason = heals ? '' : reasonOf(error);
  return { code: 'UNREACHABLE', detail: code + reason, heals, cause: error };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const ofProxy = error instanceof Error ? codeOfProxy(error.message) : undefined;
  return ofProxy ?? (typeof code === 'string' ? code : 'connection failed');
}

/**
 * What is wrong with the way to a proxy. The package `tunnel` says it in the message alone, which may repeat what
 * the proxy has sent; its code is always ECONNRESET.
 */
function codeOfProxy(message: string): string | undefined {
  const said = /^tunneling socket could not be established, (.*)$/s.exec(message)?.[1] ?? '';
  const status = /^statusCode=(\d{3})$/.exec(said)?.[1];
  if (status) return `the proxy answered ${status}`;
  if (/^cause=.*\bcertificate\b/.test(said)) return 'the certificate of the proxy is not trusted';
  return /^cause=[a-z]+ (E[A-Z_]+)(?: |$)/.exec(said)?.[1];
}

/**
 * OpenSSL's words for an error of TLS, from its own tables, without the advice that Node adds. Text of another form
 * may repeat what a certificate says.
 */
function reasonOf(error: unknown): string {
  const { reason, message } = error as { reason?: unknown; message?: unknown };
  const text = typeof reason === 'string' ? reason : typeof message === 'string' ? message : '';
  const words = /^([A-Za-z][\w ,'-]{2,79})(?:;|$)/.exec(text)?.[1];
  return words ? ` (${words})` : '';
}

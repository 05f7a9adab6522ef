import { ActionError, type ErrorCode } from '../errors.ts';
import { parseObject } from '../json.ts';
import type { HttpReply } from '../tokens.ts';
import { throughProxy } from './proxy.ts';

/**
 * The error of a 4xx that seems to come from between the runner and the remote; undefined if it is in a form
 * that the remote may have.
 * @param proxy the variable https_proxy
 * @param also what to check besides, as the end of the sentence
 */
export function pageError(
  code: ErrorCode,
  remote: string,
  url: URL,
  reply: HttpReply,
  proxy: string,
  also: string,
): ActionError | undefined {
  if (!isPage(reply)) return undefined;
  return new ActionError(
    code,
    `${url.host} answered ${reply.status} with a page that is not in ${remote}'s form: a proxy, firewall or gateway may have answered.`,
    `Check the way from the runner to ${url.host}${throughProxy(url, proxy)}${also}.`,
  );
}

/** An empty body or object is no page: nobody has seen in which form the remote refuses. */
function isPage({ headers, body }: HttpReply): boolean {
  const { errors, error, message } = parseObject(body) ?? {};
  const isKnown = [errors, error, message].some((value) => value !== undefined);
  const isEmpty = ['', '{}'].includes(body.replace(/\s+/g, ''));
  return !isKnown && !isEmpty && headers['x-request-id'] === undefined;
}

import { ActionError } from '../errors.ts';
import { pageError } from '../http/page.ts';
import { parseObject } from '../json.ts';
import type { Redactor } from '../secret.ts';
import type { HttpReply } from '../tokens.ts';

/**
 * The error of a 4xx that answers the request of an ID token: with the words of GitHub, if it has some.
 * @param proxy the variable https_proxy: it may have answered in GitHub's place
 */
export function refusalOf(reply: HttpReply, url: URL, proxy: string, redactor: Redactor): ActionError {
  const body = parseObject(reply.body);
  // Nobody has seen a token in a refusal; one would be masked like any other.
  if (typeof body?.value === 'string') redactor.protect(body.value);
  const also = ', and the IP allow list of the organisation';
  const page = pageError('GITHUB_REFUSED', 'GitHub', url, reply, proxy, also);
  if (page) return page;
  const said = typeof body?.message === 'string' ? redactor.clean(body.message) : '';
  const words = said.replace(/\.$/, '');
  return new ActionError(
    'GITHUB_REFUSED',
    `GitHub refused to issue an ID token: status ${reply.status}${words && `: ${words}`}.`,
    "Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.",
  );
}

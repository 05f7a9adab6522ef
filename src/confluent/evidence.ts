import type { Redactor } from '../secret.ts';
import type { Claims, Inputs, Refusal } from '../tokens.ts';

/** All that is known of an exchange that Confluent refused. */
export interface Evidence {
  readonly refusal: Refusal;
  /** Of the ID token that was sent last. */
  readonly claims: Claims;
  readonly inputs: Pick<Inputs, 'endpoint' | 'identityPoolId' | 'expiresIn' | 'audience'>;
  /** What the two inputs are if the workflow does not set them. */
  readonly defaults: { readonly audience: string; readonly endpoint: string };
  /** The event that started the run, as the runner names it. */
  readonly eventName: string;
  /** Seconds that the runner's clock is ahead of the remotes' (behind: negative), if it is known. */
  readonly clockDifference?: number | undefined;
}

/** The evidence, with the questions that more than one cause asks of it. */
export interface Case extends Evidence {
  /** A claim that is text, as it came. */
  claim(name: string): string | undefined;
  /** Any text, safe to print. */
  show(text: unknown, longest?: number): string;
  /** Titles and details of the reply, one a line: to search in, not to print. */
  readonly words: string;
  /** Last parts of the names that the reply gives as sources: `expires_in` for `/expires_in`. */
  readonly parameters: readonly string[];
  /** The event that started the run; the claim comes first. */
  readonly event: string;
}

/** More of a remote's text than this is not searched. */
const LONGEST_SEARCHED = 2_000;

/** Makes the evidence ready to be asked. */
export function caseOf(evidence: Evidence, redactor: Redactor): Case {
  const { errors } = evidence.refusal;
  const claim = (name: string) => textOf(evidence.claims[name]);
  const texts = errors.flatMap(({ title, detail }) => [textOf(title) ?? [], textOf(detail) ?? []].flat());
  const sources = errors.flatMap(({ parameter, pointer }) => textOf(parameter) ?? textOf(pointer) ?? []);
  return {
    ...evidence,
    claim,
    show: (text, longest = 200) => redactor.clean(text, longest),
    words: texts.map((text) => text.slice(0, LONGEST_SEARCHED)).join('\n'),
    parameters: [...new Set(sources.map(lastPart))],
    event: claim('event_name') ?? evidence.eventName,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Of a JSON pointer (RFC 6901), or of a path with dots. */
function lastPart(source: string): string {
  return (
    source
      .slice(0, LONGEST_SEARCHED)
      .split(/[/.#]/)
      .findLast((part) => part !== '') ?? source
  );
}

/** A run for a pull request: its `ref` names the merge of this one pull request. */
export function isPullRequest({ claim, event }: Case): boolean {
  return event === 'pull_request' || (claim('ref') ?? '').startsWith('refs/pull/');
}

/** Told by either, since no filter may be offered: the claim, or what the runner says. */
export function isPullRequestTarget({ event, eventName }: Case): boolean {
  return event === 'pull_request_target' || eventName === 'pull_request_target';
}

/** The name in a `ref` that is a tag, with `refs/tags/` before it. */
export function tagOf({ claim }: Case): string | undefined {
  const ref = claim('ref');
  return ref?.startsWith('refs/tags/') ? ref : undefined;
}

/** What tags of the same kind begin with: all of the tag before its first digit. */
export function tagPrefix(tag: string): string {
  return /^refs\/tags\/\D*/.exec(tag)?.[0] ?? tag;
}

/** The default form of `sub` before July 2026, the one since, or one that somebody has chosen. */
export type SubForm = 'plain' | 'immutable' | 'custom';

/**
 * The form of a `sub`. A colon within a value is written `%3A`.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
export function subForm(sub: string): SubForm {
  const parts = /^repo:([^/:]+)\/([^/:]+):(?:environment:[^:]*|ref:[^:]*|pull_request)$/s.exec(sub);
  if (!parts) return 'custom';
  return parts.slice(1).every((name) => /@\d+$/.test(name)) ? 'immutable' : 'plain';
}

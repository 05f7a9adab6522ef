import { isLargeDifference } from '../clock.ts';
import { CONFLUENT_API, type Inputs } from '../tokens.ts';
import { isOpenPullRequest, isQueued, isReusable, refCondition, subForm, type Texts } from './filters.ts';
import { oddPoolIds } from './pool-id.ts';

/** The issuer of github.com. */
const GITHUB = 'https://token.actions.githubusercontent.com';

/** What is known of an exchange that Confluent refused, as far as it can show the cause. */
export interface Evidence {
  /** The words of the reply: to search in, not to print. */
  readonly words: readonly string[];
  /** Of the ID token that was sent last; none, if nobody has checked them. */
  readonly claims: Texts;
  readonly inputs: Pick<Inputs, 'endpoint' | 'identityPoolId' | 'expiresIn' | 'audience'>;
  /** Seconds that the runner's clock is ahead of the remotes' (behind: negative), if it is known. */
  readonly clockDifference: number | undefined;
  /** Any text, safe to print. */
  readonly show: (text: unknown) => string;
}

interface Row {
  /** A pattern is for the words of the reply. */
  readonly evidence: RegExp | ((given: Evidence) => boolean);
  /** The cause; behind the colon its fix. */
  readonly text: string | ((given: Evidence) => string);
}

/** Words that say nothing of the pool. */
export const LIFETIME = /expires_in/i;

/** The surest evidence first: the words of the reply, what can be wrong in any run, what is rare in this one. */
const TABLE: readonly Row[] = [
  {
    evidence: LIFETIME,
    text: ({ inputs }) =>
      `Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is ${inputs.expiresIn}).`,
  },
  {
    evidence: /(?<![a-z])kid(?![a-z])|jwks|(?:unknown|signing|matching|public) key/i,
    text: 'Confluent does not know the key (kid) that signed the ID token: refresh the JWKS of the identity provider.',
  },
  {
    evidence: /processing[\s_]+failed|signature|issuer|"iss"/i,
    text: ({ claims, show }) =>
      `The reply speaks of the signature or the issuer: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss (${show(claims.iss)}) and the jwks_uri in its /.well-known/openid-configuration.`,
  },
  {
    evidence: /\bexpired\b|not (?:yet )?valid (?:yet|before)|not yet valid|in the future|"(?:exp|nbf|iat)"/i,
    text: 'The reply says that the ID token is expired or not yet valid: run the job again; if that does not help, compare the clocks of GitHub (your own GitHub Enterprise Server) and Confluent.',
  },
  {
    evidence: /(?<![a-z])ip(?![a-z])/i,
    text: 'The reply speaks of an IP address: compare the addresses of the runner with the IP filters of the organisation.',
  },
  {
    evidence:
      /status 404|identity_pool_id|\bpool\b.*(?:not (?:be )?found|does(?: not|n't) exist)|(?:no such|unknown) (?:identity )?pool/is,
    text: ({ inputs, show }) =>
      `The pool or the URL may not exist: check that ${show(inputs.identityPoolId)} is a pool of this organisation and was not deleted, and the input endpoint (it is ${show(inputs.endpoint)}).`,
  },
  {
    evidence: /(?<!ip[\s_-]?)filter|\bclaims\b/i,
    text: 'The reply speaks of the filter or the claims: compare the two.',
  },
  {
    evidence: ({ clockDifference }) => isLargeDifference(clockDifference),
    text: ({ clockDifference: seconds = 0 }) =>
      `The clock of this runner is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the clock of the server: synchronise the runner with NTP.`,
  },
  {
    evidence: ({ inputs }) => oddPoolIds(inputs.identityPoolId).length > 0,
    text: ({ inputs }) => oddPoolIds(inputs.identityPoolId).join(' '),
  },
  {
    evidence: ({ inputs }) => inputs.endpoint !== CONFLUENT_API,
    text: ({ inputs, show }) =>
      `The reply may be that of another server: the input endpoint is ${show(inputs.endpoint)}, not the default.`,
  },
  {
    evidence: ({ claims: { iss } }) => iss !== undefined && iss !== GITHUB,
    text: ({ claims, show }) =>
      `iss is ${show(claims.iss)} and not ${GITHUB}: the identity provider must have exactly this issuer, and its JWKS URI.`,
  },
  {
    evidence: ({ claims: { aud } }) => aud !== undefined && aud !== CONFLUENT_API,
    text: ({ claims, inputs, show }) =>
      `aud is ${show(claims.aud)}, ${inputs.audience === '' ? "GitHub's own, since the input audience is empty" : `and not the default ${CONFLUENT_API}`}: the filter must compare claims.aud with the same text, letter by letter, a slash at the end included.`,
  },
  {
    evidence: ({ claims }) => claims.ref?.startsWith('refs/tags/') ?? false,
    text: ({ claims, show }) =>
      `ref is the tag ${show(claims.ref)}, which a filter on a branch does not match: use ${show(refCondition(claims))}.`,
  },
  {
    evidence: ({ claims }) => claims.event_name === 'pull_request_target',
    text: 'The event is pull_request_target, which has the claims of the base branch but may work on code from a fork: use pull_request, or run this job on push after the merge.',
  },
  {
    evidence: ({ claims }) =>
      isOpenPullRequest(claims) || /^pull_request(?!_target)/.test(claims.event_name ?? ''),
    text: ({ claims, show }) =>
      `The run is for ${isOpenPullRequest(claims) ? 'an open' : 'a closed'} pull request, and ref is ${show(claims.ref)}: use ${show(refCondition(claims))} with claims.event_name.`,
  },
  {
    evidence: ({ claims }) => isQueued(claims),
    text: ({ claims, show }) =>
      `ref (${show(claims.ref)}) is one entry of a merge queue, which a filter on the branch does not match: use ${show(refCondition(claims))}.`,
  },
  {
    evidence: ({ claims }) => isReusable(claims),
    text: 'The job is in a reusable workflow, so repository, ref and sub are those of its caller: filter by the caller, and by job_workflow_ref if only this workflow is meant.',
  },
  {
    evidence: ({ claims: { sub } }) => sub !== undefined && subForm(sub) === 'custom',
    text: "sub has neither of GitHub's default forms, so the organisation or the repository has customised it: filter by other claims, such as repository_id, ref or environment.",
  },
  {
    evidence: ({ claims: { sub } }) => sub !== undefined && subForm(sub) === 'immutable',
    text: 'sub has the immutable form repo:OWNER@ID/REPO@ID:…, as in repositories created, renamed or transferred since July 2026: a filter that compares it with repo:OWNER/REPO:… never matches, so use one of the filters below.',
  },
];

/** Causes for which there is evidence, each with its fix, in the order of the table. */
export function causesOf(given: Evidence): string[] {
  const isSeen = ({ evidence }: Row) =>
    evidence instanceof RegExp ? given.words.some((text) => evidence.test(text)) : evidence(given);
  return TABLE.filter(isSeen).map(({ text }) => (typeof text === 'string' ? text : text(given)));
}

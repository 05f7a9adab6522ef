import {
  type Case,
  isPullRequest,
  isPullRequestTarget,
  type SubForm,
  subForm,
  tagOf,
  tagPrefix,
} from './evidence.ts';
import { celString } from './filter.ts';

/** The issuer of github.com. */
const GITHUB = 'https://token.actions.githubusercontent.com';

type Cause = (given: Case) => string | undefined;

/** What is rare in a run, so that a filter was most likely not written for it. */
const RARE: readonly Cause[] = [
  pullRequestTarget,
  issuer,
  slash,
  ownAudience,
  pullRequest,
  tag,
  sub('custom'),
  sub('immutable'),
];

/** What may be a cause in any run. */
const ORDINARY: readonly Cause[] = [environment, noEnvironment, defaultAudience, sub('plain')];

/** Causes that what is rare in this run supports, the most likely first. */
export function rareCauses(given: Case): string[] {
  return RARE.flatMap((cause) => cause(given) ?? []);
}

/** Causes that the claims of this run support as those of many others do, the most likely first. */
export function ordinaryCauses(given: Case): string[] {
  return ORDINARY.flatMap((cause) => cause(given) ?? []);
}

function pullRequestTarget(given: Case): string | undefined {
  if (!isPullRequestTarget(given)) return undefined;
  return 'The event is pull_request_target, and no filter that admits it is offered: such a run has the rights of this repository, but may work on code from a fork. Use pull_request, or run this job on push after the merge.';
}

function issuer({ claim, show }: Case): string | undefined {
  const iss = claim('iss');
  if (iss === undefined || iss === GITHUB) return undefined;
  return `iss is ${show(iss)} and not ${GITHUB}, as with GitHub Enterprise Server, GHE.com or an issuer of an enterprise: the identity provider must have exactly this issuer, and its JWKS URI.`;
}

/** Whether `aud` is the default but for the slash at its end. */
function isSlashApart({ claim, defaults }: Case): boolean {
  const aud = claim('aud');
  const bare = (text: string) => text.replace(/\/$/, '');
  return aud !== undefined && aud !== defaults.audience && bare(aud) === bare(defaults.audience);
}

function slash(given: Case): string | undefined {
  if (!isSlashApart(given)) return undefined;
  const { claim, show, defaults } = given;
  const aud = claim('aud');
  return `aud is ${show(aud)}, and the default of the input audience is ${defaults.audience}: they differ by the slash at the end, and so may the filter. Make the input and the filter agree.`;
}

function pullRequest(given: Case): string | undefined {
  if (!isPullRequest(given) || isPullRequestTarget(given)) return undefined;
  const name = celString(given.event);
  return `The run is for a pull request, and ref (${given.show(given.claim('ref') ?? '(absent)')}) names this one pull request: filter by claims.event_name == ${given.show(name)} in place of ref.`;
}

function tag(given: Case): string | undefined {
  const ref = tagOf(given);
  if (ref === undefined) return undefined;
  const prefix = given.show(celString(tagPrefix(ref)));
  return `ref is the tag ${given.show(ref)}, which a filter on a branch does not match: use claims.ref.startsWith(${prefix}), or give the job an environment and filter by claims.environment.`;
}

function environment({ claim, show }: Case): string | undefined {
  const name = claim('environment');
  if (name === undefined || subForm(claim('sub') ?? '') === 'custom') return undefined;
  return `The job has the environment ${show(name)}, so sub ends with environment:NAME in place of the ref: a filter on sub must say so too, or use claims.environment.`;
}

function noEnvironment({ claims }: Case): string | undefined {
  if (claims.environment !== undefined) return undefined;
  return 'The job has no environment: if the filter names one, add environment: NAME to the job, and do not widen the filter.';
}

/** Somebody has chosen another audience, so the filter of the documentation does not fit. */
function ownAudience(given: Case): string | undefined {
  const { inputs, defaults } = given;
  if (inputs.audience === defaults.audience) return undefined;
  return inputs.audience === ''
    ? audience(given, "GitHub's own, since the input audience is empty")
    : audience(given, `from the input audience; the default is ${defaults.audience}`);
}

function defaultAudience(given: Case): string | undefined {
  const { inputs, defaults } = given;
  if (inputs.audience !== defaults.audience) return undefined;
  return audience(given, 'the default of the input audience');
}

function audience(given: Case, origin: string): string | undefined {
  const aud = given.claim('aud');
  if (aud === undefined || isSlashApart(given)) return undefined;
  return `aud is ${given.show(aud)} (${origin}): the filter must compare claims.aud with the same text, letter by letter, a slash at the end included.`;
}

const FORMS: Readonly<Record<SubForm, string>> = {
  custom:
    "sub has neither of GitHub's default forms, so the organisation or the repository has customised it: filter by other claims, such as repository_id, ref or environment.",
  immutable:
    'sub has the immutable form repo:OWNER@ID/REPO@ID:…, as in repositories created, renamed or transferred since July 2026: a filter that compares it with repo:OWNER/REPO:… never matches. Use one of the filters below.',
  plain:
    'sub has the form repo:OWNER/REPO:…: a filter that compares it with the immutable form repo:OWNER@ID/REPO@ID:… does not match; and it changes to that form if the repository is renamed or transferred. Use the filter by ids below.',
};

function sub(form: SubForm): Cause {
  return ({ claim }) => {
    const text = claim('sub');
    return text !== undefined && subForm(text) === form ? FORMS[form] : undefined;
  };
}

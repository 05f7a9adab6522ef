import { CONFLUENT_API } from '../http/urls.ts';
import type { Redactor } from '../secret.ts';
import type { Inputs } from '../tokens.ts';
import { isReusable, type Place, placeOf, subFormat, type Texts } from './run-kinds.ts';

/** The issuer of github.com. */
const GITHUB = 'https://token.actions.githubusercontent.com';

/**
 * What is true of every run of this kind, and what the author of a filter may have overlooked. Each line is a
 * condition: this action does not know the filter.
 */
export function conditionsFor(claims: Texts, inputs: Inputs, redactor: Redactor): string[] {
  const { iss, aud, sub, environment, event_name: event = '', job_workflow_ref: job } = claims;
  const place = placeOf(claims);
  const ref = redactor.clean(claims.ref, 100);
  const format = sub === undefined ? undefined : subFormat(sub);
  const ownAudience = inputs.audience === '' ? ", GitHub's own, since the input audience is empty" : '';
  const isOfAnother = repositoryOf(job) !== repositoryOf(claims.workflow_ref);
  const conditions: [isTrue: boolean, text: string][] = [
    [
      inputs.endpoint !== CONFLUENT_API,
      `If it is no API of Confluent: the input endpoint is ${redactor.clean(inputs.endpoint)}, so another server may have answered.`,
    ],
    [
      iss !== undefined && iss !== GITHUB,
      `If the provider of the pool is for ${GITHUB}: iss is ${redactor.clean(iss)} here, and the provider of the pool must have exactly this issuer.`,
    ],
    [
      aud !== undefined && aud !== CONFLUENT_API,
      `If the filter names aud: here it is ${redactor.clean(aud)}${ownAudience}, and the two must be the same letter by letter, a slash at the end included.`,
    ],
    [
      format === 'plain',
      'If the filter names sub: here it has the form repo:OWNER/REPO:…, which repo:OWNER@ID/REPO@ID:… does not match.',
    ],
    [
      format === 'immutable',
      'If the filter names sub: here it has the immutable form repo:OWNER@ID/REPO@ID:…, which repo:OWNER/REPO:… does not match.',
    ],
    [
      format === 'custom',
      "If the filter names sub: here it has neither of GitHub's default forms, so the organisation or the repository has customised it.",
    ],
    [
      environment !== undefined && format !== 'custom',
      'If the filter names sub: environment: NAME of the job stands in it in place of the ref.',
    ],
    [
      environment === undefined,
      'If the filter names an environment: this job has none, so add environment: NAME to the job.',
    ],
    [
      place === 'nothing',
      'If the filter names ref or sub: this run has no ref: a release or a deployment of a commit.',
    ],
    [
      PLACES[place] !== undefined,
      `If the filter names a branch: ref (${ref}) is ${PLACES[place]}, which it does not match.`,
    ],
    [
      place === 'branch' && /^pull_request(?!_target)/.test(event),
      `If the filter names refs/pull/: this pull request is closed, and ref is ${ref}.`,
    ],
    [
      isReusable(claims) && isOfAnother,
      'If the filter names repository, ref or sub: this job is in a reusable workflow of another repository, and these claims are those of its caller, so filter by the caller.',
    ],
    [
      isReusable(claims) && !isOfAnother,
      `If the filter names a workflow: this job is in ${redactor.clean(job)}.`,
    ],
    [
      event === 'pull_request_target',
      'If the filter excludes pull_request_target, as each of ours does: such a run may run code from a fork, so use pull_request, or push after the merge.',
    ],
    [
      event === 'issue_comment' || event === 'workflow_run',
      `If the filter lists events: ${event} runs on the default branch, whoever has caused it.`,
    ],
  ];
  return conditions.filter(([isTrue]) => isTrue).map(([, text]) => text);
}

/** Places other than the branch that people think of. */
const PLACES: Partial<Record<Place, string>> = {
  'pull request': 'that of an open pull request',
  queue: 'that of an entry of a merge queue',
  tag: 'a tag',
};

/** `owner/repo` of the `owner/repo/path@ref` that a workflow has. */
function repositoryOf(workflow = ''): string {
  return workflow.split('/', 2).join('/');
}

import { readFileSync, statSync } from 'node:fs';
import { ActionError } from '../errors.ts';
import { asObject } from '../json.ts';
import type { Context } from '../tokens.ts';

const DOCS = 'https://docs.github.com/actions/reference/security/oidc';

/** The part of the context that tells why there is no ID token. */
type Run = Pick<Context, 'eventName' | 'actor' | 'workflowRef' | 'otherRunner'>;

/**
 * Why a job that cannot ask for an ID token cannot, as far as the environment shows it.
 * @param event the event payload, or undefined if it could not be read
 */
export function whyNoIdToken(run: Run, event: unknown): ActionError {
  const { actor, eventName, otherRunner } = run;
  if (otherRunner) return noPermission(withoutIssuer(otherRunner));
  if (actor === 'dependabot[bot]') return dependabot();
  const pull = asObject(asObject(event)?.pull_request);
  if (pull && eventName !== 'pull_request_target' && comesFromFork(pull)) return fork();
  const mayBeFork = !pull && /^pull_request(?!_target)/.test(eventName);
  return noPermission((mayBeFork ? MAY_BE_FORK : '') + permissions(run));
}

const MAY_BE_FORK =
  'GitHub issues no ID token to a pull request from a fork; if this one is from this repository: ';

function comesFromFork(pull: Readonly<Record<string, unknown>>): boolean {
  const head = asObject(asObject(pull.head)?.repo);
  const base = asObject(asObject(pull.base)?.repo);
  // A deleted fork leaves a null behind.
  return !head || head.id !== base?.id || head.full_name !== base?.full_name;
}

function fork(): ActionError {
  return new ActionError(
    'FORK_PULL_REQUEST',
    'GitHub issues no ID token to a pull request from a fork, whatever its permissions say.',
    "Skip this job for forks (if: github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository), and run what needs Confluent Cloud after the merge. Do not switch to pull_request_target: it would give the fork's code your access.",
  );
}

function dependabot(): ActionError {
  return new ActionError(
    'DEPENDABOT',
    'GitHub issued no ID token to this run, which Dependabot started: such runs are treated like pull requests from forks.',
    "Add id-token: write to the job's permissions; if that does not help, skip this job (if: github.actor != 'dependabot[bot]') and run it on push after the merge.",
  );
}

function noPermission(remedy: string): ActionError {
  return new ActionError(
    'NO_PERMISSION',
    'This job may not ask for an ID token: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set.',
    remedy,
  );
}

function withoutIssuer(runner: string): string {
  return `This runner (${runner}) issues no ID token that Confluent could know, or only with a switch of its own (Forgejo from 15 on): run this job on GitHub.`;
}

function permissions({ workflowRef }: Run): string {
  const caller = workflowRef === '' ? 'the calling workflow' : workflowRef;
  return `Add permissions: id-token: write (and contents: read, if the job checks out) to the job. In a reusable workflow the caller must grant id-token: write as well, in the job that calls it: look in ${caller}. See ${DOCS}.`;
}

/** Maximum size of a payload, in bytes; GitHub's own maximum is 25 MB. */
const LARGEST_EVENT = 32 * 1024 * 1024;

/**
 * The event payload of the run; undefined if it cannot be read: it only helps to word a message. To read a named
 * pipe would hold the step.
 */
export function readEvent(path: string): unknown {
  try {
    const file = statSync(path);
    if (!file.isFile() || file.size > LARGEST_EVENT) return undefined;
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

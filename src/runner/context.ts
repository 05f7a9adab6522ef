import type { Env } from '../env.ts';

/** What the runner says of this run, beside the inputs. */
export interface Context {
  /** How to ask GitHub for an ID token. Empty: this job gets none. */
  readonly requestUrl: string;
  readonly requestToken: string;
  readonly eventName: string;
  readonly actor: string;
  /** File with the event payload (JSON). */
  readonly eventPath: string;
  /** The workflow that was triggered, `owner/repo/.github/workflows/file@ref`; in a reusable workflow, the caller. */
  readonly workflowRef: string;
}

/** Reads the variables that GitHub's runner sets for every step. Empty text where one is absent. */
export function parseContext(env: Env): Context {
  return {
    requestUrl: env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '',
    requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '',
    eventName: env.GITHUB_EVENT_NAME ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    eventPath: env.GITHUB_EVENT_PATH ?? '',
    workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
  };
}

/** Whether the runner says how to ask for an ID token; it does where the job has the permission. */
export function canAsk({ requestUrl, requestToken }: Context): boolean {
  return requestUrl !== '' && requestToken !== '';
}

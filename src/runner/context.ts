import type { Context, Env } from '../tokens.ts';

/** Reads the variables that GitHub's runner sets for every step. Empty text where one is absent. */
export function parseContext(env: Env): Context {
  return {
    requestUrl: env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '',
    requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '',
    eventName: env.GITHUB_EVENT_NAME ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    eventPath: env.GITHUB_EVENT_PATH ?? '',
    // As the toolkit reads it.
    proxy: env.https_proxy || env.HTTPS_PROXY || '',
    workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
    otherRunner: otherRunner(env),
  };
}

/** Forgejo's and Gitea's runners are made from act, and may have its variables. */
function otherRunner(env: Env): Context['otherRunner'] {
  if (env.FORGEJO_ACTIONS) return 'Forgejo';
  if (env.GITEA_ACTIONS) return 'Gitea';
  return env.ACT === 'true' ? 'act' : undefined;
}

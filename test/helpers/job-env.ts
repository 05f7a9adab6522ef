import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A variable given as undefined is taken out of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One environment of many, the later winning. */
export function merge(parts: Env[]): Record<string, string> {
  const all = Object.entries(Object.assign({}, ...parts) as Env);
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What the runner reads of an action.yml. */
interface Action {
  readonly runs: { readonly main: string; readonly post: string };
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>;
}

export const readAction = (path: string): Action => parse(readFileSync(path, 'utf8'));

/** The inputs as variables; one that is neither given nor has a default is there, and empty. */
export function inputEnv(given: Readonly<Record<string, string>>, { inputs = {} }: Action): Env {
  const defaults = Object.entries(inputs).map(([name, input]) => [name, String(input?.default ?? '')]);
  const all: Record<string, string> = { ...Object.fromEntries(defaults), ...given };
  const variable = (name: string) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [variable(name), value]));
}

/**
 * What the runner gives every step of a job in a new directory; of our own environment only what a
 * process cannot start without.
 */
export function jobEnv(directory: string, trackingId: string, event: unknown): Env {
  for (const name of ['workspace', 'temp', 'home']) mkdirSync(join(directory, name));
  const eventPath = join(directory, 'event.json');
  writeFileSync(eventPath, JSON.stringify(event));
  const os = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[process.platform as string];
  return {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    TEMP: process.env.TEMP,
    HOME: join(directory, 'home'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__octo-org_confluent-cloud-auth',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_HEAD_REF: '',
    GITHUB_BASE_REF: '',
    GITHUB_JOB: 'deploy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_REPOSITORY_ID: '456789',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_REPOSITORY_OWNER_ID: '123456',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '17021234567',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'deploy',
    GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
    GITHUB_WORKSPACE: join(directory, 'workspace'),
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'runner-1',
    RUNNER_OS: os ?? 'Linux',
    RUNNER_TEMP: join(directory, 'temp'),
    RUNNER_TRACKING_ID: trackingId,
  };
}

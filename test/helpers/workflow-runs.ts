import { type Claims, immutableSub, plainSub } from '../servers/github.ts';

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly environment?: string | { readonly name: string };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, unknown>> };
  readonly steps?: readonly Step[];
}

interface Limits {
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  readonly types?: readonly string[];
}
type Triggers = Readonly<Record<string, Limits | null>>;

export interface Workflow {
  readonly on?: string | readonly string[] | Triggers;
  readonly jobs?: Readonly<Record<string, Job>>;
  /** Of a composite action. */
  readonly runs?: { readonly steps: readonly Step[] };
}

/** One way in which a job can run: the claims of its ID token, in both forms of `sub`. */
export interface Run {
  readonly name: string;
  readonly claims: readonly Claims[];
}

type Place = Pick<Claims, 'event_name' | 'ref'>;

const repository = {
  repository: 'octo-org/orders',
  repository_id: '456789',
  repository_owner: 'octo-org',
  repository_owner_id: '123456',
};

/** The jobs of a workflow. Steps alone, and those of a composite action, are for a job of the reader. */
export function jobsOf(workflow: Workflow | readonly Step[]): Readonly<Record<string, Job>> {
  if (isSteps(workflow)) return { 'of the reader': { steps: workflow } };
  if (workflow.runs) return { 'of the reader': { steps: workflow.runs.steps } };
  return workflow.jobs ?? {};
}

/** Every run of a job that its workflow's triggers and its matrix allow, with this audience. */
export function runsOf(workflow: Workflow | readonly Step[], job: Job, aud: string): Run[] {
  const places = isSteps(workflow) ? placesOf(undefined) : placesOf(workflow.on);
  return places.flatMap((place) =>
    environmentsOf(job).map((environment) => {
      const named = environment === undefined ? {} : { environment };
      const claims: Claims = { aud, ...repository, ...place, ...named } as Claims;
      const name = [place.event_name, place.ref, environment].filter(Boolean).join(' ');
      return { name, claims: [plainSub, immutableSub].map((sub) => ({ ...claims, sub: sub(claims) })) };
    }),
  );
}

function isSteps(workflow: Workflow | readonly Step[]): workflow is readonly Step[] {
  return Array.isArray(workflow);
}

/** A text without triggers is a part of the reader's own workflow, which is to run on pushes to main. */
function placesOf(on: Workflow['on']): Place[] {
  if (on === undefined) return placesOf({ push: { branches: ['main'] } });
  if (typeof on === 'string') return placesOf({ [on]: null });
  if (Array.isArray(on)) return placesOf(Object.fromEntries(on.map((event) => [event, null])));
  return Object.entries(on as Triggers).flatMap(([event, limits]) => placesOfEvent(event, limits ?? {}));
}

function placesOfEvent(event: string, limits: Limits): Place[] {
  const at = (ref: string) => ({ event_name: event, ref });
  if (event === 'workflow_dispatch' || event === 'schedule') return [at('refs/heads/main')];
  // The claims of a called workflow are those of its caller.
  if (event === 'workflow_call') return [{ event_name: 'push', ref: 'refs/heads/main' }];
  if (event === 'pull_request') return placesOfPullRequest(limits).map(at);
  if (event !== 'push') throw new Error(`which ref has a run of ${event}?`);
  const { branches, tags } = limits;
  if (!branches && !tags) return ['refs/heads/main', 'refs/heads/other', 'refs/tags/v1'].map(at);
  const refs = [
    ...(branches ?? []).map((name) => `refs/heads/${name}`),
    ...(tags ?? []).map((name) => `refs/tags/${name}`),
  ];
  return refs.map((ref) => at(ref.replaceAll('*', '1')));
}

/** A merged pull request has the ref of its base branch; whether it was merged, the job must look at. */
function placesOfPullRequest({ types, branches = [] }: Limits): string[] {
  if (types?.join() !== 'closed') return ['refs/pull/7/merge'];
  return branches.map((name) => `refs/heads/${name}`);
}

function environmentsOf(job: Job): (string | undefined)[] {
  const { environment } = job;
  const name = typeof environment === 'object' ? environment.name : environment;
  const axis = /^\$\{\{ matrix\.(\w+) \}\}$/.exec(name ?? '')?.[1];
  if (!axis) {
    if (name?.includes('${{')) throw new Error(`which environment is ${name}?`);
    return [name];
  }
  const { include = [], [axis]: values = [] } = job.strategy?.matrix ?? {};
  const all = [...(values as string[]), ...(include as Record<string, string>[]).map((row) => row[axis])];
  if (all.length === 0) throw new Error(`the matrix has no ${axis}`);
  return all;
}

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Command, masksOf, parseCommands, showLog } from './commands.ts';
import { type FileContents, freshFiles, parseFileCommand, readFiles } from './file-commands.ts';
import { type Env, inputEnv, jobEnv, merge, readAction } from './job-env.ts';
import { type Exit, processesOf, run } from './spawn.ts';

export * from './commands.ts';
export { type FileContents, parseFileCommand } from './file-commands.ts';
export type { Env } from './job-env.ts';

export interface StepOptions {
  /** Wins over everything the runner sets. */
  readonly env?: Env;
  /** Default 60 s, which only a hang takes; then the process is killed. */
  readonly timeoutMs?: number;
}

export interface StepResult extends Exit {
  /** The inputs as given, for the post step. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Values this step asked to hide. */
  readonly masks: string[];
  /** The log under the masks of this and all earlier steps, each from its registration onwards. */
  readonly masked: string;
  readonly commands: Command[];
  readonly outputs: Record<string, string>;
  readonly exported: Record<string, string>;
  readonly state: Record<string, string>;
  readonly summary: string;
  /** The file commands as written, before parsing. */
  readonly files: FileContents;
}

export interface RunnerOptions {
  /** Environment of the whole job, such as that of the fake GitHub. */
  readonly env?: Env;
  /** The event payload behind GITHUB_EVENT_PATH. */
  readonly event?: unknown;
  /** The program of both stages, in place of what action.yml names. */
  readonly dist?: string;
  /** That of post alone. */
  readonly post?: string;
  readonly action?: string;
  /** The Node that runs both stages; that of the tests unless told. */
  readonly node?: string | undefined;
}

export interface Runner {
  /** The job's own directory, deleted by close(): workspace, temp and file commands. */
  readonly directory: string;
  /** What steps so far have exported. */
  readonly exported: Record<string, string>;
  /** Every mask of the job so far. */
  readonly masks: ReadonlySet<string>;
  main(inputs: Record<string, string>, options?: StepOptions): Promise<StepResult>;
  /** The post step of a main step; of the last one unless told. */
  post(main?: StepResult, options?: StepOptions): Promise<StepResult>;
  /** A later `run:` step. */
  step(command: string, args?: string[], options?: StepOptions): Promise<StepResult>;
  /** Pids still alive that steps of this job left behind (Linux only). */
  leftBehind(): number[];
  /** Ends the job as a runner does: what was left behind is killed, the directory deleted. */
  close(): void;
}

const root = resolve(import.meta.dirname, '../..');

/** A job on a runner: each step its own process, in an environment that owes nothing to ours. */
export function startRunner(options: RunnerOptions = {}): Runner {
  const file = options.action ?? join(root, 'action.yml');
  const action = readAction(file);
  const program = (stage: 'main' | 'post') => options.dist ?? join(dirname(file), action.runs[stage]);
  const node = options.node ?? process.execPath;
  const directory = mkdtempSync(join(tmpdir(), 'job-'));
  const trackingId = `github_${randomUUID()}`;
  const job = jobEnv(directory, trackingId, options.event ?? {});
  const exported: Record<string, string> = {};
  const masks = new Set<string>();
  let lastMain: StepResult | undefined;
  let steps = 0;

  async function perform(
    command: [string, ...string[]],
    inputs: Record<string, string>,
    own: Env,
    { env = {}, timeoutMs = 60_000 }: StepOptions,
  ): Promise<StepResult> {
    const files = join(directory, `step-${++steps}`);
    const parts = [job, options.env ?? {}, exported, freshFiles(files), own, env];
    const [name, ...args] = command;
    const cwd = join(directory, 'workspace');
    const exit = await run(name, args, { env: merge(parts), cwd, timeoutMs });
    const result = { ...exit, inputs, ...understand(exit.transcript, readFiles(files), masks) };
    for (const mask of result.masks) masks.add(mask);
    Object.assign(exported, result.exported);
    return result;
  }

  return {
    directory,
    exported,
    masks,
    async main(inputs, more = {}) {
      const command: [string, string] = [node, program('main')];
      lastMain = await perform(command, inputs, inputEnv(inputs, action), more);
      return lastMain;
    },
    async post(of = lastMain, more = {}) {
      if (!of) throw new Error('post without main');
      const entries = Object.entries(of.state).map(([name, value]) => [`STATE_${name}`, value]);
      const own = { ...inputEnv(of.inputs, action), ...Object.fromEntries(entries) };
      return perform([node, options.post ?? program('post')], of.inputs, own, more);
    },
    step: (command, args = [], more = {}) => perform([command, ...args], {}, {}, more),
    leftBehind: () => processesOf(trackingId),
    close() {
      for (const pid of processesOf(trackingId)) kill(pid);
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function understand(transcript: string, files: FileContents, before: ReadonlySet<string>) {
  const commands = parseCommands(transcript);
  return {
    commands,
    masks: commands.flatMap(masksOf),
    masked: showLog(transcript, before),
    outputs: parseFileCommand(files.output),
    exported: parseFileCommand(files.env),
    state: parseFileCommand(files.state),
    summary: files.summary,
    files,
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

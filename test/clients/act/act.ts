import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const version = 'v0.2.89';
const root = resolve(import.meta.dirname, '../../..');
const stubs = join(import.meta.dirname, 'stubs');

/**
 * A repository as act finds it: the action and its examples as they are in the working tree. A copy,
 * since a job may write to it, and since the name of the repository comes from its remote.
 */
export interface Workspace {
  readonly directory: string;
  close(): void;
}

export interface ActOptions {
  /** Path of the workflow inside the workspace. */
  readonly workflow: string;
  readonly event?: string;
  /** The event payload. */
  readonly payload?: unknown;
  /** Added to what every job sees. */
  readonly env?: Record<string, string>;
  /** The `vars` of the repository. */
  readonly vars?: Record<string, string>;
  readonly inputs?: Record<string, string>;
  /** Folders to look for programs in before all others. */
  readonly path?: readonly string[];
}

export interface ActRun {
  readonly code: number | null;
  /** The whole log under act's masks, without colours. */
  readonly log: string;
  /** What steps printed, `%0A` and its kin undone, without act's own lines. */
  readonly printed: string;
}

/** The program, built from its module at a fixed version on first use. */
export function installAct(): string {
  const bin = join(root, 'node_modules/.cache/act', version);
  const program = join(bin, process.platform === 'win32' ? 'act.exe' : 'act');
  if (existsSync(program)) return program;
  mkdirSync(bin, { recursive: true });
  const env = { ...process.env, GOBIN: bin };
  execFileSync('go', ['install', `github.com/nektos/act@${version}`], { env, stdio: 'inherit' });
  return program;
}

export function makeWorkspace(): Workspace {
  const directory = mkdtempSync(join(tmpdir(), 'act-'));
  for (const part of ['action.yml', 'dist', 'examples', 'test/clients/act/workflows']) {
    cpSync(join(root, part), join(directory, part), { recursive: true });
  }
  mkdirSync(join(directory, 'schemas'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: directory });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://github.com/octo-org/octo-repo');
  git('add', '--all');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message=x');
  return { directory, close: () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }) };
}

export async function runAct(workspace: Workspace, options: ActOptions): Promise<ActRun> {
  const home = mkdtempSync(join(tmpdir(), 'act-home-'));
  try {
    const payload = join(home, 'event.json');
    writeFileSync(payload, JSON.stringify(options.payload ?? {}));
    const args = [options.event ?? 'push', '-W', options.workflow, '--eventpath', payload];
    // No container engine, no network: jobs run as processes of this machine.
    args.push('-P', 'ubuntu-latest=-self-hosted');
    args.push('--action-offline-mode', '--no-cache-server', '--pull=false');
    args.push('--action-cache-path', join(home, 'cache'));
    for (const [name, value] of Object.entries(options.vars ?? {})) args.push('--var', `${name}=${value}`);
    for (const [name, value] of Object.entries(options.inputs ?? {}))
      args.push('--input', `${name}=${value}`);
    for (const stand of standIns(workspace, options.workflow)) args.push('--local-repository', stand);
    // act hands its own environment to the jobs, so it must owe nothing to ours.
    const path = [...(options.path ?? []), dirname(process.execPath), process.env.PATH].join(delimiter);
    const env = { PATH: path, HOME: home, TMPDIR: tmpdir(), ...options.env };
    const { code, log } = await run(installAct(), args, env, workspace.directory);
    return { code, log, printed: printedBy(log) };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Our action under its public name, and a stub for every other action that is not there offline. */
function standIns(workspace: Workspace, workflow: string): string[] {
  const text = readFileSync(join(workspace.directory, workflow), 'utf8');
  const used = [...text.matchAll(/uses: ([\w-]+\/([\w-]+)@[\w.]+)/g)];
  return used
    .filter(([, , name]) => name !== 'checkout') // act does it itself, by a copy of the workspace
    .map(([, reference, name]) => {
      const ours = name === 'confluent-cloud-auth';
      return `${reference}=${ours ? workspace.directory : join(stubs, name as string)}`;
    });
}

function run(program: string, args: string[], env: Record<string, string>, cwd: string) {
  const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: 240_000 });
  // Apart, or a chunk of one could stand in the middle of a line of the other.
  const outputs = [child.stdout, child.stderr].map((stream) => {
    const chunks: string[] = [];
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    return chunks;
  });
  return new Promise<{ code: number | null; log: string }>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) =>
      done({ code, log: stripVTControlCharacters(outputs.flat().join('')).replaceAll('\r', '') }),
    );
  });
}

function printedBy(log: string): string {
  const lines = [...log.matchAll(/^\[[^\]]*\] {3}(?:\||❗|🚧|❓) +(.*)$/gmu)].map(([, line]) => line);
  return lines.join('\n').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

/** Every example there is, for the test that each of them is run. */
export function examples(): string[] {
  return globSync('examples/*.yml', { cwd: root }).sort();
}

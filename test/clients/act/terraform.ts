import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { type Exit, run } from '../../helpers/spawn.ts';

const root = resolve(import.meta.dirname, '../../..');
const program = process.env.TERRAFORM ?? 'terraform';
export const isOpenTofu = basename(program).startsWith('tofu');
/** Of the mirror alone: what the examples' constraint takes. */
const version = '2.83.4';
let mirrored: string | undefined;

/**
 * The environment in which Terraform finds Confluent's provider: the program in the folder that
 * CONFLUENT_PROVIDER_DIR names, and then no registry is asked; without it, what the registry has.
 */
export function terraformEnv(): Record<string, string> {
  const { CONFLUENT_PROVIDER_DIR: folder } = process.env;
  // Terraform would ask its makers for newer versions.
  const quiet = { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0' };
  if (folder) {
    mirrored ??= mirrorOf(folder);
    return { ...quiet, TF_CLI_CONFIG_FILE: mirrored };
  }
  const plugins = join(root, 'node_modules/.cache/act/terraform');
  mkdirSync(plugins, { recursive: true });
  return { ...quiet, TF_PLUGIN_CACHE_DIR: plugins };
}

/** @returns the configuration that names a mirror with this provider alone; both end with the process */
function mirrorOf(folder: string): string {
  const mirror = mkdtempSync(join(tmpdir(), 'provider-'));
  process.once('exit', () => rmSync(mirror, { recursive: true, force: true }));
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${os}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  // OpenTofu has a registry of its own.
  for (const registry of ['registry.terraform.io', 'registry.opentofu.org']) {
    const inside = join(mirror, registry, 'confluentinc/confluent', version, platform);
    const provider = join(inside, `terraform-provider-confluent_v${version}`);
    mkdirSync(inside, { recursive: true });
    copyFileSync(join(folder, 'terraform-provider-confluent'), provider);
    chmodSync(provider, 0o755);
  }
  const config = join(mirror, 'config.tfrc');
  const block = `filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }`;
  writeFileSync(config, `provider_installation {\n  ${block}\n}\n`);
  return config;
}

/** A folder of configuration with Terraform at work in it. */
export interface Folder {
  readonly path: string;
  /** Runs to the end, whatever that is; nothing of our own environment but what programs need. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Exit>;
  /** The same, and fails unless Terraform succeeds. */
  succeed(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Exit>;
}

/**
 * A new folder with these files, initialised.
 *
 * @param from a folder of the repository to start from
 */
export async function openFolder(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  from?: string,
): Promise<Folder> {
  requireTerraform();
  const path = mkdtempSync(join(tmpdir(), 'terraform-'));
  t.after(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  if (from) cpSync(join(root, from), path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  const home = mkdtempSync(join(path, '.home-'));
  const found = terraformEnv();
  const folder: Folder = {
    path,
    run: (args, env = {}) =>
      run(program, [...args], {
        cwd: path,
        env: { PATH: process.env.PATH ?? '', HOME: home, ...found, ...env },
        timeoutMs: 300_000,
      }),
    async succeed(args, env) {
      const exit = await folder.run(args, env);
      assert.equal(exit.code, 0, exit.transcript);
      return exit;
    },
  };
  await folder.succeed(['init', '-no-color', '-backend=false']);
  return folder;
}

/** Ephemeral variables came with Terraform 1.10, and with OpenTofu after 1.9. */
function requireTerraform(): void {
  const said = execFileSync(program, ['version', '-json'], {
    env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  const found: string = JSON.parse(said).terraform_version;
  const [major = 0, minor = 0] = found.split('.').map(Number);
  assert.ok(major > 1 || minor >= 10, `test:act:tools needs Terraform 1.10 or later, not ${found}`);
}

/** What is in a saved plan, by name: the plan itself, the state it was made from, the configuration. */
export function planFiles(plan: string): Record<string, string> {
  const unzip = (...args: string[]) => execFileSync('unzip', args, { encoding: 'latin1' });
  const names = unzip('-Z1', plan).trim().split('\n');
  return Object.fromEntries(names.map((name) => [name, unzip('-p', plan, name)]));
}

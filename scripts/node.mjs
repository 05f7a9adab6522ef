/**
 * Starts a script or the tests on a Node that is new enough, whatever npm has linked:
 *
 *     node scripts/node.mjs scripts/start.ts [arguments]
 *
 * That is the Node which runs this file if it will do, else the one of the platform package that `npm ci`
 * installs. This file is JavaScript because every Node from 20 on has to run it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An older Node 24 gives no reply to a request with a header of the name `__proto__`. */
const LEAST = '24.14.1';

const { arch, env, platform, versions } = process;
const isWindows = platform === 'win32';
const isNewEnough = versions.node.localeCompare(LEAST, 'en', { numeric: true }) >= 0;
const name = `node-${isWindows ? 'win' : platform}-${arch}`;
const path = `../node_modules/${name}/bin/node${isWindows ? '.exe' : ''}`;
const node = isNewEnough ? process.execPath : fileURLToPath(new URL(path, import.meta.url));

if (existsSync(node)) start();
else explain();

function start() {
  // What is started may start a plain `node` in its turn.
  if (!isNewEnough) env.PATH = `${dirname(node)}${delimiter}${env.PATH}`;
  const child = spawn(node, process.argv.slice(2), { stdio: 'inherit' });
  // Without a process the file is not for this system: Alpine has another C library. With one, a signal failed.
  child.on('error', () => child.pid ?? explain());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // The console of Windows tells the child by itself, and child.kill() would give it no time to end.
    process.on(signal, () => isWindows || child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function explain() {
  const { optionalDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  const first = name in optionalDependencies && !existsSync(node) ? '"npm ci", by ' : '';
  console.error(
    `This needs Node ${LEAST} or later, not ${versions.node}. ` +
      `Get it by ${first}"nvm install 24", or from https://nodejs.org/en/download`,
  );
  process.exitCode = 1;
}

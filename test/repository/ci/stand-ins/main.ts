import { spawn } from 'node:child_process';
import { appendFileSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Starts the stand-in, and waits until it listens. */
const { RUNNER_TEMP = '', GITHUB_STATE = '' } = process.env;
const log = openSync(join(RUNNER_TEMP, 'stand-ins.log'), 'a');
const program = join(import.meta.dirname, 'sts.ts');
const child = spawn(process.execPath, [program], { detached: true, stdio: ['ignore', 'pipe', log] });
const stdout = child.stdout as Readable;
appendFileSync(GITHUB_STATE, `pid=${child.pid}\n`);
let isReady = false;
for await (const line of createInterface({ input: stdout })) {
  console.log(line);
  isReady = line === 'ready';
  if (isReady) break;
}
if (!isReady)
  throw new Error('The stand-in ended before it was ready; its errors are shown at the end of the job.');
stdout.destroy();
child.unref();

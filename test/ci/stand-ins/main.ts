import { spawn } from 'node:child_process';
import { appendFileSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Starts the stand-in, without a shell and its quoting, and waits until it listens. */
const env = process.env as Record<string, string>;
const { INPUT_PROGRAM, INPUT_PORT, INPUT_ISSUER, INPUT_CERTIFICATE, GITHUB_REPOSITORY_ID } = env;
const filter = `claims.aud == "https://api.confluent.cloud" && claims.repository_id == "${GITHUB_REPOSITORY_ID}"`;
const args = ['--port', INPUT_PORT, '--issuer', INPUT_ISSUER];
args.push('--pool', `pool-ci=${filter}`, '--pool', 'pool-of-others=claims.repository_id == "0"');
if (INPUT_CERTIFICATE) args.push('--certificate', INPUT_CERTIFICATE);

const log = openSync(join(env.RUNNER_TEMP ?? '', 'stand-ins.log'), 'a');
const command = [INPUT_PROGRAM, ...args] as string[];
const child = spawn(process.execPath, command, { detached: true, stdio: ['ignore', 'pipe', log] });
const stdout = child.stdout as Readable;
appendFileSync(env.GITHUB_STATE ?? '', `pid=${child.pid}\n`);
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

import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { isAlive } from '../helpers/token-endpoint-process.ts';

/** A program that stands where the bundle should, for a main that starts its token endpoint. */
export interface StandIn {
  readonly program: string;
  /** Of its process; undefined before it was started. */
  pid(): number | undefined;
  /** What it has been told on its standard input. */
  heard(): string;
}

/** One that listens on this port, as far as it says, or says nothing; it stays, and is ended with the test. */
export async function standIn(t: TestContext, port?: number): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
  const say = (number: number) => `writeSync(3, '{"port":${number}}\\n');`;
  const pidFile = join(folder, 'pid');
  const heardFile = join(folder, 'heard');
  const program = join(folder, 'index.cjs');
  // It ends by itself, for where a run is cut off before its hooks have killed what is left.
  const source = `const { writeFileSync, writeSync } = require('node:fs');
    writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
    process.stdin.resume().once('data', (words) => {
      writeFileSync(${JSON.stringify(heardFile)}, words);
      ${port === undefined ? '' : say(port)}
    });
    setTimeout(() => {}, 60_000);`;
  await writeFile(program, source);
  const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : undefined);
  t.after(async () => {
    const started = pid();
    if (started && isAlive(started)) process.kill(started, 'SIGKILL');
    await rm(folder, { recursive: true });
  });
  return { program, pid, heard: () => readFileSync(heardFile, 'utf8') };
}
